import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { system } from '@icms/backbone/actor'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { openKafka } from '@icms/kafka/kafka-backbone'
import { topicPlan } from '@icms/kafka/topic-plan'
import { withDefaults } from '@icms/kafka/kafka-settings'
import { Kafka, logLevel } from 'kafkajs'
import { makeTopics } from '../stack/make-topics.ts'
import { hopContracts, type Ping } from './hop-service.ts'
import { startMeasured } from './measured-process.ts'
import { nowMs, paced, untilTrue } from './paced.ts'
import { type Percentiles, percentilesOf } from './percentiles.ts'
import type { BenchServers } from './servers.ts'

const schemaFile = join(import.meta.dirname, 'hop.avsc')
const partitions = 4
const keys = 10_000
const filler = Buffer.alloc(250, 97)
const backlogPart = 2_000
const drainMsMax = 120_000

/** A hop on topics of its own, and what it is fed and watched with. */
export async function openHop({ brokers, registryUrl, redisUrl }: BenchServers) {
  const prefix = `b${randomUUID().slice(0, 8)}.`
  const contracts = hopContracts(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)
  const settings = { brokers, registryUrl, redisUrl, prefix, partitions, createTopics: true, registerSchemas: true }
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  const config = topicPlan('in', withDefaults(settings)).config
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }))
  await makeTopics(
    admin,
    ['in', 'out'].map(topic => ({ topic: prefix + topic, numPartitions: partitions, configEntries })),
  )
  await admin.disconnect()
  const backbone = await openKafka({ contracts, settings })
  let made = 0
  let came = 0
  let arrivals: Arrival[] = []
  const following = await backbone.follow('out', ({ value, partition }) => {
    came++
    arrivals.push({ partition, sentAt: (backbone.codec.decode(value!) as Ping).sentAt, at: nowMs() })
  })

  function ping(sentAt: number): OutRecord {
    const id = String(made++)
    const key = `k${made % keys}`
    const headers = headersOf({ id, fullName: 'hop.Ping', service: 'load', key, at: Date.now(), actor: system })
    return {
      topic: 'in',
      key,
      value: backbone.codec.encode('hop.Ping', { id, sentAt, filler }),
      headers,
      at: Date.now(),
    }
  }

  const drained = () => untilTrue(`${made} messages through the hop`, () => came >= made, drainMsMax)

  return {
    backbone,
    contracts,
    partitions,
    prefix,
    kafka,
    start: () =>
      startMeasured({
        program: 'test/load/hop.ts',
        environment: {
          ...{ HOP_IN: `${prefix}in`, HOP_OUT: `${prefix}out`, HOP_BROKERS: brokers.join(',') },
          ...{ HOP_REGISTRY: registryUrl, HOP_REDIS: redisUrl, HOP_SCHEMA: schemaFile },
        },
      }),
    /** Publishes messages at once. */
    async publish(count: number) {
      for (let left = count; left > 0; left -= backlogPart)
        await backbone.publish(Array.from({ length: Math.min(left, backlogPart) }, () => ping(nowMs())))
    },
    /** Resolves when all that was published has come out. */
    drained,
    /** When each partition first told on a message that was sent at this instant or later. */
    firstSince(instant: number): ReadonlyMap<number, number> {
      const first = new Map<number, number>()
      for (const { partition, sentAt, at } of arrivals)
        if (sentAt >= instant && !first.has(partition)) first.set(partition, at)
      return first
    },
    /** Sends at a steady rate until it is stopped. */
    flow(perSecond: number) {
      let isOver = false
      const flowing = (async () => {
        while (!isOver) {
          await paced(
            { perSecond, count: perSecond / 10 },
            (_, dueAt) => ping(dueAt),
            records => backbone.publish(records),
          )
        }
      })()
      return {
        async stop() {
          isOver = true
          await flowing
        },
      }
    },
    /** What a message waits at a steady rate, from the instant at which it was due until a reader of committed records has it. */
    async latency(perSecond: number, seconds: number): Promise<Percentiles> {
      const run = async (length: number) => {
        arrivals = []
        await paced(
          { perSecond, count: perSecond * length },
          (_, dueAt) => ping(dueAt),
          records => backbone.publish(records),
        )
        await drained()
      }
      await run(Math.min(3, seconds))
      await run(seconds)
      return percentilesOf(arrivals.map(({ sentAt, at }) => at - sentAt))
    },
    async stop() {
      await following.stop()
      await backbone.close()
    },
  }
}

type Arrival = { readonly partition: number; readonly sentAt: number; readonly at: number }

export type Hop = Awaited<ReturnType<typeof openHop>>
