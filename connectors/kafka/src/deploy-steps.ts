import { createCodec } from '@icms/backbone/codec'
import type { Contracts } from '@icms/backbone/contracts'
import { createConnections } from './connections.ts'
import { type KafkaSettings, withDefaults } from './kafka-settings.ts'
import { createNames } from './names.ts'
import { createSchemaIds } from './schema-ids.ts'
import { createTopicCatalog } from './topic-catalog.ts'

/**
 * The steps of a deployment that a running service outside of development never takes. Both may be repeated: what is
 * there already stays as it is.
 */

/** Creates the topics that are missing, with their partitions and configuration. Throws `NotNow` or `Rejected`. */
export async function createMissingTopics(settings: KafkaSettings, topics: readonly string[]): Promise<void> {
  const full = withDefaults({ ...settings, createTopics: true })
  await createTopicCatalog(createConnections(full), createNames(full.prefix)).ensure(topics)
}

/** Registers every schema under its subject, FULL_TRANSITIVE. Throws `Incompatible` for what the registry refuses. */
export async function registerSchemas(settings: KafkaSettings, contracts: Contracts): Promise<void> {
  await createCodec(contracts, createSchemaIds(settings.registryUrl, 'all', settings.ca)).ready()
}

/** Throws `NotNow` naming the first schema of ours that is not registered. */
export async function checkSchemas(settings: KafkaSettings, contracts: Contracts): Promise<void> {
  await createCodec(contracts, createSchemaIds(settings.registryUrl, 'nothing', settings.ca)).ready()
}
