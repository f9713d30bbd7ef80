import { partitionOf } from '@icms/backbone/partitioner'
import type { OutRecord, Tombstone } from '@icms/backbone/record'
import { topicsOf } from '@icms/backbone/service'
import type { PartitionRecords } from './producing.ts'
import type { WireRecord } from './record-batch-encoding.ts'

/** Names on the wire: the deployment's prefix before ours. */
export function createNames(prefix: string) {
  return {
    topic: (topic: string) => `${prefix}${topic}`,
    /** Our name of a topic on the wire. */
    own: (topic: string) => topic.slice(prefix.length),
    group: (group: string) => `${prefix}${group}`,
    transactionalId: (service: string, partition: number) => `${prefix}${service}.${partition}`,
    changelog: (service: string) => `${prefix}${topicsOf(service).state}`,
    /** What all Redis keys of a task begin with. In a Redis Cluster the braces keep them on one node. */
    readSide: (service: string, partition: number) => `{${prefix}${service}.${partition}}`,
    /** What edges remember; as above, all on one node. */
    edgeMemory: (part: string) => `{${prefix}edge-memory}:${part}`,
    outcomeChannel: (service: string, commandId: string) => `${prefix}${service}:outcome:${commandId}`,
  }
}

export type Names = ReturnType<typeof createNames>

/** Records by topic and partition, in the order of writing; the key decides where none was named. */
export function byPartition(
  names: Names,
  records: readonly (OutRecord | Tombstone)[],
  partitions: (topic: string) => number,
): PartitionRecords[] {
  const found = new Map<string, { topic: string; partition: number; records: WireRecord[] }>()
  for (const record of records) {
    const partition = record.partition ?? partitionOf(record.key, partitions(record.topic))
    const place = `${record.topic}/${partition}`
    const mine = found.get(place)
    if (mine) mine.records.push(record)
    else found.set(place, { topic: names.topic(record.topic), partition, records: [record] })
  }
  return [...found.values()]
}
