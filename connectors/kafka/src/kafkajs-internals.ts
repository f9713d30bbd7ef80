import { createRequire } from 'node:module'
import type { ISocketFactory, KafkaConfig, logCreator } from 'kafkajs'

/**
 * What this adapter takes from inside kafkajs: connections, authentication, cluster metadata and the finding of
 * coordinators. Its consumer loop, its producer and its filter of aborted records are not used: the log is read by
 * `log-reader.ts` and written by `transactional-writer.ts`. The names below are those of one version, so it is asserted.
 */
const require = createRequire(import.meta.url)
const supported = '2.2.4'
const { version } = require('kafkajs/package.json') as { version: string }
if (version !== supported)
  throw new Error(
    `kafkajs ${version} is installed, but its internals are known for ${supported} only: read kafkajs-internals.ts before changing it`,
  )

type Connection = {
  readonly clientId: string
  readonly sasl: unknown
  readonly socket: { write(bytes: Buffer): unknown }
  readonly requestQueue: {
    push(request: {
      entry: {
        apiKey: number
        apiVersion: number
        apiName: string
        correlationId: number
        resolve: unknown
        reject: unknown
      }
      expectResponse: true
      requestTimeout: number
      sendRequest(): void
    }): void
    maybeThrottle(clientSideMs: number): void
  }
  isAuthenticated(): boolean
  authenticate(): Promise<void>
  failIfNotConnected(): void
  nextCorrelationId(): number
}

type TopicPartitions<P> = { topic: string; partitions: P[] }[]

export type Broker = {
  readonly nodeId: number
  readonly versions: Readonly<Record<number, { minVersion: number; maxVersion: number } | undefined>> | null
  readonly connectionPool: {
    readonly pool: readonly { readonly requestQueue: { rejectAll(error: Error): void } }[]
    getConnectionByRequest(of: { request: { apiKey: number } }): Promise<Connection>
    getConnection(): Promise<Connection>
  }
  listOffsets(query: {
    isolationLevel: number
    topics: TopicPartitions<{ partition: number; timestamp: number }>
  }): Promise<{ responses: TopicPartitions<{ partition: number; offset: string }> }>
  initProducerId(query: {
    transactionalId?: string
    transactionTimeout: number
  }): Promise<{ producerId: string; producerEpoch: number }>
}

export type Producer = { transactionalId: string; producerId: string; producerEpoch: number }

export type Cluster = {
  readonly brokerPool: { readonly brokers: Readonly<Record<number, Broker>> }
  connect(): Promise<void>
  disconnect(): Promise<void>
  refreshMetadata(): Promise<void>
  refreshMetadataIfNecessary(): Promise<void>
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[]
  findBroker(node: { nodeId: number }): Promise<Broker>
  findControllerBroker(): Promise<Broker>
  findGroupCoordinator(of: { groupId: string; coordinatorType: number }): Promise<Broker>
}

export const coordinatorOf = { group: 0, transaction: 1 } as const

type ClusterOptions = KafkaConfig & {
  logger: unknown
  socketFactory: ISocketFactory
  metadataMaxAge: number
  allowAutoTopicCreation: boolean
}

const ClusterClass = require('kafkajs/src/cluster') as new (options: ClusterOptions) => Cluster
const { createLogger } = require('kafkajs/src/loggers') as {
  createLogger(options: { level: number; logCreator: logCreator }): unknown
}

/** A connection to the cluster: metadata, coordinators, brokers by node. It connects when it is first used. */
export function createCluster(
  config: KafkaConfig & { socketFactory: ISocketFactory; logCreator: logCreator },
): Cluster {
  const logger = createLogger({ level: config.logLevel ?? 0, logCreator: config.logCreator })
  return new ClusterClass({ ...config, logger, metadataMaxAge: 60_000, allowAutoTopicCreation: false })
}

/** Ends a connection now: kafkajs would wait for every answer first, and a fetch waits for seconds. */
export function cutOff(cluster: Cluster): void {
  const ended = new Error('the connection was ended')
  for (const { connectionPool } of Object.values(cluster.brokerPool.brokers))
    for (const { requestQueue } of connectionPool.pool) requestQueue.rejectAll(ended)
  void cluster.disconnect().catch(() => {})
}

type RequestQueue = {
  pending: unknown[]
  enforceRequestTimeout: boolean
  inflight: Map<number, { sentAt: number; requestTimeout: number; timeoutRequest(): void }>
  isConnected(): boolean
  scheduleCheckPendingRequests(): void
  scheduleRequestTimeoutCheck(): void
}
const { prototype: queue } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue }
const schedule = queue.scheduleCheckPendingRequests
/** With nothing pending kafkajs sets a timer of minus 1.7e12 ms after every answer, which Node 24 warns of. */
queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
  if (this.pending.length > 0) schedule.call(this)
}

const lookForLateMs = 500
const connected = new Set<RequestQueue>()
let looking: NodeJS.Timeout | undefined

function endWhatIsLate() {
  for (const each of connected) {
    for (const request of each.inflight.values())
      if (Date.now() - request.sentAt > request.requestTimeout) request.timeoutRequest()
    if (!each.isConnected()) connected.delete(each)
  }
  if (connected.size > 0) return
  clearInterval(looking)
  looking = undefined
}

/** kafkajs looks for requests that are late ten times a second for each connection, which woke an idle process a hundred times. */
queue.scheduleRequestTimeoutCheck = function (this: RequestQueue) {
  if (!this.enforceRequestTimeout) return
  connected.add(this)
  looking ??= setInterval(endWhatIsLate, lookForLateMs).unref()
}

/** The error of a protocol error code, as kafkajs names it. */
export const { createErrorFromCode } = require('kafkajs/src/protocol/error') as {
  createErrorFromCode(code: number): Error
}

type Codec = { decompress(bytes: Buffer): Promise<Buffer> }
const { lookupCodecByAttributes } = require('kafkajs/src/protocol/message/compression') as {
  lookupCodecByAttributes(attributes: number): Codec | null
}
/** The decompressor that a record batch names, or `null` where it is not compressed. Throws for those kafkajs lacks. */
export const codecOf = lookupCodecByAttributes
