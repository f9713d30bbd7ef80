import { BackboneError } from '@icms/backbone/errors'
import { whyRefused } from './refusals.ts'

/** Errors of kafkajs by their own properties: the code is the protocol's number, or the socket's name for it. */
type KafkaError = Error & { code?: unknown; type?: string; cause?: unknown }

/** The producer is not the owner any more, or its transaction was ended by somebody else. */
const fencingCodes = [45, 47, 48, 49, 59, 90]
/** Too large, invalid timestamp, invalid record: what the same bytes will always meet. */
const rejectingCodes = [10, 18, 32, 87]
export const concurrentTransactions = 51
export const offsetOutOfRange = 1
/** Coordinator is loading, is elsewhere, or is not there yet; a transaction of before is being settled. */
const settlingCodes = [14, 15, 16, concurrentTransactions]
/** The leader is elsewhere, or not known yet. */
const staleCodes = [3, 5, 6, 9, 56, 72, 74, 75, 78]

const codeOf = (error: unknown) => (error as KafkaError | undefined)?.code

export const isSettling = (error: unknown) => settlingCodes.includes(codeOf(error) as number)
export const isConcurrent = (error: unknown) => codeOf(error) === concurrentTransactions
export const isStaleCode = (code: number) => staleCodes.includes(code)

/**
 * The backbone's error for whatever the broker or the connection answered. `Incompatible` where the broker does not let
 * us in. What is neither fencing nor a refusal of the bytes themselves is `NotNow`: it may or may not have happened, and
 * opening the task again finds out.
 */
export function toBackboneError(error: unknown, doing: string): BackboneError {
  if (error instanceof BackboneError) return error
  const { message, cause } = error as KafkaError
  const code = codeOf(error) ?? codeOf(cause)
  if (fencingCodes.includes(code as number))
    return new BackboneError('Fenced', `${doing}: another process owns the task now (${message})`, error)
  if (rejectingCodes.includes(code as number))
    return new BackboneError('Rejected', `${doing}: the broker refuses it (${message})`, error)
  const why = whyRefused(error)
  if (why) return new BackboneError('Incompatible', `${doing}: the broker does not let us in: ${why}`, error)
  return new BackboneError('NotNow', `${doing}: the broker did not take it (${message ?? error})`, error)
}
