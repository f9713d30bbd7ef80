import type { Actor } from './actor.ts'
import { headersOf, type OutRecord } from './record.ts'
import type { Runtime } from './runtime.ts'

/** What operations watch: facts of the runtime and of the host, each in the commit of what it tells. Ids and names only. */
export const operationsTopic = 'operations.events.v1'

export type OperationsEvent = {
  readonly type:
    | 'DeadLetterOpened'
    | 'DeadLetterReplayed'
    | 'DeadLetterReplayFailed'
    | 'DeadLetterDiscarded'
    | 'TargetMissed'
    | 'ChannelSilent'
    | 'EffectInDoubt'
    | 'TaskMoved'
  /** What it is about. */
  readonly key: string
  readonly id: string
  /** UTC ms. */
  readonly at: number
  readonly actor: Actor
  readonly data: Readonly<Record<string, unknown>>
  /** Id of the input that caused it. */
  readonly cause?: string
  readonly trace?: string | undefined
}

/** The record of an event, as `service` writes it. Throws an `Error` that names the field which does not fit. */
export function operationsRecord(
  { codec }: Pick<Runtime, 'codec'>,
  service: string,
  event: OperationsEvent,
): OutRecord {
  const { key, at, data } = event
  const fullName = `icms.operations.${event.type}`
  const headers = headersOf({ ...event, fullName, service })
  return { topic: operationsTopic, key, value: codec.encode(fullName, { ...data, service, at }), headers, at }
}
