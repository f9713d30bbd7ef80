import { setTimeout as sleep } from 'node:timers/promises'
import { isStaleCode } from './kafka-errors.ts'
import { type Cluster, createErrorFromCode } from './kafkajs-internals.ts'
import { leaderOf } from './log-offsets.ts'
import { type Owner, type PartitionBatch, type ProducedPartition, produceRequest } from './produce-request.ts'
import { ask } from './protocol-request.ts'
import { estimateBytes, nextSequence, type WireRecord } from './record-batch-encoding.ts'

/** Records for one partition, in order. */
export type PartitionRecords = {
  readonly topic: string
  readonly partition: number
  readonly records: readonly WireRecord[]
}

/** A batch is cut here, well below the 16 MB that topics take. A larger record goes alone. */
const batchBytesMax = 4_000_000
const staleRetryMs = 50

/** Sequence numbers of one producer epoch. After an error they are not to be used any more, nor is the epoch. */
export function createSequences() {
  const next = new Map<string, number>()
  return (topic: string, partition: number, count: number): number => {
    const key = `${topic}/${partition}`
    const first = next.get(key) ?? 0
    next.set(key, nextSequence(first, count))
    return first
  }
}

export type Sequences = ReturnType<typeof createSequences>

/**
 * Writes records to the leaders of their partitions, in order, and resolves when all replicas in sync have them. A leader
 * that says that it is not one has taken nothing: the batch goes to the next, until `timeoutMs`. Throws any other error,
 * when all leaders have answered; `onWritten` has been told then of everything that was taken.
 */
export async function produce(
  cluster: Cluster,
  owner: Owner,
  sequences: Sequences,
  all: readonly PartitionRecords[],
  timeoutMs: number,
  onWritten: (written: PartitionBatch) => void = () => {},
): Promise<ProducedPartition[]> {
  const produced: ProducedPartition[] = []
  const until = performance.now() + timeoutMs
  for (const round of roundsOf(all)) {
    let left = round.map(p => ({ ...p, firstSequence: sequences(p.topic, p.partition, p.records.length) }))
    while (left.length > 0) {
      const answers = await toLeaders(cluster, left, owner, timeoutMs)
      const taken = new Map(
        answers.flatMap(a => a.partitions).flatMap(p => (p.errorCode === 0 ? [[placeOf(p), p]] : [])),
      )
      for (const batch of left) if (taken.has(placeOf(batch))) onWritten(batch)
      produced.push(...taken.values())
      const failed = answers.find(a => a.error)
      if (failed) throw failed.error
      left = left.filter(batch => !taken.has(placeOf(batch)))
      const refused = answers.flatMap(a => a.partitions).find(p => p.errorCode !== 0)
      if (!refused) continue
      if (!isStaleCode(refused.errorCode) || performance.now() > until) throw errorOf(refused)
      await sleep(staleRetryMs)
      await cluster.refreshMetadata()
    }
  }
  return produced
}

const placeOf = (p: { topic: string; partition: number }) => `${p.topic}/${p.partition}`

function errorOf(refused: ProducedPartition): Error {
  const error = createErrorFromCode(refused.errorCode)
  error.message = `${placeOf(refused)}: ${error.message}`
  return error
}

type Answer = { readonly partitions: readonly ProducedPartition[]; readonly error?: unknown }

/** Asks all leaders at once and waits for each. */
function toLeaders(
  cluster: Cluster,
  batches: readonly PartitionBatch[],
  owner: Owner,
  timeoutMs: number,
): Promise<Answer[]> {
  const byLeader = Map.groupBy(batches, batch => leaderOf(cluster, batch))
  const asking = async (nodeId: number, mine: readonly PartitionBatch[]): Promise<Answer> => {
    try {
      const broker = await cluster.findBroker({ nodeId })
      return await ask(broker, produceRequest(mine, owner, timeoutMs))
    } catch (error) {
      return { partitions: [], error }
    }
  }
  return Promise.all(Array.from(byLeader, ([nodeId, mine]) => asking(nodeId, mine)))
}

/** Cuts large batches: a request may hold one batch of each partition, and a batch has a limit. */
export function roundsOf(all: readonly PartitionRecords[]): (PartitionRecords & Part)[][] {
  const rounds: (PartitionRecords & Part)[][] = []
  for (const { topic, partition, records } of all)
    for (const [i, part] of cut(records).entries()) {
      rounds[i] ??= []
      rounds[i].push({ topic, partition, ...part })
    }
  return rounds
}

type Part = Pick<PartitionBatch, 'records' | 'likelyBytes'>

function cut(records: readonly WireRecord[]): Part[] {
  const parts: Part[] = []
  let from = 0
  let likelyBytes = 0
  for (const [i, record] of records.entries()) {
    const size = estimateBytes(record)
    if (likelyBytes > 0 && likelyBytes + size > batchBytesMax) {
      parts.push({ records: records.slice(from, i), likelyBytes })
      from = i
      likelyBytes = 0
    }
    likelyBytes += size
  }
  if (from < records.length) parts.push({ records: from === 0 ? records : records.slice(from), likelyBytes })
  return parts
}
