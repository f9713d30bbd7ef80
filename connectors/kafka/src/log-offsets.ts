import type { Cluster } from './kafkajs-internals.ts'

const isolationOf = { earliest: 0, latest: 0, readable: 1 } as const
const timestampOf = { earliest: -2, latest: -1, readable: -1 } as const

export type PartitionPlace = { readonly topic: string; readonly partition: number }

/**
 * First or end offsets of partitions, in the order of asking. The end is the high watermark: it lies past records of
 * transactions that are still open, so whoever has read to it has missed nothing that was written before the call;
 * `readable` lies before them.
 */
export async function logOffsets(
  cluster: Cluster,
  places: readonly PartitionPlace[],
  which: 'earliest' | 'latest' | 'readable',
): Promise<number[]> {
  await cluster.addMultipleTargetTopics([...new Set(places.map(p => p.topic))])
  await cluster.refreshMetadataIfNecessary()
  const byLeader = Map.groupBy(places, place => leaderOf(cluster, place))
  const found = new Map<string, number>()
  await Promise.all(
    [...byLeader].map(async ([nodeId, mine]) => {
      const broker = await cluster.findBroker({ nodeId })
      const topics = [...Map.groupBy(mine, p => p.topic)].map(([topic, ps]) => ({
        topic,
        partitions: ps.map(({ partition }) => ({ partition, timestamp: timestampOf[which] })),
      }))
      const { responses } = await broker.listOffsets({ isolationLevel: isolationOf[which], topics })
      for (const { topic, partitions } of responses)
        for (const { partition, offset } of partitions) found.set(`${topic}/${partition}`, Number(offset))
    }),
  )
  return places.map(({ topic, partition }) => {
    const offset = found.get(`${topic}/${partition}`)
    if (offset === undefined) throw new Error(`no offset came back for ${topic}/${partition}`)
    return offset
  })
}

/** Throws where the topic or partition is not known, or has no leader now. */
export function leaderOf(cluster: Cluster, { topic, partition }: PartitionPlace): number {
  const found = cluster.findTopicPartitionMetadata(topic).find(p => p.partitionId === partition)
  if (!found || found.leader < 0) throw new Error(`${topic}/${partition} has no leader now`)
  return found.leader
}
