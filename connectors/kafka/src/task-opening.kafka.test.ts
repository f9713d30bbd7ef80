import { setTimeout as sleep } from 'node:timers/promises'
import { makeTopics } from '@icms/test/stack/make-topics'
import { expect, test } from 'vitest'
import {
  deleteBelow,
  eventually,
  foreignTransaction,
  openTest,
  recordingOpener,
  testSettings,
  textRecord,
  withAdmin,
} from './kafka-test-kit.ts'
import type { TaskTrouble } from './task-host.ts'

const input = 'in.events.v1'
const membership = { service: 'one', topics: [input] }
const states = (entries: Record<string, string | null>) =>
  new Map(Object.entries(entries).map(([key, text]) => [key, text === null ? null : Buffer.from(text)]))
const nothing = { records: [], rows: [], outcomes: [] }

test('a task restores exactly what was committed: the last value of each key, without those that were removed', async () => {
  const settings = testSettings()
  const first = await openTest(settings)
  const one = recordingOpener()
  await first.run(membership, one.open)
  const { store } = await eventually(() => one.opened[0]!.store && one.opened[0]!)
  await store.commit({ ...nothing, states: states({ a: '1', b: '1', c: '1' }) })
  await store.commit({ ...nothing, states: states({ a: '2', b: null }) })
  first.abandon()
  const second = await openTest(settings)
  const two = recordingOpener()
  await second.run(membership, two.open)
  await eventually(() => expect(two.opened).toHaveLength(1))
  const { restored } = two.opened[0]!
  expect(Object.fromEntries(Array.from(restored, ([key, value]) => [key, Buffer.from(value).toString()]))).toEqual({
    a: '2',
    c: '1',
  })
  await expect(store.commit({ ...nothing, states: states({ a: '3' }) })).rejects.toBeDefined()
  await second.close()
})

test('reading gets to the end of an input whose last records are aborted, and of one that ends in a marker', async () => {
  const settings = testSettings()
  const backbone = await openTest(settings)
  const { open, opened } = recordingOpener()
  await backbone.run(membership, open)
  await foreignTransaction(settings.prefix + input, ['a'], 'commit')
  await foreignTransaction(settings.prefix + input, ['x', 'y'], 'abort')
  await eventually(() => expect(opened[0]!.received.map(r => r.key)).toEqual(['a']))
  const task = opened[0]!
  // The broker writes the marker of a transaction's end after it has answered.
  const ends = await eventually(async () => {
    const now = await task.store.ends()
    expect(now.get(input)).toBe(5)
    return now
  })
  await eventually(() => expect(task.passed).toEqual(ends))
  await backbone.close()
})

test('reading gets to the end of an input that was compacted behind it', async () => {
  const settings = testSettings()
  const topic = settings.prefix + input
  const eager = {
    'cleanup.policy': 'compact',
    'segment.ms': '100',
    'min.cleanable.dirty.ratio': '0.01',
    'max.compaction.lag.ms': '100',
  }
  const configEntries = Object.entries(eager).map(([name, value]) => ({ name, value }))
  await withAdmin(admin => makeTopics(admin, [{ topic, numPartitions: 1, configEntries }]))
  const backbone = await openTest(settings)
  await backbone.publish(Array.from({ length: 50 }, (_, i) => textRecord(input, 'same', String(i))))
  await eventually(async () => {
    await sleep(200)
    await backbone.publish([textRecord(input, 'roll')])
    let count = 0
    for await (const { key } of backbone.read(input)) if (key === 'same') count++
    expect(count).toBe(1)
  }, 30_000)
  const { open, opened } = recordingOpener()
  await backbone.run(membership, open)
  await eventually(async () => expect(opened[0]!.passed).toEqual(await opened[0]!.store.ends()))
  await backbone.close()
})

test('a position that the log no longer holds is an alarm: the task stays closed and skips nothing', async () => {
  const settings = testSettings()
  const troubles: TaskTrouble[] = []
  const backbone = await openTest(settings, troubles)
  await backbone.publish(Array.from({ length: 10 }, (_, i) => textRecord(input, `k${i}`)))
  await deleteBelow(settings.prefix + input, '5')
  const { open, opened } = recordingOpener({ positions: new Map([[input, 3]]) })
  const running = await backbone.run(membership, open)
  await eventually(() =>
    expect(troubles[0]?.error).toMatchObject({
      code: 'Incompatible',
      message: /at 3 of in.events.v1\/0, the log holds 5 to 10/,
    }),
  )
  expect((await running.status()).open).toEqual([])
  expect(opened[0]!.received).toEqual([])
  await backbone.close()
})

