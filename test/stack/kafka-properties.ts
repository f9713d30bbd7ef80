export type KafkaAddress = {
  /** Where clients reach it. */
  readonly host: string
  readonly listenHost: string
  readonly brokerPort: number
  readonly controllerPort: number
  readonly dataFolder: string
}

/**
 * The broker's settings, the same on the JVM and in a container: one KRaft node that is broker and controller. `changes`
 * come in place of what is said here, or beside it.
 *
 * Timestamps are unlimited and retention is off because tests drive the clock: the broker must neither refuse a record
 * of next year nor delete one of last year. A topic that should expire says so itself.
 */
export const kafkaProperties = (
  address: KafkaAddress,
  partitions: number,
  changes: Readonly<Record<string, string | number | boolean>> = {},
): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    listeners: `PLAINTEXT://${address.listenHost}:${address.brokerPort},CONTROLLER://127.0.0.1:${address.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${address.host}:${address.brokerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `1@127.0.0.1:${address.controllerPort}`,
    // A broker that was killed may register again only when the session of its former life is over.
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': 2000,
    'log.dirs': address.dataFolder,
    'auto.create.topics.enable': false,
    'num.partitions': partitions,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    'log.message.timestamp.after.max.ms': '9223372036854775807',
    'log.message.timestamp.before.max.ms': '9223372036854775807',
    'log.retention.ms': -1,
    'log.cleaner.backoff.ms': 500,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
    ...changes,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
