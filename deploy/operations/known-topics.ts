import { keyringTopic } from '@icms/backbone/keyring-topic'
import { topicsOf } from '@icms/backbone/service'
import { isForeign, recordsOf, topics } from '@icms/schemas/catalogue'
import { serviceNames } from '@icms/schemas/contracts'
import { nearWords, orMeant } from './near-words.ts'
import { OperationError } from './operation-error.ts'

/** Every topic that operators may look at: all but the changelogs, which hold no messages. */
export function everyTopic(): string[] {
  const internal = serviceNames.flatMap(s => [topicsOf(s).deadLetters, topicsOf(s).replays, topicsOf(s).rekeyed])
  const named = topics().filter(t => !t.endsWith('.state.v1'))
  return [...new Set<string>([...named, ...internal, keyringTopic])].toSorted()
}

export function knownTopic(topic: string): string {
  const all = everyTopic()
  if (all.includes(topic)) return topic
  const near = nearWords(topic, all)
  throw new OperationError(`there is no topic '${topic}'${near.length > 0 ? orMeant(near) : "; 'topics' lists them"}`)
}

export const recordsOn = (topic: string) => recordsOf(topic as Parameters<typeof recordsOf>[0])

export const isForeignTopic = (topic: string): boolean => recordsOn(topic).some(r => isForeign(r.fullName))

/** What happened, as it was stated: facts of services, and what courts write and are answered. */
export const isHistory = (topic: string): boolean =>
  topic.endsWith('.events.v1') || isForeignTopic(topic) || topic === 'court.replies.v1'

/** What was asked of services; with `isHistory` it is what causes events. */
export const isRequest = (topic: string): boolean => /\.(commands|rekeyed)\.v1$/.test(topic)
