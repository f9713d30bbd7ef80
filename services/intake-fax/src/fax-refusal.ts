/** Why a fax is not taken, as the contract's faults name it; `NOT_NOW` is the only one that is worth another try as it is. */
export const refusalCodes = [
  'NOT_AUTHENTICATED',
  'INVALID',
  'DOCUMENT_MISSING',
  'HASH_MISMATCH',
  'UNREADABLE',
  'TOO_LARGE',
  'TOO_MANY_PAGES',
  'JOB_CONFLICT',
  'NOT_NOW',
] as const
export type FaxRefusalCodeOfContract = (typeof refusalCodes)[number]

/** Thrown where a fax is refused: what, where, and in the message what to do. Nothing that was sent is in it. */
export class FaxRefusal extends Error {
  readonly code: FaxRefusalCodeOfContract
  readonly where: string | undefined

  constructor(code: FaxRefusalCodeOfContract, message: string, where?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'FaxRefusal'
    this.code = code
    this.where = where
  }
}

export const notNow = (why: string, cause?: unknown): FaxRefusal =>
  new FaxRefusal('NOT_NOW', `${why}; send the same again in a minute`, undefined, cause)
