import type { Subject } from './contracts.ts'
import { keyringTopic } from './keyring-topic.ts'
import { operationsTopic } from './operations-events.ts'
import type { Place } from './runtime.ts'
import { type Service, topicsOf } from './service.ts'

/**
 * Whether a process that hosts these services meets a schema without an edge of its own asking for it first: all of their
 * own topics, what their aggregates take and put out, and what every process writes or follows (`followed`).
 */
export function neededBy(
  services: readonly Service[],
  place: (type: string) => Place,
  followed: readonly string[],
): (subject: Subject) => boolean {
  const aggregates = services.flatMap(service => service.aggregates)
  const topics = new Set([
    ...services.flatMap(service => Object.values(topicsOf(service.name))),
    ...[operationsTopic, keyringTopic, ...followed],
  ])
  const inputs = aggregates.flatMap(a => a.inputs).flatMap(({ topic, types }) => types.map(type => `${topic} ${type}`))
  const outputs = aggregates.flatMap(a => a.outputs).map(place)
  const records = new Set([...inputs, ...outputs.map(({ topic, fullName }) => `${topic} ${simpleName(fullName)}`)])
  return ({ topic, fullName }) => topics.has(topic) || records.has(`${topic} ${simpleName(fullName)}`)
}

const simpleName = (fullName: string) => fullName.slice(fullName.lastIndexOf('.') + 1)
