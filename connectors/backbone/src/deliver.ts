import type { Actor } from './actor.ts'
import type { Aggregate, Context, RuntimeInput, Typed } from './aggregate.ts'
import { type ChainHead, chainName, linkText, nextHead } from './audit-chain.ts'
import { BackboneError } from './errors.ts'
import type { KeyEntry } from './key-entry.ts'
import { operationsRecord } from './operations-events.ts'
import type { Outcome } from './port.ts'
import { deriveId, header, headersOf, type OutRecord } from './record.ts'
import type { Reference } from './reference.ts'
import type { Runtime } from './runtime.ts'
import { topicsOf } from './service.ts'

/** An input at the door of its aggregate. */
export type Delivery = {
  readonly id: string
  readonly at: number
  readonly actor: Actor
  readonly input: Typed | RuntimeInput
  readonly trace?: string | undefined
  /** The dead letter that this is the replay of. */
  readonly deadLetter?: string | undefined
}

export type Delivered = {
  readonly state: unknown
  readonly chain: ChainHead | null
  readonly records: readonly OutRecord[]
  readonly outputs: Outcome['outputs']
  /** The trace that its outputs go on with. */
  readonly trace: string | undefined
}

/**
 * Lets one aggregate decide one input: every output is encoded and measured here, before any transaction.
 * Throws whatever the core throws, and `Rejected` for an output over a limit; nothing is changed then.
 */
export function deliver(runtime: Runtime, entry: KeyEntry, delivery: Delivery, reference: Reference): Delivered {
  if (!runtime.tracing) return decide(runtime, entry, delivery, reference)
  const { type } = delivery.input
  const span = runtime.tracing.start({
    name: `${entry.aggregate.name} decides ${type}`,
    kind: 'consumer',
    parent: delivery.trace,
    attributes: { service: runtime.service.name, key: entry.key, input: delivery.id },
  })
  try {
    const delivered = decide(runtime, entry, { ...delivery, trace: span.trace }, reference)
    span.end()
    return delivered
  } catch (error) {
    span.end(error instanceof BackboneError ? error.code : 'THREW')
    throw error
  }
}

function decide(runtime: Runtime, entry: KeyEntry, delivery: Delivery, reference: Reference): Delivered {
  const { aggregate, key } = entry
  const context: Context = { key, id: delivery.id, at: delivery.at, actor: delivery.actor, reference }
  const decided = aggregate.decide(delivery.input, entry.state, context)
  if (decided.length > runtime.limits.outputsPerInputMax)
    throw new BackboneError(
      'Rejected',
      `${decided.length} outputs of one input; at most ${runtime.limits.outputsPerInputMax}`,
    )
  const records: OutRecord[] = []
  const outputs: { type: string; value: Uint8Array }[] = []
  let { state, chain } = entry
  for (const output of decided) {
    const record = encodeOutput(runtime, aggregate, context, delivery, output, records.length, chain)
    records.push(record)
    if (record.headers[header.chain]) chain = nextHead(chain, record)
    outputs.push({ type: output.type, value: record.value })
    state = aggregate.evolve(state, output)
  }
  if (aggregate.targets) records.push(...missedTargets(runtime, aggregate, context, delivery, records))
  return { state, chain, records, outputs, trace: delivery.trace }
}

/** What operations are told of outputs that say that a target was missed. */
function missedTargets(
  runtime: Runtime,
  { targets = [] }: Aggregate,
  { key, at, id }: Context,
  { actor, trace }: Delivery,
  records: readonly OutRecord[],
): OutRecord[] {
  return records.flatMap(({ headers }) => {
    const fullName = headers[header.type]!
    const target = fullName.slice(fullName.lastIndexOf('.') + 1)
    if (!targets.includes(target)) return []
    const eventId = headers[header.id]!
    const event = { type: 'TargetMissed', key, id: deriveId(eventId, 'TargetMissed'), at, actor, cause: id } as const
    const data = { subjectId: key, target, eventId }
    return [operationsRecord(runtime, runtime.service.name, { ...event, trace, data })]
  })
}

function encodeOutput(
  runtime: Runtime,
  aggregate: Aggregate,
  context: Context,
  delivery: Delivery,
  output: Typed & { key?: string },
  place: number,
  chain: ChainHead | null,
): OutRecord {
  if (!aggregate.outputs.includes(output.type))
    throw new Error(`${aggregate.name} put out ${output.type}, which its declaration does not list`)
  const { topic, fullName } = runtime.place(output.type)
  const value = runtime.codec.encode(fullName, output.data)
  if (value.length > runtime.limits.messageBytesMax)
    throw new BackboneError(
      'Rejected',
      `${output.type} has ${value.length} bytes; at most ${runtime.limits.messageBytesMax}`,
    )
  const key = output.key ?? context.key
  const headers = headersOf({
    id: deriveId(context.id, runtime.service.name, aggregate.name, context.key, place),
    fullName,
    service: runtime.service.name,
    key,
    at: context.at,
    actor: delivery.actor,
    cause: context.id,
    // What passes through a topic that forgets is no part of the trail.
    chain:
      topic === topicsOf(runtime.service.name).events
        ? linkText(chainName(aggregate.name, context.key), chain)
        : undefined,
    trace: delivery.trace,
    deadLetter: delivery.deadLetter,
  })
  return { topic, key, value, headers, at: context.at }
}
