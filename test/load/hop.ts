import { readFileSync } from 'node:fs'
import { systemClock } from '@icms/backbone/clock'
import { type Aggregate, aggregate } from '@icms/backbone/aggregate'
import { buildType, field, record, runtimeSchema } from '@icms/backbone/conformance/tally'
import { contractsFrom } from '@icms/backbone/contracts'
import { runService } from '@icms/backbone/host'
import { fixedReference } from '@icms/backbone/reference-source'
import { type Service, topicsOf } from '@icms/backbone/service'
import { openKafka } from '@icms/kafka/kafka-backbone'
import { Kafka, logLevel } from 'kafkajs'

/**
 * The smallest service there can be, by the ordinary declaration and runtime: it counts the messages of each key in a
 * state of 500 bytes and tells each message on. What a hop costs is measured with it, from outside, by topics alone.
 */

type Ping = { readonly id: string; readonly sentAt: number; readonly filler: Uint8Array }
type Counter = { readonly bytes: Uint8Array }
type Told = { readonly type: 'Ping'; readonly data: Ping }

const stateBytes = 500

const counter: Aggregate<Counter, Told, Told> = {
  name: 'counter',
  state: 'hop.Counter',
  inputs: [{ topic: 'in', types: ['Ping'] }],
  outputs: ['Ping'],
  decide: input => (input.type === 'Ping' ? [input] : []),
  evolve: state => {
    const bytes = Buffer.alloc(stateBytes, state?.bytes)
    bytes.writeUInt32BE((state ? bytes.readUInt32BE() : 0) + 1)
    return { bytes }
  },
}

const service: Service = { name: 'hop', stateVersion: 1, aggregates: [aggregate(counter)] }

const setting = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; whoever measures sets it`)
  return value
}

/** The deployment's prefix, of which `in` and `out` are topics. */
function prefixOf(topic: string, own: string): string {
  if (!topic.endsWith(own)) throw new Error(`the topic ${topic} does not end with ${own}`)
  return topic.slice(0, -own.length)
}

async function partitionsOf(topic: string, brokers: readonly string[]): Promise<number> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  await admin.disconnect()
  return topics[0]!.partitions.length
}

const { state, deadLetters, replays } = topicsOf(service.name)
const ping = JSON.parse(readFileSync(setting('HOP_SCHEMA'), 'utf8')) as object
const counted = { ...record('Counter', [field('bytes', 'bytes')]), namespace: 'hop' }
const runtimeRecord = (topic: string) => (name: string) => ({
  ...{ topic, fullName: `icms.backbone.${name}` },
  schema: runtimeSchema(name),
})
const contracts = contractsFrom(
  [
    { topic: 'in', fullName: 'hop.Ping', schema: ping },
    { topic: 'out', fullName: 'hop.Ping', schema: ping },
    { topic: state, fullName: 'hop.Counter', schema: counted },
    ...['KeyState', 'TaskPosition', 'Hold', 'HeldInput', 'DeadLetter'].map(runtimeRecord(state)),
    ...['DeadLetter'].map(runtimeRecord(deadLetters)),
    ...['ResolveDeadLetter'].map(runtimeRecord(replays)),
  ],
  buildType,
  ['in'],
)

const topicIn = setting('HOP_IN')
const brokers = setting('HOP_BROKERS').split(',')
const backbone = await openKafka({
  contracts,
  settings: {
    ...{ brokers, registryUrl: setting('HOP_REGISTRY'), redisUrl: setting('HOP_REDIS') },
    ...{ prefix: prefixOf(topicIn, 'in'), partitions: await partitionsOf(topicIn, brokers) },
    ...{ createTopics: true, registerSchemas: true },
  },
  onTrouble: (what, error) => console.error(what, error),
  onTaskTrouble: trouble => console.error(trouble),
})
await runService(service, {
  backbone,
  place: contracts.place,
  clock: systemClock(),
  reference: fixedReference(),
  signal: signal => {
    if (signal.name === 'dead-letters') console.error(signal)
  },
})
