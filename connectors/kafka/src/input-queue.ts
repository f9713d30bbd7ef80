import type { InRecord } from '@icms/backbone/record'
import type { Chunk } from './log-reader.ts'

/** Read ahead by one task, all topics together: fetching stops at the first and goes on below the second. */
const bytesHeldMax = 4_000_000
const bytesWantedBelow = 3_000_000
/** Records handed over at a time: what one topic has brought, at most about this many. */
const recordsMax = 4_000

export type Handed = { readonly topic: string; readonly records: readonly InRecord[]; readonly next: number }

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
    /** Waits for something, and joins what follows of the same topic. Resolves with nothing once `end` was called. */
    async take(): Promise<Handed | undefined> {
      while (chunks.length === 0) {
        await arrived.promise
        if (chunks.length === 0 && full) return undefined
        if (chunks.length === 0) arrived = Promise.withResolvers()
      }
      const first = chunks.shift()!
      let { records, next } = first
      bytes -= first.bytes
      while (chunks[0]?.topic === first.topic && records.length + chunks[0].records.length <= recordsMax) {
        const more = chunks.shift()!
        records =
          records.length === 0 ? more.records : more.records.length === 0 ? records : [...records, ...more.records]
        next = more.next
        bytes -= more.bytes
      }
      if (chunks.length === 0) arrived = Promise.withResolvers()
      if (full && bytes < bytesWantedBelow) {
        full = false
        onWants()
      }
      return { topic: first.topic, records, next }
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
