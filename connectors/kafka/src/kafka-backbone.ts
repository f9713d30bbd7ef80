import { createCodec } from '@icms/backbone/codec'
import type { Contracts, Subject } from '@icms/backbone/contracts'
import { BackboneError, isBackboneError } from '@icms/backbone/errors'
import type { Keyring } from '@icms/backbone/keyring'
import type { Backbone, RunningService } from '@icms/backbone/port'
import type { Probe } from '@icms/backbone/probe'
import { topicsOf } from '@icms/backbone/service'
import { createConnections, type KafkaLog } from './connections.ts'
import { groupProgress } from './group-progress.ts'
import { type KafkaSettings, withDefaults } from './kafka-settings.ts'
import { begunAnywhere, learnIds } from './learning-ids.ts'
import { createLogReader, type LogReader, partitionBytes } from './log-reader.ts'
import { byPartition, createNames } from './names.ts'
import { createOutcomeListener } from './outcome-listener.ts'
import { createPublisher } from './publisher.ts'
import { createReadSide } from './read-side-queries.ts'
import { connectRedis } from './redis-connection.ts'
import { createRedisEdgeMemory } from './redis-edge-memory.ts'
import { createSchemaIds } from './schema-ids.ts'
import { refuseOtherCounts, runTasks } from './service-runner.ts'
import type { TaskTrouble } from './task-host.ts'
import { createTopicCatalog } from './topic-catalog.ts'
import { followTopic } from './topic-following.ts'
import { ingestTopic } from './topic-ingestion.ts'
import { readTopic } from './topic-reading.ts'

export type KafkaBackboneNeeds = {
  readonly settings: KafkaSettings
  readonly contracts: Contracts
  /** Encrypts personal data; without one nothing is encrypted. */
  readonly keyring?: Keyring | undefined
  /**
   * What this process writes and reads by its own, all of the contracts where nothing is said: the start waits for these
   * schemas. Others are asked for when an edge first writes them, or when they are first read.
   */
  readonly isNeeded?: (subject: Subject) => boolean
  /** What goes wrong and is tried again: names, places and the broker's words only. */
  readonly onTrouble?: (what: string, error: unknown) => void
  /** A task was closed and will be opened again; `Incompatible` is an alarm. */
  readonly onTaskTrouble?: (trouble: TaskTrouble) => void
  readonly log?: KafkaLog
  /** Called at the steps of a commit (tests). When it throws, the process is taken for dead. */
  readonly probe?: Probe
}

export type KafkaBackbone = Backbone & {
  /** Ends it as kill -9 does: connections are cut, nothing is closed, nobody is told (tests). */
  abandon(): void
}

/** How long a start waits for Redis, so that one that does not let us in ends it: TLS and a login take a busy machine seconds. */
const redisWaitMs = 3_000

/**
 * The backbone on Kafka and a schema registry, with Redis as its read side. Throws an `Error` for settings that cannot
 * be; waits for the registry and until it has the schemas that are needed, and throws `Incompatible` where it refuses one,
 * and where a server does not let us in. Broker and Redis that are away are met with `NotNow` by the calls that need them.
 */
