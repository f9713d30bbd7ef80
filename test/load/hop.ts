import { readFileSync } from 'node:fs'
import { systemClock } from '@icms/backbone/clock'
import { runService } from '@icms/backbone/host'
import { fixedReference } from '@icms/backbone/reference-source'
import { openKafka } from '@icms/kafka/kafka-backbone'
import { Kafka, logLevel } from 'kafkajs'
import { hopContracts, hopService } from './hop-service.ts'

/**
 * Hosts the smallest service, by the ordinary declaration and runtime. What a hop costs is measured with it, from outside,
 * by topics alone.
 */

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

const contracts = hopContracts(JSON.parse(readFileSync(setting('HOP_SCHEMA'), 'utf8')) as object)
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
await runService(hopService, {
  backbone,
  place: contracts.place,
  clock: systemClock(),
  reference: fixedReference(),
  signal: signal => {
    if (signal.name === 'dead-letters') console.error(signal)
  },
})
