import { keyringTopic } from '@icms/backbone/keyring-topic'
import type { FullKafkaSettings } from './kafka-settings.ts'

export type TopicPlan = { readonly partitions: number; readonly config: Readonly<Record<string, string>> }

const dayMs = 24 * 3_600_000
const mebibyte = 1_048_576
const unlimited = '9223372036854775807'

/**
 * How a topic of ours is created. Retention is said for every topic and never left to the broker: events are the audit
 * trail and stay; what only passes through stays long enough for a service that was stopped for a month.
 */
export function topicPlan(
  topic: string,
  settings: Pick<FullKafkaSettings, 'partitions' | 'replication' | 'movedClock'>,
): TopicPlan {
  const { partitions, replication, movedClock } = settings
  const always = {
    'max.message.bytes': String(16 * mebibyte),
    'min.insync.replicas': String(Math.max(1, replication - 1)),
    // What others compress is compressed again by the broker with the one method that every reader here has.
    'compression.type': isForeign(topic) ? 'gzip' : 'producer',
    ...(movedClock && { 'message.timestamp.after.max.ms': unlimited, 'message.timestamp.before.max.ms': unlimited }),
  }
  return { partitions: isReference(topic) ? 1 : partitions, config: { ...always, ...keeping(topic, movedClock) } }
}

const isForeign = (topic: string) => topic === 'court.filings.v1' || topic === 'court.cases.v1'
const isReference = (topic: string) => topic === 'reference.events.v1'
const isPassing = (topic: string) => /\.(commands|rekeyed|replays)\.v\d+$/.test(topic)
const isChangelog = (topic: string) => /\.state\.v\d+$/.test(topic)
const isKeyring = (topic: string) => topic === keyringTopic

function keeping(topic: string, movedClock: boolean): Record<string, string> {
  if (isChangelog(topic) || isReference(topic) || isKeyring(topic)) return changelog
  const limitedMs = isPassing(topic) ? 30 * dayMs : topic.includes('.dead-letter.') ? 365 * dayMs : -1
  // The broker compares records' times with its own clock: those of a clock that was set back would be old at once.
  const retentionMs = movedClock ? -1 : limitedMs
  return { 'cleanup.policy': 'delete', 'retention.ms': String(retentionMs), 'retention.bytes': '-1' }
}

/** Cleaned often, so that a restore reads little more than what is alive; tombstones outlive any reader that lags. */
const changelog = {
  'cleanup.policy': 'compact',
  'segment.bytes': String(64 * mebibyte),
  'segment.ms': String(3_600_000),
  'min.cleanable.dirty.ratio': '0.1',
  'max.compaction.lag.ms': String(3_600_000),
  'delete.retention.ms': String(7 * dayMs),
}
