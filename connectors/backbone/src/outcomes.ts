import type { KeyEntry } from './key-entry.ts'
import type { Delivered, Delivery } from './deliver.ts'
import { header, type InRecord } from './record.ts'
import type { Runtime } from './runtime.ts'
import { traceIdOf } from './tracing.ts'

/** What came of one input, with the ids by which it is followed. Names and opaque ids only. */
export type InputOutcome = {
  readonly what: 'decided' | 'repeated' | 'set aside' | 'in doubt'
  readonly service: string
  readonly aggregate?: string
  readonly key: string | null
  /** Type of the input; for a dead letter why it was set aside. */
  readonly type?: string
  readonly reason?: string
  /** Its own id, and that of what caused it. */
  readonly id?: string
  readonly cause?: string
  readonly trace?: string
  readonly topic?: string
  readonly partition: number
  readonly offset?: number
  readonly deadLetterId?: string
  readonly outputs?: readonly string[]
}

type Decision = {
  readonly what: 'decided' | 'repeated' | 'in doubt'
  readonly service: string
  readonly partition: number
  readonly entry: KeyEntry
  readonly delivery: Delivery
  readonly delivered?: Delivered
  readonly record?: InRecord | undefined
}

/** Once their commit was taken: each to whoever listens for its kind. */
export function tellOutcomes({ outcome, alarm }: Pick<Runtime, 'outcome' | 'alarm'>, told: readonly InputOutcome[]) {
  for (const each of told) (each.what === 'set aside' || each.what === 'in doubt' ? alarm : outcome)?.(each)
}

export function outcomeOf({ entry, delivery, delivered, record, ...rest }: Decision): InputOutcome {
  const cause = record?.headers[header.cause]
  const trace = traceIdOf(delivered?.trace ?? delivery.trace)
  return {
    ...rest,
    ...{ aggregate: entry.aggregate.name, key: entry.key, type: delivery.input.type, id: delivery.id },
    ...(cause !== undefined && { cause }),
    ...(trace !== undefined && { trace }),
    ...(record && { topic: record.topic, offset: record.offset }),
    ...(delivered && { outputs: delivered.outputs.map(({ type }) => type) }),
  }
}
