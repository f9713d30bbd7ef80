import { expect, test } from 'vitest'
import { topicPlan } from './topic-plan.ts'

const cluster = { partitions: 12, replication: 3, movedClock: false }

test('no topic leaves its retention to the broker', () => {
  for (const topic of [
    'vetting.events.v1',
    'vetting.commands.v1',
    'vetting.rekeyed.v1',
    'vetting.replays.v1',
    'vetting.dead-letter.v1',
    'court.filings.v1',
  ]) {
    const { config } = topicPlan(topic, cluster)
    expect(config['cleanup.policy']).toBe('delete')
    expect(Number(config['retention.ms'])).toBeTypeOf('number')
    expect(config['retention.bytes']).toBe('-1')
  }
  expect(topicPlan('vetting.events.v1', cluster).config['retention.ms']).toBe('-1')
})

test('a changelog is compacted soon and keeps its tombstones for seven days', () => {
  expect(topicPlan('vetting.state.v1', cluster)).toMatchObject({
    partitions: 12,
    config: {
      'cleanup.policy': 'compact',
      'min.cleanable.dirty.ratio': '0.1',
      'max.compaction.lag.ms': '3600000',
      'delete.retention.ms': '604800000',
    },
  })
})

test('reference data is one compacted partition, so that all read it in one order', () => {
  expect(topicPlan('reference.events.v1', cluster)).toMatchObject({
    partitions: 1,
    config: { 'cleanup.policy': 'compact' },
  })
})

test('what others write is kept in a compression that we can read', () => {
  expect(topicPlan('court.filings.v1', cluster).config['compression.type']).toBe('gzip')
})

test('one replica fewer than there are must be in sync, and timestamps are free only where the clock was moved', () => {
  expect(topicPlan('a.events.v1', cluster).config['min.insync.replicas']).toBe('2')
  expect(topicPlan('a.events.v1', { ...cluster, replication: 1 }).config['min.insync.replicas']).toBe('1')
  expect(topicPlan('a.events.v1', cluster).config['message.timestamp.after.max.ms']).toBeUndefined()
  expect(topicPlan('a.events.v1', { ...cluster, movedClock: true }).config['message.timestamp.after.max.ms']).toBe(
    '9223372036854775807',
  )
})

test('nothing expires by time where the clock was moved: the broker would compare with its own', () => {
  expect(topicPlan('a.commands.v1', cluster).config['retention.ms']).toBe(String(30 * 24 * 3_600_000))
  expect(topicPlan('a.commands.v1', { ...cluster, movedClock: true }).config['retention.ms']).toBe('-1')
})

test('the keyring is compacted soon, so that an erased key goes, and has as many partitions as other topics', () => {
  const { partitions, config } = topicPlan('keyring.v1', cluster)
  expect(partitions).toBe(topicPlan('vetting.events.v1', cluster).partitions)
  expect(config).toMatchObject({
    'cleanup.policy': 'compact',
    'segment.ms': '3600000',
    'max.compaction.lag.ms': '3600000',
  })
})
