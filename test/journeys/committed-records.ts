import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry'
import type * as Kafkajs from 'kafkajs'
import type { SharedStack } from '../stack/shared-stack.ts'

/** A record that a reader of committed ones sees. */
export type CommittedRecord = {
  /** Without the deployment's prefix. */
  readonly topic: string
  readonly id: string
  /** Name of the record without its namespace. */
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

type RawMessage = {
  readonly offset: string
  readonly isControlRecord: boolean
  readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean }
}
type RawFetch = {
  readonly messages: readonly RawMessage[]
  readonly abortedTransactions?: readonly { readonly producerId: string; readonly firstOffset: string }[]
}

/** What is not of an aborted transaction. A producer's marker, of whichever kind, ends its transaction. */
function withoutAborted({ messages, abortedTransactions = [] }: RawFetch): readonly RawMessage[] {
  const coming = abortedTransactions.toSorted((a, b) => Number(BigInt(a.firstOffset) - BigInt(b.firstOffset)))
  const aborting = new Set<string>()
  return messages.filter(({ offset, isControlRecord, batchContext: { producerId, inTransaction } }) => {
    while (coming[0] && BigInt(coming[0].firstOffset) <= BigInt(offset)) aborting.add(coming.shift()!.producerId)
    if (isControlRecord) aborting.delete(producerId)
    return !(inTransaction && aborting.has(producerId))
  })
}

/** kafkajs with our filter in place of its own, which lets records of aborted transactions through. */
function loadKafkajs(): typeof Kafkajs {
  const require = createRequire(import.meta.url)
  const filter = require.resolve('kafkajs/src/consumer/filterAbortedMessages')
  require(filter)
  require.cache[filter]!.exports = withoutAborted
  return require('kafkajs') as typeof Kafkajs
}
const { Kafka, logLevel } = loadKafkajs()

const readMsMax = 30_000

/**
 * Reads what every topic with this prefix has now, committed records only, with a client that shares no code with the
 * gateway. Changelogs, which are compacted and no facts, are left out. Throws after 30 s.
 */
export async function readCommitted({ brokers, registryUrl }: SharedStack, prefix: string): Promise<CommittedRecord[]> {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING })
  const registry = new SchemaRegistry({ host: registryUrl })
  const admin = kafka.admin()
  await admin.connect()
  const topics = (await admin.listTopics()).filter(t => t.startsWith(prefix) && !t.endsWith('.state.v1'))
  const unread = new Map<string, bigint>()
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (low !== high) unread.set(`${topic}/${partition}`, BigInt(high))

  const records: CommittedRecord[] = []
  const groupId = `${prefix}witness-${randomUUID()}`
  const consumer = kafka.consumer({ groupId, readUncommitted: false, maxWaitTimeInMs: 100 })
  const all = Promise.withResolvers<void>()
  const late = setTimeout(
    () => all.reject(new Error(`not read within ${readMsMax} ms: ${[...unread.keys()]}`)),
    readMsMax,
  )
  if (unread.size === 0) all.resolve()
  consumer.on('consumer.end_batch_process', ({ payload: { topic, partition, lastOffset } }) => {
    const end = unread.get(`${topic}/${partition}`)
    if (end !== undefined && BigInt(lastOffset) + 1n >= end) unread.delete(`${topic}/${partition}`)
    if (unread.size === 0) all.resolve()
  })
  consumer.on('consumer.crash', ({ payload }) => all.reject(payload.error))
  try {
    await consumer.connect()
    await consumer.subscribe({ topics, fromBeginning: true })
    await consumer.run({
      eachBatch: async ({ batch: { topic, messages } }) => {
        for (const { value, headers } of messages) {
          const text = (name: string) => String(headers?.[name] ?? '')
          const data = (await registry.decode(value!)) as CommittedRecord['data']
          const type = text('ce_type').replace(/^.*\./, '')
          records.push({ topic: topic.slice(prefix.length), id: text('ce_id'), type, data })
        }
      },
    })
    await all.promise
    return records
  } finally {
    clearTimeout(late)
    await consumer.disconnect()
    await admin.deleteGroups([groupId]).catch(() => {})
    await admin.disconnect()
  }
}