export async function openKafka(needs: KafkaBackboneNeeds): Promise<KafkaBackbone> {
  const settings = withDefaults(needs.settings)
  const trouble = needs.onTrouble ?? (() => {})
  const connections = createConnections(settings, needs.log)
  const names = createNames(settings.prefix)
  const catalog = createTopicCatalog(connections, names)
  const ids = createSchemaIds(settings.registryUrl, settings.registerSchemas ? 'missing' : 'nothing', settings.ca)
  const codec = createCodec(begunAnywhere(needs.contracts), ids, needs.keyring)
  const redis = connectRedis(settings.redisUrl, settings.redisMsMax, settings.ca)
  const announcements = connectRedis(settings.redisUrl, settings.redisMsMax, settings.ca)
  const readSide = createReadSide(redis, names, settings.partitions, createOutcomeListener(announcements))
  const publisher = createPublisher(connections)
  const readers = new Set<LogReader>()
  const ends = new Set<{ stop(): Promise<void>; abandon(): void }>()
  let restorer: LogReader | undefined
  let asker: LogReader | undefined
  let closed = false

  function newReader(what: string, partitionBytesMax?: number): LogReader {
    const reader = createLogReader(connections, error => trouble(what, error), partitionBytesMax)
    readers.add(reader)
    return reader
  }

  function until<T extends { stop(): Promise<void>; abandon(): void }>(running: T): T {
    ends.add(running)
    return running
  }

  function refuseWhenClosed() {
    if (closed) throw new BackboneError('Closed', 'the backbone is closed')
  }

  async function whereIs(topic: string) {
    refuseWhenClosed()
    await catalog.ensure([topic])
    return { topic: names.topic(topic), as: topic, partitions: catalog.partitionsOf(topic) }
  }

  function abandon() {
    closed = true
    connections.abandon()
    for (const running of ends) running.abandon()
    for (const reader of readers) reader.close()
    redis.close()
    announcements.close()
    void publisher.close().catch(() => {})
  }

  const backbone: KafkaBackbone = {
    codec,
    readSide,
    edgeMemory: createRedisEdgeMemory(redis, names),
    async run(membership, open): Promise<RunningService> {
      refuseWhenClosed()
      const { service, topics } = membership
      await catalog.ensure([...topics, topicsOf(service).state])
      refuseOtherCounts(
        { service, topics: [...topics, topicsOf(service).state] },
        settings.partitions,
        catalog.partitionsOf,
      )
      restorer ??= newReader('restoring', partitionBytes.through)
      const reader = newReader(`reading for ${service}`)
      const shared = {
        ...{
          service,
          topics,
          partitions: settings.partitions,
          connections,
          names,
          catalog,
          redis,
          restorer,
          reader,
          open,
        },
        ...{ probe: needs.probe, onKilled: abandon },
        onStale: (partition: number, error: unknown) => trouble(`rows of ${service}.${partition}`, error),
      }
      return until(
        runTasks(shared, {
          taskTrouble: t =>
            needs.onTaskTrouble ? needs.onTaskTrouble(t) : trouble(`${t.service}.${t.partition}`, t.error),
          groupTrouble: error => trouble(`the group of ${service}`, error),
        }),
      )
    },
    async publish(records) {
      refuseWhenClosed()
      await catalog.ensure(records.map(r => r.topic))
      await publisher.publish(byPartition(names, records, catalog.partitionsOf))
    },
    async follow(topic, handle) {
      const where = await whereIs(topic)
      // A reader knows a partition once, and a topic may be followed twice.
      const reader = newReader(`following ${topic}`)
      return followTopic(reader, where, handle, error => trouble(`following ${topic}`, error))
    },
    async ingest(group, topic, handle) {
      const where = await whereIs(topic)
      const reader = newReader(`ingesting ${topic}`)
      return until(
        ingestTopic(connections, reader, { ...where, groupId: names.group(group) }, handle, error =>
          trouble(`ingesting ${topic}`, error),
        ),
      )
    },
    async *read(topic, from = 'start') {
      const where = await whereIs(topic)
      const reader = newReader(`reading ${topic}`)
      try {
        yield* readTopic(reader, where, from)
      } finally {
        readers.delete(reader)
        reader.close()
      }
    },
    async progress(reader) {
      refuseWhenClosed()
      return groupProgress(connections, names, reader)
    },
    async ends(topics) {
      refuseWhenClosed()
      const existing = await catalog.existing(topics)
      const places = existing.flatMap(topic =>
        Array.from({ length: catalog.partitionsOf(topic) }, (_, partition) => ({
          topic: names.topic(topic),
          partition,
        })),
      )
      asker ??= newReader('asking for offsets')
      const asked = asker
      const [starts, ends] = await Promise.all(
        (['earliest', 'latest'] as const).map(which => asked.offsets(places, which)),
      )
      const found = new Map<string, { partition: number; start: number; end: number }[]>(
        existing.map(topic => [topic, []]),
      )
      for (const [i, { topic, partition }] of places.entries())
        found.get(names.own(topic))!.push({ partition, start: starts![i]!, end: ends![i]! })
      return found
    },
    async close() {
      if (closed) return
      closed = true
      await Promise.all(Array.from(ends, running => running.stop()))
      await publisher.close()
      for (const reader of readers) reader.close()
      redis.close()
      announcements.close()
    },
    abandon,
  }
  try {
    await Promise.all([
      Promise.all([redis, announcements].map(r => r.arrived(redisWaitMs))).catch(later('Redis')),
      learnIds(
        learn,
        () => !closed,
        error => trouble('learning schema ids', error),
      ),
      ...(settings.createTopics
        ? [catalog.ensure(topicsOfContracts(needs.contracts)).catch(later('creating topics'))]
        : []),
    ])
  } catch (error) {
    abandon()
    throw error
  }
  return backbone

  /** What is missing is registered, whoever will write it: in development that is nobody else's step. */
  async function learn() {
    const { isNeeded = () => true } = needs
    const present = settings.registerSchemas ? await ids.subjects() : undefined
    await codec.ready(one => isNeeded(one) || present?.has(one.subject) === false)
  }

  function later(doing: string) {
    return (error: unknown) => {
      if (!isBackboneError(error, 'NotNow')) throw error
      trouble(doing, error)
    }
  }
}

const topicsOfContracts = (contracts: Contracts) => new Set(Array.from(contracts.subjects(), ({ topic }) => topic))
