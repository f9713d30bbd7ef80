import { actorOf } from './actor.ts'
import type { Aggregate, Typed } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { type Delivery, deliver } from './deliver.ts'
import type { KeyEntry } from './key-entry.ts'
import { header, type InRecord, idOf } from './record.ts'
import { type Route, topicsOf } from './service.ts'
import type { StageTools } from './stage-tools.ts'
import { traceOf } from './tracing.ts'
import { heldOf } from './work.ts'

/** Stages a record: routing, re-keying, repeats of commands, and the decision. */
export function createRecordStage(tools: StageTools) {
  const { runtime, dead, count, fireBefore, attempt, requeue, tell, took, waits } = tools
  const topics = topicsOf(runtime.service.name)

  /** Decides one delivery and takes all of its changes, or throws and takes none. */
  function take(batch: Batch, entry: KeyEntry, record: InRecord, delivery: Delivery) {
    const delivered = deliver(batch.runtime, entry, delivery, batch.reference)
    took(batch, entry, delivery, delivered, record)
    batch.put({ ...entry, state: delivered.state, chain: delivered.chain })
  }

  function command(batch: Batch, entry: KeyEntry, record: InRecord, delivery: Delivery) {
    const body = record.headers[header.body] ?? ''
    const prior = entry.outcomes.find(o => o.commandId === delivery.id)
    if (prior) {
      count('repeated')
      tell(batch, { what: 'repeated', entry, delivery, record })
      return batch.announce(prior)
    }
    const delivered = deliver(batch.runtime, entry, delivery, batch.reference)
    const outputs = delivered.outputs.map(o => ({ type: o.type, value: Buffer.from(o.value) }))
    const outcome = { commandId: delivery.id, body, at: delivery.at, outputs }
    const { outcomeAgeMsMax, outcomesPerKeyMax } = runtime.limits
    const kept = entry.outcomes.filter(o => o.at > delivery.at - outcomeAgeMsMax).slice(-(outcomesPerKeyMax - 1))
    took(batch, entry, delivery, delivered, record)
    batch.put({ ...entry, state: delivered.state, chain: delivered.chain, outcomes: [...kept, outcome] })
    batch.announce(outcome)
  }

  /** A copy belongs to the replay that made it; of what its record was put out by it says nothing. */
  function rekeyedHeaders(record: InRecord, aggregate: string, { id, deadLetter }: Delivery) {
    const { [header.deadLetter]: _, ...headers } = record.headers
    const own = { [header.id]: id, [header.rekeyedFor]: aggregate, [header.rekeyedFrom]: record.topic }
    return { ...headers, ...own, ...(deadLetter && { [header.deadLetter]: deadLetter }) }
  }

  /** Which key each route is for. Keys are never personal, so that nothing is decrypted to find them. */
  function waysOf(routes: readonly Route[], record: InRecord, type: string) {
    const data = routes.some(({ rekey }) => rekey) ? runtime.codec.peek(record.value!) : undefined
    return routes.map(({ aggregate, rekey }) => {
      if (!rekey) return { aggregate, to: record.key! }
      const to: unknown = rekey({ type, data })
      if (typeof to !== 'string' || to === '') throw new Error(`no key for ${aggregate.name} in ${type}`)
      return { aggregate, to }
    })
  }

  function handOn(batch: Batch, record: InRecord, key: string, aggregate: Aggregate, delivery: Delivery) {
    const headers = rekeyedHeaders(record, aggregate.name, delivery)
    batch.write([{ topic: topics.rekeyed, key, value: record.value!, headers, at: record.at }])
  }

  function decideHere(batch: Batch, record: InRecord, aggregate: Aggregate, delivery: Delivery) {
    const entry = batch.entry(aggregate, record.key!)
    if (record.topic === topics.commands) command(batch, entry, record, delivery)
    else take(batch, entry, record, delivery)
  }

  /** `released`: it comes off its key's queue, or is replayed, and does not wait again. `deadLetter`: what it is the replay of. */
  function stageRecord(batch: Batch, record: InRecord, released: boolean, deadLetter?: string) {
    const work = { kind: 'record', record } as const
    if (record.key === null)
      return dead.setAside(batch, heldOf(work), new Error('the record has no key'), false, 'KEY_MISSING')
    const { key } = record
    if (!released && waits(batch, key, work)) return
    attempt(batch, work, () => {
      if (!record.value) return count('skipped', { topic: record.topic, type: 'tombstone' })
      const fullName = runtime.codec.nameOf(record.value)
      const type = fullName.slice(fullName.lastIndexOf('.') + 1)
      const routes = runtime.route(record.topic, type, record.headers)
      if (routes.length === 0) return count('skipped', { topic: record.topic, type })
      const ways = waysOf(routes, record, type)
      const here = ways.filter(({ to }) => to === key)
      const delivery = {
        id: idOf(record),
        at: record.at,
        actor: actorOf(record.headers[header.actor]),
        input: { type, data: here.length > 0 ? runtime.codec.decode(record.value) : undefined } as Typed,
        trace: traceOf(record.headers[header.trace]),
        deadLetter: deadLetter ?? (record.headers[header.rekeyedFor] && record.headers[header.deadLetter]),
      }
      for (const { aggregate } of here)
        if (!fireBefore(batch, aggregate, key, record.at)) return requeue(batch, key, work, released)
      for (const { aggregate, to } of ways)
        if (to === key) decideHere(batch, record, aggregate, delivery)
        else handOn(batch, record, to, aggregate, delivery)
      count('inputs', { topic: record.topic })
    })
  }

  return stageRecord
}
