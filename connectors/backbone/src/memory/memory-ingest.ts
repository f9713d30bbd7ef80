import type { Progress } from '../port.ts'
import type { InRecord } from '../record.ts'
import { ingestTopic } from '../topic-reading.ts'
import type { MemoryProcess } from './memory-process.ts'
import type { MemoryWorld } from './memory-world.ts'

/** Shares the partitions of a foreign topic among the processes of a group, and hands over those of this one. */
export async function ingestMemory(
  world: MemoryWorld,
  process: MemoryProcess,
  group: string,
  topic: string,
  handle: (records: readonly InRecord[]) => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  process.alive()
  const partitions = new Set<number>()
  const place = (partition: number) => `${group} ${topic} ${partition}`
  const share = {
    partitions,
    position: (partition: number) => world.ingested.get(place(partition)) ?? 0,
    async settle(partition: number, next: number) {
      if (partitions.has(partition)) world.ingested.set(place(partition), next)
    },
  }
  const reading = ingestTopic(world.log, process, topic, share, handle)
  const member = await world.group(`ingest ${group} ${topic}`, world.log.count(topic)).join({
    start(partition) {
      partitions.add(partition)
      reading.again()
    },
    async stop(partition) {
      partitions.delete(partition)
    },
    drop: partition => void partitions.delete(partition),
  })
  const leave = process.onEnd(() => member.leave())
  if (process.isDead()) {
    member.leave()
    process.alive()
  }
  return {
    async stop() {
      leave()
      await reading.stop()
      member.leave()
    },
  }
}

/** How far a group has ingested its topics. */
export const ingestedBy = (world: MemoryWorld, group: string): Progress[] =>
  [...world.ingested].flatMap(([place, next]) => {
    const [of, topic, partition] = place.split(' ')
    return of === group ? [{ topic: topic!, partition: Number(partition), next }] : []
  })
