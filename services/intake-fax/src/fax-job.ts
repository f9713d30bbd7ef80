/** What a gateway, or a file in the drop folder, says of a fax; texts are checked and in the form of `xsd:token`. */
export type FaxJob = {
  readonly gateway: string
  readonly jobId: string
  readonly callerNumber?: string | undefined
  readonly stationId?: string | undefined
  readonly calledNumber?: string | undefined
  /** UTC ms. */
  readonly receivedAt: number
  readonly pagesDeclared?: number | undefined
  /** What the gateway counted; where it says nothing, what the document has. */
  readonly pagesReceived?: number | undefined
  readonly isPartial: boolean
  /** The job that it continues. */
  readonly continues?: string | undefined
  /** Hash of the document, in hexadecimal. */
  readonly sha256: string
}

export const faxLimits = {
  gatewayLengthMax: 40,
  numberLengthMax: 40,
  jobIdLengthMax: 64,
  /** Of a document inside of a notification. */
  inlineBytesMax: 8 * 1024 * 1024,
  /** Of any other. */
  documentBytesMax: 64 * 1024 * 1024,
  /** More than any document has. */
  pagesMax: 100_000,
} as const

export type Receipt = {
  readonly receipt: string
  /** UTC ms. */
  readonly acceptedAt: number
  readonly duplicate: boolean
}
