// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

/** A mail server reported what became of a mail that had been taken; the report's words are not kept. */
export type RecordDeliveryReport = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** Which attempt the report is about, from 1. */
  readonly attempt: number
  /** Whether it came back for good, or is late and still tried. */
  readonly action: ReportedAction
  /** Status of the report, such as 5.1.1; never its text, which may quote the address. */
  readonly statusCode: string | null
}

/** What a delivery status report says (RFC 3464). */
export type ReportedAction =
  | 'FAILED'
  | 'DELAYED'
  | 'UNKNOWN'

export type EmailCommands = {
  RecordDeliveryReport: RecordDeliveryReport
}
