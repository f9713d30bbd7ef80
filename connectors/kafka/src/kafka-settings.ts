import type { ConnectionOptions } from 'node:tls'
import type { SASLOptions } from 'kafkajs'

/** Addresses, credentials and time-outs of a deployment on Kafka. Times are in ms of the machine's clock. */
export type KafkaSettings = {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[]
  readonly tls?: ConnectionOptions | boolean
  readonly sasl?: SASLOptions
  /** Certificate authorities in PEM that brokers, registry and Redis may be signed by, beside those that Node trusts. */
  readonly ca?: string
  /** Base URL of a Confluent-compatible schema registry, with user and password where it asks for them. */
  readonly registryUrl: string
  /** `redis://` or `rediss://`, with user, password and database where needed. */
  readonly redisUrl: string
  /** Partitions of every input and output. */
  readonly partitions: number
  /** Copies of each partition. Topics that are created want one less of them in sync, at least one. */
  readonly replication?: number
  /**
   * Put before every topic, group, transactional id and Redis key, so that deployments can share a cluster. Letters,
   * digits, dot and dash.
   */
  readonly prefix?: string
  /** Development: missing topics are created. Otherwise a missing topic is `NotNow`: a deploy step creates them. */
  readonly createTopics?: boolean
  /** Development: schemas are registered when they are first used. Otherwise a deploy step registers them. */
  readonly registerSchemas?: boolean
  /** Created topics take any timestamp: needed where the domain's clock was moved. */
  readonly movedClock?: boolean
  /** A process that is silent this long has lost its partitions. */
  readonly sessionMs?: number
  /** A transaction that is open this long is aborted by the broker. Longer than a commit, shorter than `rebalanceMs`. */
  readonly transactionMs?: number
  readonly rebalanceMs?: number
  readonly requestMs?: number
  /** How long `publish` tries before it is `NotNow`. */
  readonly publishMsMax?: number
  /** How long one call of Redis may take. */
  readonly redisMsMax?: number
}

export type FullKafkaSettings = KafkaSettings & Required<Omit<KafkaSettings, 'tls' | 'sasl' | 'ca'>>

const prefixes = /^[a-zA-Z0-9.-]{0,60}$/

/** The least that a broker takes unless it is told otherwise: partitions of a killed process should stand still no longer. */
export const defaultSessionMs = 6_000

/** Throws an `Error` that names every setting that cannot be. */
export function withDefaults(settings: KafkaSettings): FullKafkaSettings {
  const full = {
    replication: 1,
    prefix: '',
    createTopics: false,
    registerSchemas: false,
    movedClock: false,
    sessionMs: defaultSessionMs,
    transactionMs: 15_000,
    rebalanceMs: 30_000,
    requestMs: 10_000,
    publishMsMax: 10_000,
    redisMsMax: 1_000,
    ...settings,
  }
  const wrong: string[] = []
  if (full.brokers.length === 0) wrong.push('brokers: at least one host:port')
  for (const broker of full.brokers)
    if (!/^[^\s:]+:\d+$/.test(broker)) wrong.push(`brokers: '${broker}' is not host:port`)
  if (!URL.canParse(full.registryUrl)) wrong.push('registryUrl: not a URL')
  if (!/^rediss?:\/\//.test(full.redisUrl)) wrong.push('redisUrl: not a redis:// or rediss:// URL')
  if (!Number.isInteger(full.partitions) || full.partitions < 1 || full.partitions > 1_000)
    wrong.push('partitions: 1 to 1000')
  if (!prefixes.test(full.prefix)) wrong.push('prefix: at most 60 letters, digits, dots and dashes')
  if (full.transactionMs >= full.rebalanceMs) wrong.push('transactionMs: must be less than rebalanceMs')
  if (full.requestMs > full.transactionMs) wrong.push('requestMs: must not be more than transactionMs')
  if (wrong.length > 0) throw new Error(`the Kafka settings are wrong: ${wrong.join('; ')}`)
  return full
}
