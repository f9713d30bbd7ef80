import type { DeadLetter } from '@icms/backbone/dead-letters'
import type { Backbone } from '@icms/backbone/port'
import { header, type InRecord } from '@icms/backbone/record'
import { topicsOf } from '@icms/backbone/service'
import { type ServiceName, serviceNames } from '@icms/schemas/contracts'
import { type DecodedRecord, decodeRecord, type Reading } from './decoded-record.ts'
import { OperationError } from './operation-error.ts'
import type { OperationsParts } from './operations-parts.ts'
import { queuedBehind } from './open-dead-letters.ts'

/** One step in the life of a dead letter: what was asked of it, and what became of it. */
export type LetterStep = {
  readonly at: string
  readonly what: 'OPENED' | 'FAILED_AGAIN' | 'REPLAYED' | 'DISCARDED' | 'REPLAY_ASKED' | 'DISCARD_ASKED'
  readonly actor: string
  /** Why it could not be taken, or why an operator wanted it so. */
  readonly why: string
}

export type LetterStory = {
  readonly letter: Omit<DeadLetter, 'input'> & { readonly partition: number }
  /** The input that was set aside; a timer or the result of an effect has no bytes to decode. */
  readonly input: DecodedRecord & {
    readonly kind: string
    readonly headers: Readonly<Record<string, string>>
    readonly aggregate?: string
    readonly name?: string
    readonly outcome?: string
  }
  readonly history: readonly LetterStep[]
  /** Inputs that wait behind it; null where it is not known now. */
  readonly queued: number | null
  /** What its replay put out. */
  readonly putOut: readonly DecodedRecord[]
}

/** Everything that was told of a dead letter, in the order of telling. */
export async function letterRecords(backbone: Backbone, id: string, services: readonly ServiceName[] = serviceNames) {
  const found: InRecord[] = []
  for (const service of services)
    for await (const record of backbone.read(topicsOf(service).deadLetters)) if (record.key === id) found.push(record)
  await backbone.codec.prepare(found.map(r => r.value))
  return found.flatMap(record =>
    record.value ? [{ record, letter: backbone.codec.decode(record.value) as DeadLetter }] : [],
  )
}

/** Why and where an input was set aside, what was done about it and by whom, and what came of it. */
export async function tellStory(parts: OperationsParts, id: string, reading: Reading): Promise<LetterStory> {
  const { backbone } = parts
  const told = await letterRecords(backbone, id)
  const last = told.at(-1)
  if (!last) throw unknownLetter(id)
  const service = last.letter.service as ServiceName
  const { input, ...letter } = last.letter
  const asks = await asksFor(backbone, service, id)
  const steps = told.map(({ record, letter: { status, attempts, cause, at } }): LetterStep & { order: number } => {
    const what = status === 'OPEN' ? (attempts === 1 ? 'OPENED' : 'FAILED_AGAIN') : status
    const actor = record.headers[header.actor] ?? ''
    return { at: new Date(at).toISOString(), what, actor, why: status === 'OPEN' ? cause : '', order: at }
  })
  const inOrder = [...asks, ...steps].toSorted((a, b) => a.order - b.order)
  const history = inOrder.map(({ at, what, actor, why }) => ({ at, what, actor, why }))
  return {
    letter: { ...letter, partition: last.record.partition },
    input: await inputOf(backbone, input, reading),
    history,
    queued: letter.status === 'OPEN' ? await queuedBehind(backbone, service, input.key) : 0,
    putOut: await putOutBy(parts, service, id, reading),
  }
}

export const unknownLetter = (id: string) =>
  new OperationError(`there is no dead letter '${id}'; 'dead-letters list' shows those that are open`)

async function asksFor({ read, codec }: Backbone, service: string, id: string) {
  const asks: (LetterStep & { order: number })[] = []
  for await (const { key, value, headers, at } of read(topicsOf(service).replays)) {
    if (key !== id || !value) continue
    try {
      await codec.prepare([value])
      const { action, reason } = codec.decode(value) as { action: 'REPLAY' | 'DISCARD'; reason: string }
      const actor = headers[header.actor] ?? ''
      asks.push({ at: new Date(at).toISOString(), what: `${action}_ASKED`, actor, why: reason, order: at })
    } catch {
      // Poison on this topic is a dead letter of its own.
    }
  }
  return asks
}

async function inputOf(
  { codec }: Backbone,
  input: DeadLetter['input'],
  reading: Reading,
): Promise<LetterStory['input']> {
  const { kind, topic, partition, offset, key, value, at, aggregate, name, outcome } = input
  const shown = Object.entries(input.headers).filter(([field]) => /^(ce_|icms_|traceparent$)/.test(field))
  const headers = Object.fromEntries(shown)
  if (kind === 'RECORD') {
    const record = { topic, partition, offset, key, value, headers: input.headers, at }
    return { ...(await decodeRecord(codec, record, reading)), kind, headers }
  }
  const place = { topic, partition, offset, key, at: new Date(at).toISOString() }
  return { ...place, kind, headers, aggregate, name, ...(outcome && { outcome }) }
}

/** Records that a service put out by the replay of a dead letter: they carry its id. */
async function putOutBy(parts: OperationsParts, service: ServiceName, id: string, reading: Reading) {
  const { backbone, declarationOf, place } = parts
  const { aggregates } = await declarationOf(service)
  const written = aggregates.flatMap(a => a.outputs.map(type => place(type).topic))
  const found: DecodedRecord[] = []
  for (const topic of new Set([...written, topicsOf(service).rekeyed]))
    for await (const record of backbone.read(topic))
      if (record.headers[header.deadLetter] === id) found.push(await decodeRecord(backbone.codec, record, reading))
  return found
}
