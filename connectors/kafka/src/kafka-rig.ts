import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ability, Instance, MakeRig, Rig, RigNeeds } from '@icms/backbone/conformance/rig'
import { manualClock } from '@icms/backbone/manual-clock'
import type { InRecord } from '@icms/backbone/record'
import { makeTopics } from '@icms/test/stack/make-topics'
import { startStack } from '@icms/test/stack/start-stack'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { type KafkaBackbone, openKafka } from './kafka-backbone.ts'
import { type KafkaSettings, withDefaults } from './kafka-settings.ts'
import { connectRedis } from './redis-connection.ts'
import { proxied } from './tcp-proxy.ts'
import { topicPlan } from './topic-plan.ts'
import { trusting } from './trust.ts'

/** One stack for all rigs of a test file; each rig has a prefix of its own. */
let stack: ReturnType<typeof startStack> | undefined
export const rigStack = () => {
  stack ??= startStack()
  return stack
}

/** Nothing that the port promises is beyond it. */
export const kafkaAbilities: Readonly<Record<Ability, true | string>> = {
  'several-instances': true,
  'separate-read-side': true,
  'broker-restart': true,
  'registry-outage': true,
  compaction: true,
}

const sessionMs = 2_000
const compactMsMax = 60_000

/** Changelogs of tests are cleaned as soon as they can be. */
const eagerly = { 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.01', 'max.compaction.lag.ms': '100' }

/** Servers that a rig runs on, and how they are reached. */
export type RigServers = Pick<KafkaSettings, 'brokers' | 'registryUrl' | 'redisUrl' | 'tls' | 'sasl' | 'ca'> & {
  readonly replication?: number
  restartBroker(): Promise<void>
}

export const makeKafkaRig: MakeRig = async needs => {
  const { brokers, registryUrl, redisUrl, broker } = await rigStack()
  const servers = { brokers, registryUrl: registryUrl!, redisUrl: redisUrl! }
  return kafkaRigOn({ ...servers, restartBroker: () => broker!.restart() }, needs)
}

/** A deployment on real servers: brokers, registry and Redis, the last two by way of proxies that can be cut. */
export async function kafkaRigOn({ restartBroker, ...servers }: RigServers, needs: RigNeeds): Promise<Rig> {
  const { brokers, registryUrl, redisUrl, tls, sasl, ca } = servers
  const prefix = `t${randomUUID().slice(0, 8)}.`
  const registry = await proxied(registryUrl)
  const redis = await proxied(redisUrl)
  const partitions = needs.partitions ?? 4
  const settings: KafkaSettings = {
    ...{ ...servers, registryUrl: registry.url, redisUrl: redis.url, partitions, prefix, sessionMs },
    ...{ createTopics: true, registerSchemas: true, movedClock: true },
    ...{ rebalanceMs: 10_000, transactionMs: 6_000, requestMs: 5_000, redisMsMax: 2_000 },
  }
  const kafka = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    ...(tls && { ssl: trusting(ca, tls === true ? {} : tls) }),
    ...(sasl && { sasl: { ...sasl } }),
  })
  await createTopics(kafka, needs, settings)
  const tools = await openKafka({ settings, contracts: needs.contracts })
  const instances = new Set<KafkaBackbone>()
  const clock = manualClock(needs.start ?? Date.now())

  const rig: Rig = {
    name: 'kafka',
    clock,
    partitions,
    can: kafkaAbilities,
    async instance({ contracts = needs.contracts, ...options } = {}) {
      const backbone = await openKafka({ settings, contracts, ...options, ...troubles() })
      instances.add(backbone)
      return instanceOf(backbone)
    },
    async records(topic) {
      const found: InRecord[] = []
      for await (const record of tools.read(topic)) found.push(record)
      return found
    },
    async write(records) {
      const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
      await producer.connect()
      const topicMessages = records.map(r => ({ topic: prefix + r.topic, messages: [messageOf(r)] }))
      await producer.sendBatch({ topicMessages })
      await producer.disconnect()
    },
    flushReadSide: async () => {
      const redis = connectRedis(redisUrl, 5_000, ca)
      await redis.arrived(5_000)
      await redis.client.flushall()
      redis.close()
    },
    readSideAway: async away => redis.proxy.cut(away),
    registryAway: async away => registry.proxy.cut(away),
    restartBroker,
    async writeAborted(topic, records) {
      const transactionalId = `aborting-${randomUUID()}`
      const producer = kafka.producer({ transactionalId, createPartitioner: Partitioners.DefaultPartitioner })
      await producer.connect()
      const transaction = await producer.transaction()
      await transaction.send({ topic: prefix + topic, messages: records.map(messageOf) })
      await transaction.abort()
      await producer.disconnect()
    },
    compact: service => compact(kafka, tools, `${service}.state.v1`, prefix),
    async stop() {
      await Promise.all(Array.from(instances, i => i.close()))
      await tools.close()
      await registry.proxy.close()
      await redis.proxy.close()
    },
  }
  return rig
}

/** Set to see on the console what the adapter tries again. */
const troubles = () =>
  process.env.ICMS_TEST_TROUBLES
    ? { onTrouble: (what: string, error: unknown) => console.error(what, String(error)) }
    : {}

function instanceOf(backbone: KafkaBackbone): Instance {
  return { backbone, kill: async () => backbone.abandon(), close: () => backbone.close() }
}

type Writable = {
  key: string | null
  value: Uint8Array
  headers: Readonly<Record<string, string>>
  at: number
  partition?: number
}

function messageOf({ key, value, headers, at, partition }: Writable) {
  return {
    key,
    value: Buffer.from(value),
    headers: { ...headers },
    timestamp: String(at),
    ...(partition !== undefined && { partition }),
  }
}

async function createTopics(kafka: Kafka, needs: RigNeeds, settings: KafkaSettings) {
  const admin = kafka.admin()
  await admin.connect()
  await makeTopics(
    admin,
    needs.topics.map(({ name, compacted, partitions }) => {
      const plan = topicPlan(name, withDefaults(settings))
      const config = { ...plan.config, ...(compacted && { 'cleanup.policy': 'compact', ...eagerly }) }
      const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }))
      const { prefix, replication = 1 } = settings
      const counts = { numPartitions: partitions ?? settings.partitions, replicationFactor: replication }
      return { topic: prefix + name, ...counts, configEntries }
    }),
  )
  await admin.disconnect()
}

/** Rolls the segment of each partition by writing to it, and waits until the cleaner has left each key once. */
async function compact(kafka: Kafka, tools: KafkaBackbone, topic: string, prefix: string) {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  const { length } = (await tools.ends([topic])).get(topic)!
  const until = performance.now() + compactMsMax
  for (;;) {
    const fillers = Array.from({ length }, (_, partition) => ({ key: '~filler', value: Buffer.from('x'), partition }))
    await producer.send({ topic: prefix + topic, messages: fillers })
    await sleep(300)
    const keys: string[] = []
    for await (const { partition, key } of tools.read(topic)) if (key !== '~filler') keys.push(`${partition}/${key}`)
    if (new Set(keys).size === keys.length) break
    if (performance.now() > until) throw new Error(`${topic} was not compacted within ${compactMsMax} ms`)
  }
  await producer.disconnect()
}
