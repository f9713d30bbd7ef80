/**
 * The closed list of what can go wrong in the backbone. What the business refuses is not here: that is an event.
 *
 * - `Fenced`: another process owns the task now. Close it and change nothing.
 * - `NotNow`: broker, registry or read side cannot be reached. Wait and try again; never a dead letter.
 * - `Rejected`: what was to be committed can never be taken (too large, refused by the broker). Finds its culprit.
 * - `Unreadable`: bytes that no schema of ours can read. A dead letter.
 * - `Incompatible`: the store was written by a newer build, or with another partition count, or a server does not let us
 *   in. The task, or the start, stays closed.
 * - `Erased`: what was asked for is of a subject that was erased. It existed, and nothing of it can be read any more.
 * - `Closed`: the task or the host is shutting down.
 */
export type BackboneErrorCode = 'Fenced' | 'NotNow' | 'Rejected' | 'Unreadable' | 'Incompatible' | 'Erased' | 'Closed'

export class BackboneError extends Error {
  readonly code: BackboneErrorCode
  constructor(code: BackboneErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'BackboneError'
    this.code = code
  }
}

export function isBackboneError(error: unknown, code: BackboneErrorCode): error is BackboneError {
  return error instanceof BackboneError && error.code === code
}

/** For whoever may not learn that something was there: what was erased is as if it had never been. */
export const unlessErased = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch(error => {
    if (isBackboneError(error, 'Erased')) return undefined
    throw error
  })

/** A cause in one line, at most 500 characters, without the input's own text: names of errors and their own messages. */
export function causeOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return text.replace(/\s+/g, ' ').slice(0, 500)
}

/** What a task that is not open yet waits for, where nothing failed so far. */
export const restoring = 'its states are being restored'

/** Why something is not there, in our own words: what servers and libraries said of themselves and of addresses is left out. */
export function whyOf(error: unknown): string {
  if (!(error instanceof BackboneError)) return `it failed (${error instanceof Error ? error.name : 'no error'})`
  const foreign = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return foreign ? error.message.replace(foreign, '') : error.message
}
