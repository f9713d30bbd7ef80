import type { InRecord } from '@icms/backbone/record'
import { createInputQueue } from './input-queue.ts'
import type { LogReader } from './log-reader.ts'

type Where = { readonly topic: string; readonly as: string; readonly partitions: number }

/** Committed records of a topic that are there when it is called, partition after partition; for operators' tools. */
export async function* readTopic(reader: LogReader, where: Where, from: 'start' | 'end'): AsyncGenerator<InRecord> {
  const places = Array.from({ length: where.partitions }, (_, partition) => ({ topic: where.topic, partition }))
  const ends = await reader.offsets(places, 'latest')
  const starts = from === 'end' ? ends : await reader.offsets(places, 'earliest')
  for (const [i, place] of places.entries()) {
    if (starts[i]! >= ends[i]!) continue
    const queue = createInputQueue(reader.wake)
    const sink = {
      wants: queue.wants,
      take: (chunk: Parameters<typeof queue.put>[1]) => queue.put(where.as, chunk),
      outOfRange: queue.end,
    }
    const reading = reader.add({ ...place, as: where.as, offset: starts[i]! }, sink)
    try {
      for (let handed = await queue.take(); handed; handed = await queue.take()) {
        for (const record of handed.records) if (record.offset < ends[i]!) yield record
        if (handed.next >= ends[i]!) break
      }
    } finally {
      reading.remove()
    }
  }
}
