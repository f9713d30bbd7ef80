import type { Clock } from '@icms/backbone/clock'
import type { Subject } from '@icms/backbone/contracts'
import type { Keyring } from '@icms/backbone/keyring'
import type { Backbone } from '@icms/backbone/port'
import type { KafkaSettings } from '@icms/kafka/kafka-settings'
import { contracts } from '@icms/schemas/contracts'
import type { Logger } from 'pino'
import type { Settings } from './settings.ts'

/** Opens the backbone that the settings name. `isNeeded`: the schemas that its start waits for. Throws with one clear line where it cannot be had. */
export async function openBackbone(
  settings: Settings,
  clock: Clock,
  logger: Logger,
  keyring?: Keyring,
  isNeeded: (subject: Subject) => boolean = () => true,
): Promise<Backbone> {
  const { dataDir, partitions } = settings
  if (settings.backbone === 'embedded') {
    const { openEmbedded } = await import('@icms/embedded/embedded-backbone')
    return openEmbedded({
      dataDir,
      partitions,
      contracts,
      ...(keyring && { keyring }),
      clock,
      build: settings.build,
      log: message => logger.info(message),
    })
  }
  const { openKafka } = await import('@icms/kafka/kafka-backbone')
  return openKafka({
    settings: kafkaSettingsOf(settings),
    contracts,
    keyring,
    isNeeded,
    onTrouble: (what, error) => logger.warn({ err: error }, `${what}: ${(error as Error).message}`),
    onTaskTrouble: trouble => logger.warn(trouble, 'a task was closed and is opened again'),
  })
}

/** The adapter's settings, as the deployment's settings name them. */
export function kafkaSettingsOf(settings: Settings): KafkaSettings {
  const { kafkaLogin, kafkaSasl, kafkaCa, kafkaCertificate, development } = settings
  const sasl = kafkaLogin && { mechanism: kafkaSasl, ...kafkaLogin }
  return {
    brokers: settings.kafkaBrokers,
    registryUrl: settings.registryUrl ?? '',
    redisUrl: settings.redisUrl ?? '',
    partitions: settings.partitions,
    prefix: settings.kafkaPrefix,
    replication: settings.kafkaReplication,
    tls: settings.kafkaTls && (kafkaCertificate ?? true),
    ...(kafkaCa && { ca: kafkaCa }),
    ...(sasl && { sasl: sasl as NonNullable<KafkaSettings['sasl']> }),
    createTopics: development,
    registerSchemas: development,
    movedClock: settings.clockStart !== undefined,
  }
}
