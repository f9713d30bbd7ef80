import { setTimeout as sleep } from 'node:timers/promises'
import type { Connections } from './connections.ts'
import { isConcurrent, isSettling, toBackboneError } from './kafka-errors.ts'
import { type Broker, type Cluster, coordinatorOf, createErrorFromCode, type Producer } from './kafkajs-internals.ts'
import { createSequences, type PartitionRecords, produce } from './producing.ts'
import { ask, type ProtocolRequest } from './protocol-request.ts'
import { addPartitionsRequest, commitRequest } from './transaction-requests.ts'

/**
 * The one producer of a task. Opening it fences every producer of the same transactional id that was opened before, and
 * settles what that one left in doubt. One transaction at a time: `write`, then `end`. After any error of either it is
 * dead: only `dispose` may be called, and another writer opened. Throws `Fenced`, `NotNow` and `Rejected`.
 */
export type TransactionalWriter = {
  /** Writes within the transaction; resolves with the offset of each partition's first record. */
  write(records: readonly PartitionRecords[]): Promise<{ topic: string; partition: number; baseOffset: number }[]>
  /** Commits the transaction. When it throws `NotNow`, whether it was committed is in doubt until the next opening. */
  end(): Promise<void>
  dispose(): void
}

/** The coordinator writes the markers of a transaction after it has answered: the next one may have to wait a little. */
const settleFirstMs = 1
const settleMsMax = 50

export async function openTransactionalWriter(
  connections: Connections,
  transactionalId: string,
  topics: readonly string[],
  signal: AbortSignal,
): Promise<TransactionalWriter> {
  const { requestMs, transactionMs } = connections.settings
  const cluster = connections.cluster()
  const dispose = () => void cluster.disconnect().catch(() => {})
  try {
    await cluster.connect()
    await cluster.addMultipleTargetTopics(topics)
    const { coordinator, producer } = await initialise(cluster, transactionalId, transactionMs, signal)
    return { ...transactions(cluster, coordinator, producer, requestMs), dispose }
  } catch (error) {
    dispose()
    throw toBackboneError(error, `opening ${transactionalId}`)
  }
}

/** Waits while the coordinator aborts or completes the transaction that a predecessor left behind. */
async function initialise(cluster: Cluster, transactionalId: string, transactionMs: number, signal: AbortSignal) {
  const until = performance.now() + transactionMs
  for (let waitMs = 5; ; waitMs = Math.min(waitMs * 2, 250)) {
    try {
      const coordinator = await findCoordinator(cluster, transactionalId)
      const { producerId, producerEpoch } = await coordinator.initProducerId({
        transactionalId,
        transactionTimeout: transactionMs,
      })
      return { coordinator, producer: { transactionalId, producerId, producerEpoch } }
    } catch (error) {
      if (!isSettling(error) || performance.now() > until) throw error
      await sleep(waitMs, undefined, { signal })
    }
  }
}

function transactions(cluster: Cluster, first: Broker, producer: Producer, timeoutMs: number) {
  const sequences = createSequences()
  const owner = { ...producer, transactional: true }
  let coordinator = first

  /** A coordinator that is settling the transaction before, or is not the coordinator any more, has done nothing. */
  async function coordinated(request: ProtocolRequest<{ readonly errorCode: number }>) {
    const until = performance.now() + timeoutMs
    for (let waitMs = settleFirstMs; ; waitMs = Math.min(waitMs * 2, settleMsMax)) {
      try {
        const { errorCode } = await ask(coordinator, request)
        if (errorCode === 0) return
        throw createErrorFromCode(errorCode)
      } catch (error) {
        if (!isSettling(error) || performance.now() > until) throw error
        await sleep(waitMs)
        if (!isConcurrent(error)) coordinator = await findCoordinator(cluster, producer.transactionalId)
      }
    }
  }

  return {
    async write(records: readonly PartitionRecords[]) {
      try {
        await cluster.addMultipleTargetTopics(records.map(r => r.topic))
        await coordinated(addPartitionsRequest(producer, records, timeoutMs))
        return await produce(cluster, owner, sequences, records, timeoutMs)
      } catch (error) {
        throw toBackboneError(error, `writing for ${producer.transactionalId}`)
      }
    },
    async end() {
      try {
        await coordinated(commitRequest(producer, timeoutMs))
      } catch (error) {
        throw toBackboneError(error, `committing for ${producer.transactionalId}`)
      }
    },
  }
}

const findCoordinator = (cluster: Cluster, transactionalId: string) =>
  cluster.findGroupCoordinator({ groupId: transactionalId, coordinatorType: coordinatorOf.transaction })
