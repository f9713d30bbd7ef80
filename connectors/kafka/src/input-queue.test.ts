import { expect, test } from 'vitest'
import { createInputQueue } from './input-queue.ts'

const record = (offset: number) => ({ topic: 't', partition: 0, offset, key: 'k', value: null, headers: {}, at: 0 })
const chunk = (offsets: readonly number[], next: number, bytes = 10) => ({ records: offsets.map(record), next, bytes })

test('all that waits is handed over together, of all topics, each in the order of its offsets', async () => {
  const queue = createInputQueue(() => {})
  queue.put('a', chunk([0, 1], 2))
  queue.put('a', chunk([], 4))
  queue.put('b', chunk([9], 10))
  queue.put('a', chunk([5], 6))
  const handed = await queue.take()
  expect(handed!.records.map(r => r.offset)).toEqual([0, 1, 9, 5])
  expect(Object.fromEntries(handed!.next)).toEqual({ a: 6, b: 10 })
})

test('a batch has a limit: what is more waits its turn, and is not told as seen', async () => {
  const queue = createInputQueue(() => {})
  queue.put(
    'a',
    chunk(
      Array.from({ length: 3_999 }, (_, i) => i),
      3_999,
    ),
  )
  queue.put('b', chunk([0], 1))
  queue.put('a', chunk([3_999], 4_000))
  expect(Object.fromEntries((await queue.take())!.next)).toEqual({ a: 3_999, b: 1 })
  expect(Object.fromEntries((await queue.take())!.next)).toEqual({ a: 4_000 })
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
