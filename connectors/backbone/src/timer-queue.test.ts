import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimerQueue } from './timer-queue.ts'

test('timers come out in due order, and only those that are still wanted', () => {
  const change = fc.record({
    key: fc.integer({ min: 0, max: 5 }),
    timers: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.integer({ min: 0, max: 20 }), (changes, instant) => {
      const queue = createTimerQueue()
      const wanted = new Map<number, { name: string; at: number }[]>()
      for (const { key, timers } of changes) {
        const named = timers.map((at, i) => ({ name: `t${i}`, at }))
        queue.set(`k${key}`, named)
        wanted.set(key, named)
      }
      const expected = [...wanted.values()]
        .flat()
        .map(t => t.at)
        .sort((a, b) => a - b)
      expect(queue.next()).toBe(expected[0])
      expect(queue.take(instant, 1_000).map(t => t.at)).toEqual(expected.filter(at => at <= instant))
      expect(queue.next()).toBe(expected.find(at => at > instant))
    }),
  )
})
