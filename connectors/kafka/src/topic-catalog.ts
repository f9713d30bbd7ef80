import { setTimeout as sleep } from 'node:timers/promises'
import { BackboneError } from '@icms/backbone/errors'
import type { Admin } from 'kafkajs'
import type { Connections } from './connections.ts'
import { toBackboneError } from './kafka-errors.ts'
import { logOffsets, type PartitionPlace } from './log-offsets.ts'
import type { Names } from './names.ts'
import { topicPlan } from './topic-plan.ts'

const metadataTriesMax = 50
const retryMs = 50
const namedMax = 3

/**
 * Partition counts of topics, asked once. A missing topic is created where settings allow it. Throws `NotNow` while the
 * broker is away or the deploy step that creates topics was not run.
 */
export function createTopicCatalog(connections: Connections, names: Names) {
  const { settings } = connections
  const counts = new Map<string, number>()
  let asking: Promise<unknown> = Promise.resolve()

  async function ask(topics: readonly string[], isNeeded: boolean) {
    const admin = connections.kafka().admin()
    try {
      await admin.connect()
      const present = new Set(await admin.listTopics())
      const missing = topics.filter(topic => !present.has(names.topic(topic)))
      if (missing.length > 0 && isNeeded) await create(admin, missing)
      const asked = isNeeded ? topics : topics.filter(topic => !missing.includes(topic))
      if (asked.length === 0) return
      const { topics: found } = await metadata(admin, asked.map(names.topic))
      for (const { name, partitions } of found) counts.set(names.own(name), partitions.length)
    } catch (error) {
      throw toBackboneError(counts.size === 0 ? withHint(error) : error, `asking for ${listed(topics)}`)
    } finally {
      void admin.disconnect().catch(() => {})
    }
  }

  /** A topic that was just created is not known to every broker at once. */
  async function metadata(admin: Admin, topics: string[]) {
    for (let left = metadataTriesMax; ; left--)
      try {
        return await admin.fetchTopicMetadata({ topics })
      } catch (error) {
        if (left === 0 || (error as { retriable?: boolean }).retriable !== true) throw error
        await sleep(retryMs)
      }
  }

  async function create(admin: Admin, missing: readonly string[]) {
    if (!settings.createTopics)
      throw new BackboneError(
        'NotNow',
        `there is no topic ${listed(missing)}: run the deploy step that creates topics (npm run icms -- topics create)`,
      )
    const topics = missing.map(topic => {
      const { partitions, config } = topicPlan(topic, settings)
      const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }))
      return {
        topic: names.topic(topic),
        numPartitions: partitions,
        replicationFactor: settings.replication,
        configEntries,
      }
    })
    try {
      await admin.createTopics({ topics, waitForLeaders: false })
    } catch (error) {
      // Another process may have made one of them at the same time: make the others.
      const present = new Set(await admin.listTopics())
      const left = topics.filter(t => !present.has(t.topic))
      if (left.length === topics.length) throw error
      if (left.length > 0) await admin.createTopics({ topics: left, waitForLeaders: false })
    }
    const placesOf = (t: (typeof topics)[number]) =>
      Array.from({ length: t.numPartitions }, (_, partition) => ({ topic: t.topic, partition }))
    await whenServed(topics.flatMap(placesOf))
  }

  /** A broker is told that it leads a partition a little after everybody else is. */
  async function whenServed(places: readonly PartitionPlace[]) {
    const until = performance.now() + settings.requestMs
    const cluster = connections.cluster()
    try {
      await cluster.connect()
      for (;;) {
        try {
          await cluster.addMultipleTargetTopics([...new Set(places.map(p => p.topic))])
          await cluster.refreshMetadata()
          return await logOffsets(cluster, places, 'latest')
        } catch (error) {
          if (performance.now() > until) throw error
          await sleep(retryMs)
        }
      }
    } finally {
      void cluster.disconnect().catch(() => {})
    }
  }

  async function know(topics: Iterable<string>, isNeeded: boolean): Promise<void> {
    const unknown = () => [...new Set(topics)].filter(topic => !counts.has(topic))
    if (unknown().length === 0) return
    const mine = asking.then(async () => {
      const still = unknown()
      if (still.length > 0) await ask(still, isNeeded)
    })
    asking = mine.catch(() => {})
    await mine
  }

  return {
    /** Resolves when all are known and exist. */
    ensure: (topics: Iterable<string>) => know(topics, true),
    /** Those that exist; none is created. */
    async existing(topics: readonly string[]): Promise<string[]> {
      await know(topics, false)
      return topics.filter(topic => counts.has(topic))
    },
    knows: (topic: string) => counts.has(topic),
    /** Of a topic that was ensured before. */
    partitionsOf(topic: string): number {
      const count = counts.get(topic)
      if (count === undefined) throw new Error(`${topic} was not asked for`)
      return count
    },
  }
}

export type TopicCatalog = ReturnType<typeof createTopicCatalog>

/** A line that people can read, however many there are. */
const listed = (topics: readonly string[]) =>
  topics.length <= namedMax
    ? topics.join(', ')
    : `${topics.slice(0, namedMax).join(', ')} and ${topics.length - namedMax} more topics`

/** A broker says nothing to whom it does not understand. */
function withHint(error: unknown): unknown {
  if (!(error instanceof Error) || error.message !== 'Closed connection') return error
  const hint = `${error.message}: does it want TLS, or a login, at this port? See ICMS_KAFKA_TLS and ICMS_KAFKA_USER`
  return new Error(hint, { cause: error })
}
