import { expect, test } from 'vitest'
import { createInputQueue } from './input-queue.ts'

const record = (offset: number) => ({ topic: 't', partition: 0, offset, key: 'k', value: null, headers: {}, at: 0 })
const chunk = (offsets: readonly number[], next: number, bytes = 10) => ({ records: offsets.map(record), next, bytes })

test('what follows of one topic is handed over together, another topic waits its turn', async () => {
  const queue = createInputQueue(() => {})
  queue.put('a', chunk([0, 1], 2))
  queue.put('a', chunk([], 4))
  queue.put('a', chunk([4], 5))
  queue.put('b', chunk([9], 10))
  queue.put('a', chunk([5], 6))
  const handed = [await queue.take(), await queue.take(), await queue.take()]
  expect(handed.map(h => [h!.topic, h!.records.map(r => r.offset), h!.next])).toEqual([
    ['a', [0, 1, 4], 5],
    ['b', [9], 10],
    ['a', [5], 6],
  ])
})

test('reading ahead is bounded, and goes on when enough was taken', async () => {
  let wanted = 0
  const queue = createInputQueue(() => wanted++)
  queue.put('a', chunk([0], 1, 3_999_999))
  expect(queue.wants()).toBe(true)
  queue.put('b', chunk([0], 1, 500_000))
  expect(queue.wants()).toBe(false)
  await queue.take()
  expect([queue.wants(), wanted]).toEqual([true, 1])
})

test('who waits for input is told of the end, and what was not taken is dropped', async () => {
  const queue = createInputQueue(() => {})
  const waiting = queue.take()
  queue.end()
  expect(await waiting).toBeUndefined()
  expect(await queue.take()).toBeUndefined()
})
