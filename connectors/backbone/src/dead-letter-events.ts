import { type Actor, system } from './actor.ts'
import type { DeadLetter } from './dead-letters.ts'
import { type OperationsEvent, operationsRecord } from './operations-events.ts'
import type { InputOutcome } from './outcomes.ts'
import { deriveId, header, type OutRecord } from './record.ts'
import type { Runtime } from './runtime.ts'
import { traceIdOf, traceOf } from './tracing.ts'
import type { HeldInput } from './work.ts'

/** An operator's word on a dead letter: its own id, who gave it and why. */
export type Resolution = { readonly id: string; readonly actor: Actor; readonly reason: string }

/**
 * What operations are told when an input is set aside, in the commit number `sequence` of its task: the same input may be
 * set aside again after its dead letter was ended, but not in the same commit.
 */
export function openedRecord(runtime: Runtime, letter: DeadLetter, holdsKey: boolean, sequence: number): OutRecord {
  const { deadLetterId, reason: failure, cause } = letter
  const id = deriveId(deadLetterId, 'DeadLetterOpened', sequence)
  const data = { failure, cause, holdsKey }
  return recordOf(runtime, letter, { type: 'DeadLetterOpened', id, actor: system, data })
}

/** What operations are told when an operator's word was carried out, or could not be. */
export function resolvedRecord(
  runtime: Runtime,
  letter: DeadLetter,
  type: 'DeadLetterReplayed' | 'DeadLetterReplayFailed' | 'DeadLetterDiscarded',
  { id: resolutionId, actor, reason }: Resolution,
): OutRecord {
  const { deadLetterId, attempts, reason: failure, cause } = letter
  const id = deriveId(deadLetterId, type, resolutionId)
  const resolved = { by: actor.id, reason, resolutionId, attempts }
  const data = type === 'DeadLetterReplayFailed' ? { ...resolved, failure, cause } : resolved
  return recordOf(runtime, letter, { type, id, actor, cause: resolutionId, data })
}

function recordOf(
  runtime: Runtime,
  { deadLetterId, service, input }: DeadLetter,
  event: Omit<OperationsEvent, 'key' | 'at' | 'trace'>,
): OutRecord {
  const trace = traceOf(input.headers[header.trace])
  const data = { ...event.data, deadLetterId, input: placeOf(input) }
  return operationsRecord(runtime, service, { ...event, key: deadLetterId, at: runtime.clock.now(), trace, data })
}

/** What a log says of it; its cause is with the dead letter. */
export function setAsideOutcome({ deadLetterId, service, reason, input }: DeadLetter, partition: number): InputOutcome {
  const { topic, offset, key, headers } = input
  const [id, trace] = [headers[header.id], traceIdOf(traceOf(headers[header.trace]))]
  return {
    ...{ what: 'set aside', service, key, partition, reason, deadLetterId },
    ...(topic !== '' && { topic, offset }),
    ...(id !== undefined && { id }),
    ...(trace !== undefined && { trace }),
  }
}

/** What was set aside, without its bytes (`icms.common.SetAsideInput`). */
function placeOf({ kind, topic, partition, offset, key, headers, aggregate, name }: HeldInput) {
  return { kind, topic, partition, offset, subjectId: key, inputId: headers[header.id] ?? null, aggregate, name }
}
