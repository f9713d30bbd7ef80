import { topicsOf } from '@icms/backbone/service'
import { checkSchemas, createMissingTopics, registerSchemas } from '@icms/kafka/deploy-steps'
import { contracts } from '@icms/schemas/contracts'
import { systemClock } from '@icms/backbone/clock'
import { kafkaSettingsOf } from '../host/backbones.ts'
import { patiently } from '../host/patience.ts'
import { type Settings, serviceNames } from '../host/settings.ts'
import { everyTopic } from '../operations/known-topics.ts'

/** Every topic of the deployment: what operators may look at, and the changelogs. */
const topicsOfDeployment = () => [...everyTopic(), ...serviceNames.map(name => topicsOf(name).state)].toSorted()

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
    const topics = topicsOfDeployment()
    await waiting(() => createMissingTopics(kafka, topics))
    return `${topics.length} topics are there`
  }
  if (step === 'schemas register') await waiting(() => registerSchemas(kafka, contracts))
  else await checkSchemas(kafka, contracts)
  return `${count} schemas are registered`
}
