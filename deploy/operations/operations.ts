import { type Actor, system } from '@icms/backbone/actor'
import type { Clock } from '@icms/backbone/clock'
import { operationsTables } from '@icms/backbone/dead-letters'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import { isBackboneError } from '@icms/backbone/errors'
import { keyringTopic } from '@icms/backbone/keyring-topic'
import type { Backbone } from '@icms/backbone/port'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { topicsOf } from '@icms/backbone/service'
import { findRecord, isForeign, recordsOf, topics } from '@icms/schemas/catalogue'
import { serviceNames } from '@icms/schemas/contracts'
import { type DecodedRecord, decodeRecord } from './decoded-record.ts'

export type TopicSummary = {
  readonly topic: string
  readonly types: readonly string[]
  readonly partitions: readonly { partition: number; start: number; end: number }[]
}
export type Publishable = {
  readonly type: string
  readonly key: string
  readonly id?: string
  readonly source?: string
  readonly data: unknown
}
export type TailOptions = { readonly key?: string; readonly limit?: number }

/** What an operator asked for and cannot have, in one line that says what to do. */
export class OperationError extends Error {}

/** What operators do with topics, on any backbone; pages, JSON and the command line all come here. */
export function createOperations(backbone: Backbone, clock: Clock, entropy: Entropy) {
  const { codec } = backbone

  function everyTopic(): string[] {
    const internal = serviceNames.flatMap(s => [topicsOf(s).deadLetters, topicsOf(s).replays, topicsOf(s).rekeyed])
    const named = topics().filter(t => !t.endsWith('.state.v1'))
    return [...new Set<string>([...named, ...internal, keyringTopic])].toSorted()
  }

  function known(topic: string): string {
    if (!everyTopic().includes(topic)) throw new OperationError(`there is no topic '${topic}'; 'topics' lists them`)
    return topic
  }

  async function* tail(topic: string, { key, limit = 1_000 }: TailOptions = {}): AsyncIterable<DecodedRecord> {
    let count = 0
    for await (const record of backbone.read(known(topic))) {
      if (key !== undefined && record.key !== key) continue
      yield await decodeRecord(codec, record)
      if (++count >= limit) return
    }
  }

  return {
    tail,

    async topics(): Promise<TopicSummary[]> {
      const ends = await backbone.ends(everyTopic())
      return everyTopic().map(topic => ({
        topic,
        types: recordsOf(topic as Parameters<typeof recordsOf>[0]).map(r => r.name),
        partitions: ends.get(topic) ?? [],
      }))
    },

    /**
     * Writes records by the topic's schemas, as another system would. Throws an `OperationError` that names the first
     * record and field which does not fit.
     */
    async publish(topic: string, records: readonly Publishable[], actor: Actor = system): Promise<number> {
      const outs: OutRecord[] = []
      for (const [i, record] of records.entries()) {
        const schema = findRecord(known(topic), record.type)
        if (!schema)
          throw new OperationError(
            `record ${i + 1}: ${topic} has no type '${record.type}'; it has ${recordsOf(
              topic as Parameters<typeof recordsOf>[0],
            )
              .map(r => r.name)
              .join(', ')}`,
          )
        const at = clock.now()
        const headers = headersOf({
          id: record.id ?? randomId(entropy),
          fullName: schema.fullName,
          service: 'operations',
          key: record.key,
          at,
          actor,
        })
        if (record.source) headers.ce_source = record.source
        try {
          await codec.prepareToEncode(schema.fullName, record.data)
          outs.push({ topic, key: record.key, value: codec.encode(schema.fullName, record.data), headers, at })
        } catch (error) {
          if (isBackboneError(error, 'NotNow')) throw error
          throw new OperationError(`record ${i + 1}: ${(error as Error).message}`)
        }
      }
      await backbone.publish(outs)
      return outs.length
    },

    /** Everything that names an id, in order of time: as key, as its own id or in a field whose name ends in Id. */
    async timeline(id: string): Promise<DecodedRecord[]> {
      const found: DecodedRecord[] = []
      for (const topic of everyTopic().filter(
        t => t.endsWith('.events.v1') || isForeignTopic(t) || t === 'court.replies.v1',
      ))
        for await (const record of tail(topic, { limit: Number.POSITIVE_INFINITY }))
          if (names(record, id)) found.push(record)
      return found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    },

    /** Open dead letters of all services, oldest first; `rebuilding` names services whose read side is not whole. */
    async deadLetters() {
      const rows: Record<string, unknown>[] = []
      const rebuilding: string[] = []
      for (const service of serviceNames) {
        const found = await backbone.readSide.list(service, {
          table: operationsTables.deadLetters,
          index: 'status',
          value: 'OPEN',
          limit: 500,
        })
        if (found.state === 'rebuilding') rebuilding.push(service)
        else rows.push(...found.found.rows.map(r => r.data))
      }
      return { deadLetters: rows.toSorted((a, b) => (a.at as number) - (b.at as number)), rebuilding }
    },

    /** Keys that wait behind a dead letter, most waiting inputs first. */
    async heldKeys() {
      const rows: Record<string, unknown>[] = []
      for (const service of serviceNames) {
        const found = await backbone.readSide.list(service, {
          table: operationsTables.heldKeys,
          index: 'all',
          value: 'ALL',
          limit: 500,
          descending: true,
        })
        if (found.state === 'ready') rows.push(...found.found.rows.map(r => r.data))
      }
      return rows.toSorted((a, b) => (b.queued as number) - (a.queued as number))
    },
  }
}

export type Operations = ReturnType<typeof createOperations>

const isForeignTopic = (topic: string) =>
  recordsOf(topic as Parameters<typeof recordsOf>[0]).some(r => isForeign(r.fullName))

function names(record: DecodedRecord, id: string): boolean {
  if (record.key === id || record.id === id) return true
  const fields = (record.data ?? {}) as Record<string, unknown>
  return Object.entries(fields).some(([field, value]) => value === id && /(Id|loginName|reference)$/i.test(field))
}
