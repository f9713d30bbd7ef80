import { defaultPolicy } from '@icms/schemas/policy'
import { inputTopicsOf, topicsOf } from '@icms/backbone/service'
import { checkSchemas, createMissingTopics, registerSchemas } from '@icms/kafka/deploy-steps'
import { contracts } from '@icms/schemas/contracts'
import { kafkaSettingsOf } from '../host/backbones.ts'
import { loadDeployable } from '../host/deployables.ts'
import { type Settings, serviceNames } from '../host/settings.ts'

/** Every topic of the deployment: what services write, read and keep for themselves, and what others write to us. */
async function everyTopic(): Promise<string[]> {
  const written = Array.from(contracts.subjects(), s => s.subject.slice(0, -s.fullName.length - 1))
  const services = await Promise.all(
    serviceNames.map(async name => (await loadDeployable(name, defaultPolicy)).service),
  )
  const own = services.flatMap(s => [...inputTopicsOf(s), topicsOf(s.name).state, topicsOf(s.name).deadLetters])
  return [...new Set([...written, ...own])].toSorted()
}

/** Runs one step of a deployment on Kafka; answers what was done in one line. */
export async function deployStep(
  step: 'topics create' | 'schemas register' | 'schemas check',
  settings: Settings,
): Promise<string> {
  if (settings.backbone !== 'kafka')
    throw new Error(`'${step}' is a step of a deployment on Kafka: set ICMS_BACKBONE=kafka and its addresses`)
  const kafka = kafkaSettingsOf(settings)
  const count = Array.from(contracts.subjects()).length
  if (step === 'topics create') {
    const topics = await everyTopic()
    await createMissingTopics(kafka, topics)
    return `${topics.length} topics are there`
  }
  if (step === 'schemas register') await registerSchemas(kafka, contracts)
  else await checkSchemas(kafka, contracts)
  return `${count} schemas are registered`
}
