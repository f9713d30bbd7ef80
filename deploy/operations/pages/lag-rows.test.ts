import type { Backbone } from '@icms/backbone/port'
import { expect, test } from 'vitest'
import type { TopicSummary } from '../topic-summaries.ts'
import { lagRows, withAge } from './lag-rows.ts'

type Lags = Readonly<Record<string, readonly (number | null)[]>>

/** A topic of which 100 records are there in each partition, and what each reader has not read. */
const topic = (name: string, lags: Lags): TopicSummary => ({
  ...{ topic: name, types: [] },
  partitions: [0, 1].map(partition => ({ partition, start: 50, end: 150 })),
  readers: Object.entries(lags).map(([service, of]) => ({
    service,
    lag: of.reduce<number>((sum, lag) => sum + (lag ?? 0), 0),
    partitions: of.map((lag, partition) => ({ partition, lag })),
  })),
})

test('what is not read is told for each service, topic and partition, the most first', () => {
  const rows = lagRows([topic('a.events.v1', { vetting: [0, 3], identity: [9, 0] }), topic('b.v1', { email: [0, 0] })])
  expect(rows).toEqual([
    { service: 'identity', topic: 'a.events.v1', partition: 0, lag: 9, next: 141 },
    { service: 'vetting', topic: 'a.events.v1', partition: 1, lag: 3, next: 147 },
  ])
})

test('what is not known is not taken for nothing', () => {
  const rows = lagRows([topic('a.events.v1', { vetting: [3, null] })])
  expect(rows.map(({ partition, lag, next }) => [partition, lag, next])).toEqual([
    [1, null, 50],
    [0, 3, 147],
  ])
})

test('the oldest message is the one that is read next, and nothing where it is gone or not known', async () => {
  const asked: unknown[] = []
  const read = async function* (name: string, from: ReadonlyMap<number, number>) {
    asked.push([name, ...from])
    if (from.has(0)) yield { at: 1_000 }
  } as unknown as Backbone['read']
  const rows = lagRows([topic('a.events.v1', { vetting: [3, 2], identity: [null, 0] })])
  const aged = await withAge({ read }, rows)
  expect(aged.map(({ service, partition, oldestAt }) => [service, partition, oldestAt])).toEqual([
    ['identity', 0, null],
    ['vetting', 0, 1_000],
    ['vetting', 1, null],
  ])
  expect(asked).toEqual([
    ['a.events.v1', [0, 147]],
    ['a.events.v1', [1, 148]],
  ])
})
