import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Contracts } from '@icms/backbone/contracts'
import type { BytesByKey } from '@icms/backbone/kept-bytes'
import type { OpenTask, ReadSideChanges, TaskOpener, TaskStore } from '@icms/backbone/port'
import type { InRecord, OutRecord } from '@icms/backbone/record'
import { sharedStack } from '@icms/test/stack/shared-stack'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { createConnections } from './connections.ts'
import { openKafka } from './kafka-backbone.ts'
import { type KafkaSettings, withDefaults } from './kafka-settings.ts'
import type { TaskTrouble } from './task-host.ts'

/** Contracts of tests that write bytes of their own. */
export const noContracts: Contracts = {
  subjects: () => [],
  typeOf: () => undefined,
  personalOf: () => undefined,
  buildType: () => {
    throw new Error('no schema is used here')
  },
}

/** A deployment of its own on the servers that all tests share. */
export function testSettings(changes: Partial<KafkaSettings> = {}): KafkaSettings {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  return {
    ...{ brokers, registryUrl, redisUrl, partitions: 1, prefix: `t${randomUUID().slice(0, 8)}.`, createTopics: true },
    ...{
      registerSchemas: true,
      movedClock: true,
      sessionMs: 3_000,
      rebalanceMs: 10_000,
      transactionMs: 6_000,
      requestMs: 5_000,
    },
    ...changes,
  }
}

export const testConnections = (settings = testSettings()) => createConnections(withDefaults(settings))

export function openTest(settings: KafkaSettings, troubles: TaskTrouble[] = []) {
  return openKafka({ settings, contracts: noContracts, onTaskTrouble: trouble => troubles.push(trouble) })
}

/** A client of others. */
export const foreignKafka = () => new Kafka({ brokers: [...sharedStack().brokers], logLevel: logLevel.NOTHING })

export async function withAdmin<T>(use: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = foreignKafka().admin()
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.disconnect()
  }
}

/** Deletes the records of partition 0 below an offset, as retention does. */
export const deleteBelow = (topic: string, offset: string) =>
  withAdmin(async admin => {
    // kafkajs deletes only of topics that it was asked about before.
    await admin.fetchTopicOffsets(topic)
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset }] })
  })

/** Writes within a transaction of a foreign producer and ends it. */
export async function foreignTransaction(topic: string, keys: readonly string[], end: 'commit' | 'abort') {
  const producer = foreignKafka().producer({
    transactionalId: randomUUID(),
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  const transaction = await producer.transaction()
  await transaction.send({ topic, messages: keys.map(key => ({ key, value: 'v', partition: 0 })) })
  await transaction[end]()
  await producer.disconnect()
}

export const textRecord = (topic: string, key: string, text = 'v'): OutRecord => ({
  topic,
  key,
  value: Buffer.from(text),
  headers: {},
  at: Date.now(),
})

/** The runtime's half reduced to what an adapter can be seen by: it keeps what it was given and decides nothing. */
export function recordingOpener(
  options: { positions?: ReadonlyMap<string, number>; readSide?: () => Iterable<ReadSideChanges> } = {},
) {
  const opened: {
    store: TaskStore
    restored: BytesByKey
    received: InRecord[]
    passed: Map<string, number>
    closed: boolean
  }[] = []
  const open: TaskOpener = async (store, restored) => {
    const seen = { store, restored, received: [] as InRecord[], passed: new Map<string, number>(), closed: false }
    opened.push(seen)
    const task: OpenTask = {
      positions: options.positions ?? new Map(),
      received: async records => void seen.received.push(...records),
      passed: (topic, next) => void seen.passed.set(topic, next),
      readSide: options.readSide ?? (() => []),
      close: async () => {
        seen.closed = true
      },
    }
    return task
  }
  return { open, opened }
}

/** Looks again until it does not throw, or throws what it threw last. */
export async function eventually<T>(look: () => T | Promise<T>, timeoutMs = 15_000): Promise<T> {
  const until = performance.now() + timeoutMs
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (performance.now() > until) throw error
      await sleep(20)
    }
  }
}
