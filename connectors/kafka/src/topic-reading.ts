import type { ReadFrom } from '@icms/backbone/port'
import type { InRecord } from '@icms/backbone/record'
import { createInputQueue } from './input-queue.ts'
import type { LogReader } from './log-reader.ts'
import type { PartitionPlace } from './log-offsets.ts'

type Where = { readonly topic: string; readonly as: string; readonly partitions: number }

/** Committed records of a topic that are there when it is called, partition after partition; for operators' tools. */
export async function* readTopic(
  reader: LogReader,
  where: Where,
  from: 'start' | 'end' | ReadFrom,
): AsyncGenerator<InRecord> {
  const first = (partition: number) => (typeof from === 'string' ? 0 : from.get(partition))
  const places = Array.from({ length: where.partitions }, (_, partition) => ({ topic: where.topic, partition })).filter(
    ({ partition }) => first(partition) !== undefined,
  )
  const [starts, ends] = await Promise.all([
    reader.offsets(places, from === 'end' ? 'latest' : 'earliest'),
    reader.offsets(places, 'latest'),
  ])
  // All are asked for at once: while one is handed out the next are on their way, each to its limit.
  const parts = places
    .map((place, i) => ({ place, start: Math.max(starts[i]!, first(place.partition)!), end: ends[i]! }))
    .filter(({ start, end }) => start < end)
    .map(({ place, start, end }) => readPart(reader, { ...place, as: where.as, offset: start }, end))
  try {
    for (const part of parts) yield* part.records()
  } finally {
    for (const part of parts) part.stop()
  }
}

/** One partition up to `end`. What has all of it wants no more: a fetch would wait at the broker for what is not asked for. */
function readPart(reader: LogReader, place: PartitionPlace & { as: string; offset: number }, end: number) {
  const queue = createInputQueue(reader.wake)
  let hasAll = false
  const reading = reader.add(place, {
    wants: () => !hasAll && queue.wants(),
    take(chunk) {
      hasAll = chunk.next >= end
      queue.put(place.as, chunk)
    },
    outOfRange: queue.end,
  })
  return {
    async *records() {
      for (let handed = await queue.take(); handed; handed = await queue.take()) {
        for (const record of handed.records) if (record.offset < end) yield record
        if (handed.next.get(place.as)! >= end) return
      }
    },
    stop: reading.remove,
  }
}
