import { actorOf } from './actor.ts'
import type { Typed } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { type Delivery, deliver } from './deliver.ts'
import type { KeyEntry } from './key-entry.ts'
import { header, type InRecord, idOf } from './record.ts'
import { type Route, topicsOf } from './service.ts'
import type { StageTools } from './stage-tools.ts'
import { heldOf } from './work.ts'

/** Stages a record: routing, re-keying, repeats of commands, and the decision. */
export function createRecordStage(tools: StageTools) {
  const { runtime, dead, count, fireBefore, attempt, requeue, waits } = tools
  const topics = topicsOf(runtime.service.name)

  /** Decides one delivery and takes all of its changes, or throws and takes none. */
  function take(batch: Batch, entry: KeyEntry, delivery: Delivery) {
    const delivered = deliver(batch.runtime, entry, delivery, batch.reference)
    batch.write(delivered.records)
    batch.put({ ...entry, state: delivered.state, chain: delivered.chain })
    if (delivered.records.length > 0) count('outputs', undefined, delivered.records.length)
  }

  function command(batch: Batch, entry: KeyEntry, record: InRecord, delivery: Delivery) {
    const body = record.headers[header.body] ?? ''
    const prior = entry.outcomes.find(o => o.commandId === delivery.id)
    if (prior) {
      count('repeated')
      return batch.announce(prior)
    }
    const delivered = deliver(batch.runtime, entry, delivery, batch.reference)
    const outputs = delivered.outputs.map(o => ({ type: o.type, value: Buffer.from(o.value) }))
    const outcome = { commandId: delivery.id, body, at: delivery.at, outputs }
    const { outcomeAgeMsMax, outcomesPerKeyMax } = runtime.limits
    const kept = entry.outcomes.filter(o => o.at > delivery.at - outcomeAgeMsMax).slice(-(outcomesPerKeyMax - 1))
    batch.write(delivered.records)
    batch.put({ ...entry, state: delivered.state, chain: delivered.chain, outcomes: [...kept, outcome] })
    batch.announce(outcome)
  }

  function follow(batch: Batch, record: InRecord, route: Route, delivery: Delivery) {
    const { aggregate, rekey } = route
    if (rekey) {
      const key = rekey(delivery.input)
      if (typeof key !== 'string' || key === '')
        throw new Error(`no key for ${aggregate.name} in ${delivery.input.type}`)
      const headers = {
        ...record.headers,
        [header.id]: delivery.id,
        [header.rekeyedFor]: aggregate.name,
        [header.rekeyedFrom]: record.topic,
      }
      return batch.write([{ topic: topics.rekeyed, key, value: record.value!, headers, at: record.at }])
    }
    const entry = batch.entry(aggregate, record.key!)
    if (record.topic === topics.commands) command(batch, entry, record, delivery)
    else take(batch, entry, delivery)
  }

  /** `released`: it comes off its key's queue, or is replayed, and does not wait again. */
  function stageRecord(batch: Batch, record: InRecord, released: boolean) {
    const input = heldOf({ kind: 'record', record })
    if (record.key === null)
      return dead.setAside(batch, input, new Error('the record has no key'), false, 'KEY_MISSING')
    const { key } = record
    if (!released && waits(batch, key, input)) return
    attempt(batch, input, () => {
      if (!record.value) return count('skipped', { topic: record.topic, type: 'tombstone' })
      const fullName = runtime.codec.nameOf(record.value)
      const type = fullName.slice(fullName.lastIndexOf('.') + 1)
      const routes = runtime.route(record.topic, type, record.headers)
      if (routes.length === 0) return count('skipped', { topic: record.topic, type })
      const data = runtime.codec.decode(record.value)
      const actor = actorOf(record.headers[header.actor])
      const delivery = {
        id: idOf(record),
        at: record.at,
        actor,
        input: { type, data } as Typed,
        trace: record.headers[header.trace],
      }
      for (const { aggregate, rekey } of routes)
        if (!rekey && !fireBefore(batch, aggregate, key, record.at)) return requeue(batch, key, input, released)
      for (const route of routes) follow(batch, record, route, delivery)
      count('inputs', { topic: record.topic })
    })
  }

  return stageRecord
}
