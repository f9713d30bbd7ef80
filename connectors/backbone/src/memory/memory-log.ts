import { partitionOf } from '../partitioner.ts'
import type { InRecord, OutRecord } from '../record.ts'
import type { Chunk } from '../task-pump.ts'

/** What a foreign producer may write: a key or none, and no value. */
export type Written = Omit<OutRecord, 'key' | 'value'> & {
  readonly key: string | null
  readonly value: Uint8Array | null
}

/** `undefined` where a broker would have written a control record. */
type Entry = { readonly record: InRecord | undefined; state: 'open' | 'visible' | 'hidden' }
type Partition = { readonly entries: Entry[]; stable: number }

type Listener = (topic: string, partition: number) => void

/** Records that were written and cannot be read yet. Ended once; after that both calls do nothing. */
export type OpenWrite = { commit(): void; abort(): void }

/**
 * Topics as a broker keeps them: a transaction that is open hides what comes after it, an aborted one leaves invisible
 * records behind, and each leaves a control record. So offsets have gaps, as they have on Kafka.
 */
export function createMemoryLog(partitions: number, declared: readonly { name: string; partitions?: number }[] = []) {
  const topics = new Map<string, Partition[]>()
  const listeners = new Set<Listener>()
  const listenersTo = new Map<string, Set<Listener>>()
  const make = (count: number): Partition[] => Array.from({ length: count }, () => ({ entries: [], stable: 0 }))
  for (const topic of declared) topics.set(topic.name, make(topic.partitions ?? partitions))

  function partitionsOf(topic: string): Partition[] {
    const found = topics.get(topic)
    if (found) return found
    const made = make(partitions)
    topics.set(topic, made)
    return made
  }

  function partition(topic: string, number: number): Partition {
    const found = partitionsOf(topic)[number]
    if (!found) throw new Error(`topic ${topic} has no partition ${number}`)
    return found
  }

  function put(records: readonly Written[], state: 'open' | 'visible') {
    return records.map(({ topic, key, value, headers, at, partition: wanted }) => {
      const number = wanted ?? (key === null ? 0 : partitionOf(key, partitionsOf(topic).length))
      const { entries } = partition(topic, number)
      const entry: Entry = {
        record: { topic, partition: number, offset: entries.length, key, value, headers, at },
        state,
      }
      entries.push(entry)
      return entry
    })
  }

  function grown(touched: Iterable<InRecord>) {
    for (const { topic, partition: number } of touched) {
      const p = partition(topic, number)
      const before = p.stable
      while (p.entries[p.stable] && p.entries[p.stable]!.state !== 'open') p.stable++
      if (p.stable > before) for (const listener of listening(topic)) listener(topic, number)
    }
  }

  /** Of all that listen, those who want to hear of a topic, in the order in which they came. */
  const listening = (topic: string) => [...listeners, ...(listenersTo.get(topic) ?? [])]

  function heardOf(topic: string): Set<Listener> {
    const among = listenersTo.get(topic) ?? new Set()
    listenersTo.set(topic, among)
    return among
  }

  return {
    count: (topic: string) => partitionsOf(topic).length,
    has: (topic: string) => topics.has(topic),
    append(records: readonly Written[]) {
      grown(places(put(records, 'visible')))
    },
    begin(records: readonly Written[]): OpenWrite {
      const entries = put(records, 'open')
      let open = true
      const end = (state: 'visible' | 'hidden') => {
        if (!open) return
        open = false
        for (const entry of entries) entry.state = state
        const touched = [...places(entries)]
        for (const r of touched) partition(r.topic, r.partition).entries.push({ record: undefined, state: 'hidden' })
        grown(touched)
      }
      return { commit: () => end('visible'), abort: () => end('hidden') }
    },
    read(topic: string, number: number, from: number, recordsMax: number): Chunk {
      const { entries, stable } = partition(topic, number)
      const next = Math.min(stable, from + recordsMax)
      const records: InRecord[] = []
      for (let i = from; i < next; i++) {
        const { state, record } = entries[i]!
        if (state === 'visible' && record) records.push(record)
      }
      return { records, next: Math.max(from, next) }
    },
    /** Where reading must stop for now: the first record of an open transaction, or the end. */
    readableEnd: (topic: string, number: number) => partition(topic, number).stable,
    end: (topic: string, number: number) => partition(topic, number).entries.length,
    /** Calls back for each partition of which more can be read now, those who want to know of every topic first. */
    onGrowth(listener: Listener, of?: readonly string[]): () => void {
      const joined = of ? of.map(heardOf) : [listeners]
      for (const among of joined) among.add(listener)
      return () => {
        for (const among of joined) among.delete(listener)
      }
    },
  }
}

/** One record of each partition that was written to. */
const places = (entries: readonly Entry[]): Iterable<InRecord> =>
  new Map(entries.map(({ record }) => [`${record!.topic} ${record!.partition}`, record!])).values()

export type MemoryLog = ReturnType<typeof createMemoryLog>
