import { setTimeout as sleep } from 'node:timers/promises'
import { BackboneError, isBackboneError } from '@icms/backbone/errors'
import type { Connections } from './connections.ts'
import { toBackboneError } from './kafka-errors.ts'
import type { Cluster } from './kafkajs-internals.ts'
import { createSequences, type PartitionRecords, produce, type Sequences } from './producing.ts'

type Waiting = {
  readonly records: readonly PartitionRecords[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}
type Open = {
  cluster: Cluster
  owner: { producerId: string; producerEpoch: number; transactional: false; transactionalId: null }
  sequences: Sequences
}

const groupMax = 1_000
const retryMs = 100

/**
 * Writes for edges: idempotent, acknowledged by all replicas in sync. What is published while a request is under way goes
 * with the next one. After an error, what was not acknowledged is sent again by a new producer: a record may come twice. Throws
 * `NotNow` after `publishMsMax` and `Rejected` for what the broker refuses.
 */
export function createPublisher(connections: Connections) {
  const { requestMs, publishMsMax } = connections.settings
  const waiting: Waiting[] = []
  let open: Open | undefined
  let running: Promise<void> | undefined
  let closed = false

  async function opened(topics: readonly string[]): Promise<Open> {
    if (open) return open
    const cluster = connections.cluster()
    try {
      await cluster.connect()
      await cluster.addMultipleTargetTopics(topics)
      const { producerId, producerEpoch } = await (await cluster.findControllerBroker()).initProducerId({
        transactionTimeout: requestMs,
      })
      open = {
        cluster,
        owner: { producerId, producerEpoch, transactional: false, transactionalId: null },
        sequences: createSequences(),
      }
      return open
    } catch (error) {
      void cluster.disconnect().catch(() => {})
      throw error
    }
  }

  async function send(records: readonly PartitionRecords[]) {
    const until = performance.now() + publishMsMax
    const left = leftOf(records)
    for (;;) {
      try {
        const topics = [...new Set(records.map(r => r.topic))]
        const { cluster, owner, sequences } = await opened(topics)
        await cluster.addMultipleTargetTopics(topics)
        await produce(cluster, owner, sequences, left.records(), Math.min(requestMs, publishMsMax), left.written)
        return
      } catch (error) {
        void open?.cluster.disconnect().catch(() => {})
        open = undefined
        const known = toBackboneError(error, 'publishing')
        // Fenced has no meaning without a transactional id: the broker forgot the producer, and another is made.
        if (known.code === 'Rejected') throw known
        if (closed || performance.now() > until) throw new BackboneError('NotNow', known.message, error)
        await sleep(retryMs)
      }
    }
  }

  async function run() {
    while (waiting.length > 0) {
      const group = waiting.splice(0, groupMax)
      try {
        await send(group.flatMap(w => w.records))
        for (const w of group) w.resolve()
      } catch (error) {
        if (group.length > 1 && isBackboneError(error, 'Rejected')) await oneByOne(group)
        else for (const w of group) w.reject(error)
      }
    }
  }

  /** One of a group was refused: the others must not suffer for it. */
  async function oneByOne(group: readonly Waiting[]) {
    for (const w of group) await send(w.records).then(w.resolve, w.reject)
  }

  return {
    publish(records: readonly PartitionRecords[]): Promise<void> {
      if (closed) return Promise.reject(new BackboneError('Closed', 'the host is shutting down'))
      if (records.length === 0) return Promise.resolve()
      return new Promise((resolve, reject) => {
        waiting.push({ records, resolve, reject })
        running ??= run().finally(() => {
          running = undefined
        })
      })
    },
    /** Waits for what is under way. */
    async close() {
      closed = true
      await running
      await open?.cluster.disconnect().catch(() => {})
    },
  }
}

export type Publisher = ReturnType<typeof createPublisher>

/** One entry for each partition, records in the order of asking, without those that were taken already. */
function leftOf(all: readonly PartitionRecords[]) {
  const placeOf = (p: { topic: string; partition: number }) => `${p.topic}/${p.partition}`
  const left = new Map<string, PartitionRecords>()
  for (const [place, parts] of Map.groupBy(all, placeOf))
    left.set(place, { ...parts[0]!, records: parts.flatMap(p => p.records) })
  return {
    records: () => [...left.values()].filter(p => p.records.length > 0),
    written(batch: PartitionRecords) {
      const mine = left.get(placeOf(batch))!
      left.set(placeOf(batch), { ...mine, records: mine.records.slice(batch.records.length) })
    },
  }
}
