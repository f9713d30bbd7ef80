import type { DatabaseSync } from 'node:sqlite'
import { BackboneError } from '@icms/backbone/errors'
import { partitionOf } from '@icms/backbone/partitioner'
import type { Headers, InRecord, OutRecord } from '@icms/backbone/record'
import type { Chunk } from '@icms/backbone/task-pump'
import type { ReadableLog } from '@icms/backbone/topic-reading'
import type { Writer } from './writer.ts'
import type { Ends, LogRow } from './written-parts.ts'

/** What a foreign producer may write: a key or none, and no value. */
export type LooseRecord = Omit<OutRecord, 'key' | 'value'> & {
  readonly key: string | null
  readonly value: Uint8Array | null
}

type Topic = { readonly id: number; readonly name: string; readonly ends: number[] }
type TopicLine = { topic: number; name: string; partitions: number }
type LogLine = { position: number; key: string | null; value: Uint8Array | null; headers: string; at: number }

/** A reading stops after this much, so that large messages do not fill the memory. */
const chunkBytesMax = 8_000_000

export const recordBytesMax = 16_000_000

/** The log as this process reads it: where each partition ends is kept in memory and follows every commit. */
export function createEmbeddedLog(db: DatabaseSync, partitions: number, writer: () => Writer) {
  const byName = new Map<string, Topic>()
  const byId = new Map<number, Topic>()
  const listeners = new Set<(topic: string) => void>()
  const chunk = db.prepare(
    'SELECT position, key, value, headers, at FROM log WHERE topic = ? AND partition = ? AND position >= ? ORDER BY position LIMIT ?',
  )
  const known = db.prepare('SELECT topic, name, partitions FROM topics')
  const endOf = db.prepare('SELECT coalesce(max(position), -1) + 1 AS next FROM log WHERE topic = ? AND partition = ?')

  const versionOf = db.prepare('PRAGMA data_version')

  function learn(id: number, name: string, count: number): Topic {
    const topic = byId.get(id) ?? { id, name, ends: Array.from({ length: count }, () => 0) }
    byId.set(id, topic)
    byName.set(name, topic)
    return topic
  }

  /** Of the file as it was read last; it changes with every commit of the writer, and of other processes. */
  let seenVersion: unknown

  /** Nothing where the file is as it was. */
  function endsInFile(): Ends {
    const ends: Ends[number][] = []
    db.exec('BEGIN')
    try {
      const version = versionOf.get()!.data_version
      if (version === seenVersion) return ends
      for (const { topic, name, partitions: count } of known.all() as TopicLine[]) {
        learn(topic, name, count)
        for (let p = 0; p < count; p++) ends.push([topic, p, Number(endOf.get(topic, p)!.next)])
      }
      seenVersion = version
    } finally {
      db.exec('COMMIT')
    }
    return ends
  }

  const log = {
    has: (topic: string) => byName.has(topic),
    idOf: (topic: string) => byName.get(topic)!.id,
    count: (topic: string) => byName.get(topic)?.ends.length ?? partitions,
    end: (topic: string, partition: number) => byName.get(topic)?.ends[partition] ?? 0,
    readableEnd: (topic: string, partition: number) => byName.get(topic)?.ends[partition] ?? 0,
    /** Makes the topics that are missing. */
    async ensure(topics: readonly { readonly name: string; readonly partitions?: number }[]) {
      const missing = topics.filter(topic => !byName.has(topic.name))
      const make = async ({ name, partitions: count = partitions }: (typeof missing)[number]) =>
        learn((await writer().write({ kind: 'topic', name, partitions: count })).value, name, count)
      await Promise.all(missing.map(make))
    },
    /** Makes the topics of these records where they are missing. */
    async ensureFor(records: readonly { readonly topic: string }[]) {
      const names = new Set(records.map(r => r.topic))
      await log.ensure([...names].map(name => ({ name })))
    },
    /** Checks a record and gives it its partition; its topic must be there. Throws `Rejected`. */
    rowOf({ topic: name, key, value, headers, at, partition: wanted }: LooseRecord): LogRow {
      const topic = byName.get(name)!
      const partition = wanted ?? (key === null ? 0 : partitionOf(key, topic.ends.length))
      if (!(partition in topic.ends)) throw new BackboneError('Rejected', `topic ${name} has no partition ${partition}`)
      if (!Number.isSafeInteger(at))
        throw new BackboneError('Rejected', `the time of a record for ${name} is not a whole number of milliseconds`)
      const text = JSON.stringify(headers)
      const bytes = (value?.length ?? 0) + text.length
      if (bytes > recordBytesMax)
        throw new BackboneError('Rejected', `a record for ${name} has ${bytes} bytes; at most ${recordBytesMax}`)
      return { topic: topic.id, partition, key, value, headers: text, at }
    },
    read(name: string, partition: number, from: number, recordsMax: number): Chunk {
      const topic = byName.get(name)
      const records: InRecord[] = []
      if (!topic || from >= (topic.ends[partition] ?? 0)) return { records, next: from }
      let bytes = 0
      for (const line of chunk.iterate(topic.id, partition, from, recordsMax) as Iterable<LogLine>) {
        const { position: offset, key, value, at } = line
        records.push({ topic: name, partition, offset, key, value, headers: JSON.parse(line.headers) as Headers, at })
        bytes += value?.length ?? 0
        if (bytes > chunkBytesMax) break
      }
      return { records, next: (records.at(-1)?.offset ?? from - 1) + 1 }
    },
    onGrowth(listener: () => void, of: readonly string[]) {
      const hear = (topic: string) => of.includes(topic) && listener()
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    grow(ends: Ends) {
      const grown = new Set<string>()
      for (const [id, partition, end] of ends) {
        const topic = byId.get(id)
        if (!topic || topic.ends[partition]! >= end) continue
        topic.ends[partition] = end
        grown.add(topic.name)
      }
      for (const topic of grown) for (const listener of [...listeners]) listener(topic)
    },
    /**
     * Reads all topics and ends from the file, which is ahead of what this process was told of its own commits. All of
     * one instant: who saw a message, and not yet the keys that were committed with it, could not read it.
     */
    refresh() {
      log.grow(endsInFile())
    },
  } satisfies ReadableLog & Record<string, unknown>
  log.refresh()
  return log
}

export type EmbeddedLog = ReturnType<typeof createEmbeddedLog>