test('a topic that was first seen at some place is read from there, however long nothing was committed', async () => {
  const settings = testSettings()
  const troubles: TaskTrouble[] = []
  const backbone = await openTest(settings, troubles)
  await backbone.publish(Array.from({ length: 10 }, (_, i) => textRecord(input, `k${i}`)))
  await deleteBelow(settings.prefix + input, '5')
  const first = recordingOpener()
  const running = await backbone.run(membership, first.open)
  await eventually(() => expect(first.opened[0]!.received.map(r => r.offset)).toEqual([5, 6, 7, 8, 9]))
  expect(first.opened[0]!.received[0]!.topic).toBe(input)
  await running.stop()
  await deleteBelow(settings.prefix + input, '7')
  await backbone.run(membership, recordingOpener().open)
  await eventually(() =>
    expect(troubles[0]?.error).toMatchObject({
      code: 'Incompatible',
      message: /is at 5 of in.events.v1\/0, the log holds 7 to 10/,
    }),
  )
  await backbone.close()
})

test('a task whose batch failed is opened again and hears it again; lag tools see how far it is', async () => {
  const settings = testSettings()
  const troubles: TaskTrouble[] = []
  const backbone = await openTest(settings, troubles)
  const { open, opened } = recordingOpener()
  let failures = 0
  const running = await backbone.run(membership, async (store, restored) => {
    const task = await open(store, restored)
    return {
      ...task,
      received: records => (failures++ === 0 ? Promise.reject(new Error('not this time')) : task.received(records)),
    }
  })
  await backbone.publish([textRecord(input, 'a'), textRecord(input, 'b')])
  await eventually(() => expect(opened[1]?.received.map(r => r.key)).toEqual(['a', 'b']))
  expect(opened[0]!.closed).toBe(true)
  expect(troubles[0]!.error.message).toMatch(/not this time/)
  expect(await running.status()).toEqual({ open: [0], waiting: [], lag: [{ topic: input, partition: 0, lag: 0 }] })
  await eventually(async () => {
    const [found] = await withAdmin(admin =>
      admin.fetchOffsets({ groupId: `${settings.prefix}one`, topics: [settings.prefix + input] }),
    )
    expect(found!.partitions[0]!.offset).toBe('2')
  })
  await backbone.close()
})

test('a process that dies loses its tasks to another, one that closes hands them over at once', async () => {
  const settings = testSettings({ partitions: 2 })
  const [first, second] = [await openTest(settings), await openTest(settings)]
  const one = await first.run(membership, recordingOpener().open)
  await eventually(async () => expect((await one.status()).open).toEqual([0, 1]))
  const two = await second.run(membership, recordingOpener().open)
  await eventually(async () =>
    expect([...(await one.status()).open, ...(await two.status()).open].toSorted()).toEqual([0, 1]),
  )
  await eventually(async () => expect((await two.status()).open).toHaveLength(1))
  const start = performance.now()
  await first.close()
  await eventually(async () => expect((await two.status()).open).toEqual([0, 1]))
  expect(performance.now() - start).toBeLessThan(settings.sessionMs!)
  const third = await openTest(settings)
  second.abandon()
  const three = await third.run(membership, recordingOpener().open)
  await eventually(async () => expect((await three.status()).open).toEqual([0, 1]))
  await third.close()
})

test('a service that is stopped while it joins leaves no ghost behind that would hold its partitions', async () => {
  const settings = testSettings({ sessionMs: 20_000, rebalanceMs: 30_000 })
  const backbone = await openTest(settings)
  for (let i = 0; i < 3; i++) await (await backbone.run(membership, recordingOpener().open)).stop()
  const running = await backbone.run(membership, recordingOpener().open)
  await eventually(async () => expect((await running.status()).open).toEqual([0]), 10_000)
  await backbone.close()
})
