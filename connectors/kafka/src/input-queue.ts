import type { InRecord } from '@icms/backbone/record'
import type { Chunk } from './log-reader.ts'

/** Read ahead by one task, all topics together: fetching stops at the first and goes on below the second. */
const bytesHeldMax = 4_000_000
const bytesWantedBelow = 3_000_000
/** Records handed over at a time, at most about this many. */
const recordsMax = 4_000

/** What waited, of all topics together: one commit can take it. `next`: below it all was seen, by topic. */
export type Handed = { readonly records: readonly InRecord[]; readonly next: ReadonlyMap<string, number> }

/** What was fetched for a task and not taken yet, in the order of arrival. Bounded by `wants`. */
export function createInputQueue(onWants: () => void) {
  const chunks: (Chunk & { readonly topic: string })[] = []
  let bytes = 0
  let full = false
  let arrived = Promise.withResolvers<void>()

  return {
    wants: () => !full,
    put(topic: string, chunk: Chunk) {
      chunks.push({ ...chunk, topic })
      bytes += chunk.bytes
      if (bytes >= bytesHeldMax) full = true
      arrived.resolve()
    },
    /** Time of the first record that is held of a topic, UTC ms; nothing where none is held. */
    firstAt: (topic: string) => chunks.find(c => c.topic === topic && c.records.length > 0)?.records[0]?.at,
    /** Waits for something, and takes all that is there. Resolves with nothing once `end` was called. */
    async take(): Promise<Handed | undefined> {
      while (chunks.length === 0) {
        await arrived.promise
        if (chunks.length === 0 && full) return undefined
        if (chunks.length === 0) arrived = Promise.withResolvers()
      }
      const records: InRecord[] = []
      const next = new Map<string, number>()
      do {
        const chunk = chunks.shift()!
        for (const record of chunk.records) records.push(record)
        next.set(chunk.topic, chunk.next)
        bytes -= chunk.bytes
      } while (chunks.length > 0 && records.length + chunks[0]!.records.length <= recordsMax)
      if (chunks.length === 0) arrived = Promise.withResolvers()
      if (full && bytes < bytesWantedBelow) {
        full = false
        onWants()
      }
      return { records, next }
    },
    /** Drops everything; who waits is told. */
    end() {
      chunks.length = 0
      bytes = 0
      full = true
      arrived.resolve()
    },
  }
}
