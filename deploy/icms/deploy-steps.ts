import { defaultPolicy } from '@icms/schemas/policy'
import { inputTopicsOf, topicsOf } from '@icms/backbone/service'
import { checkSchemas, createMissingTopics, registerSchemas } from '@icms/kafka/deploy-steps'
import { contracts } from '@icms/schemas/contracts'
import { systemClock } from '@icms/backbone/clock'
import { kafkaSettingsOf } from '../host/backbones.ts'
import { loadDeployable } from '../host/deployables.ts'
import { patiently } from '../host/patience.ts'
import { type Settings, serviceNames } from '../host/settings.ts'

/** Every topic of the deployment: what services write, read and keep for themselves, and what others write to us. */
async function everyTopic(): Promise<string[]> {
  const written = Array.from(contracts.subjects(), ({ topic }) => topic)
  const services = await Promise.all(
    serviceNames.map(async name => (await loadDeployable(name, defaultPolicy)).service),
  )
  const own = services.flatMap(s => [...inputTopicsOf(s), topicsOf(s.name).state, topicsOf(s.name).deadLetters])
  return [...new Set([...written, ...own])].toSorted()
}

/** A broker or registry that has only just started puts off what it will do. */
const waitMsMax = 120_000

/**
 * Runs one step of a deployment on Kafka; answers what was done in one line. What changes something waits up to two
 * minutes for a broker or a registry that is not ready, and says what it waits for.
 */
export async function deployStep(
  step: 'topics create' | 'schemas register' | 'schemas check',
  settings: Settings,
  say: (waitingFor: string) => void = () => {},
): Promise<string> {
  if (settings.backbone !== 'kafka')
    throw new Error(`'${step}' is a step of a deployment on Kafka: set ICMS_BACKBONE=kafka and its addresses`)
  const kafka = kafkaSettingsOf(settings)
  const waiting = (run: () => Promise<void>) =>
    patiently(systemClock(), error => say(`waiting: ${error.message}`), run, waitMsMax)
  const count = Array.from(contracts.subjects()).length
  if (step === 'topics create') {
    const topics = await everyTopic()
    await waiting(() => createMissingTopics(kafka, topics))
    return `${topics.length} topics are there`
  }
  if (step === 'schemas register') await waiting(() => registerSchemas(kafka, contracts))
  else await checkSchemas(kafka, contracts)
  return `${count} schemas are registered`
}
