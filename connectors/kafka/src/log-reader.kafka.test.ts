import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeTopics } from '@icms/test/stack/make-topics'
import { expect, test, vi } from 'vitest'
import { eventually, openTest, testConnections, testSettings, textRecord, withAdmin } from './kafka-test-kit.ts'
import { createLogReader } from './log-reader.ts'

type Queue = { prototype: { push(request: { entry: { apiName: string } }): void } }
const queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as Queue

test('an idle reader hardly asks; what is written is handed over at once, and so is what a partition holds that is added', async () => {
  const settings = testSettings()
  const [early, late] = ['early.events.v1', 'late.events.v1'] as const
  const topics = [early, late].map(topic => ({ topic: settings.prefix + topic, numPartitions: 1 }))
  await withAdmin(admin => makeTopics(admin, topics))
  const backbone = await openTest(settings)
  await backbone.publish([textRecord(late, 'there')])
  const troubles: unknown[] = []
  const reader = createLogReader(testConnections(settings), error => troubles.push(error))
  const taken: string[] = []
  const add = (topic: string) =>
    reader.add(
      { topic: settings.prefix + topic, as: topic, partition: 0, offset: 0 },
      {
        wants: () => true,
        take: ({ records }) => void taken.push(...records.map(record => record.key ?? '')),
        outOfRange: () => troubles.push('out of range'),
      },
    )
  add(early)
  // Fetches wait the longer the longer nobody was added: 2.5 s at most with this time-out of requests.
  await sleep(5_000)
  const push = vi.spyOn(queue.prototype, 'push')
  const fetches = () => push.mock.calls.filter(([{ entry }]) => entry.apiName === 'Fetch').length
  await sleep(5_000)
  expect(fetches()).toBeLessThanOrEqual(3)
  const before = performance.now()
  await backbone.publish([textRecord(early, 'new')])
  await eventually(() => expect(taken).toEqual(['new']), 1_000)
  add(late)
  await eventually(() => expect(taken).toEqual(['new', 'there']), 1_000)
  expect(performance.now() - before).toBeLessThan(2_000)
  // … and both are in one fetch again before long.
  await sleep(5_000)
  push.mockClear()
  await sleep(1_000)
  expect(fetches()).toBeLessThanOrEqual(4)
  push.mockRestore()
  reader.close()
  await backbone.close()
  expect(troubles).toEqual([])
})
