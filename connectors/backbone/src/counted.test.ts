import { expect, test } from 'vitest'
import { createCounted } from './counted.ts'
import type { Runtime, Signal } from './runtime.ts'

test('what was counted is told together once its commit was taken; what was taken back before, or failed, is not', () => {
  const told: Signal[] = []
  const counted = createCounted(
    { service: { name: 'tally' }, signal: (s: Signal) => told.push(s) } as unknown as Runtime,
    3,
  )
  counted.add('inputs', { topic: 'a' })
  const mark = counted.mark()
  counted.add('inputs', { topic: 'a' })
  counted.addTimed('timers', 7)
  counted.undoTo(mark)
  counted.add('inputs', { topic: 'a' })
  counted.add('inputs', { topic: 'b' })
  counted.addTimed('timers', 5)
  counted.addTimed('timers', 6)
  expect(told).toEqual([])
  counted.tell()
  const at = { service: 'tally', partition: 3 }
  expect(told).toEqual([
    { ...at, name: 'timers', count: 1, seconds: 5 },
    { ...at, name: 'timers', count: 1, seconds: 6 },
    { ...at, name: 'inputs', count: 2, labels: { topic: 'a' } },
    { ...at, name: 'inputs', count: 1, labels: { topic: 'b' } },
  ])
  counted.add('repeated')
  counted.forget()
  counted.tell()
  expect(told).toHaveLength(4)
})

test('where nobody listens nothing is counted, and nothing is kept for ever', () => {
  const counted = createCounted({ service: { name: 'tally' }, signal: undefined } as unknown as Runtime, 3)
  for (let i = 0; i < 3; i++) counted.add('inputs', { topic: 'a' })
  counted.addTimed('timers', 7)
  expect(counted.mark()).toBe(0)
  counted.tell()
})
