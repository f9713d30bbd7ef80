import { expect, test } from 'vitest'
import { percentilesOf } from './percentiles.ts'

test('half of the times are not above the median, and 99 in 100 not above the 99th percentile', () => {
  const times = Array.from({ length: 200 }, (_, i) => 200 - i)
  expect(percentilesOf(times)).toEqual({ p50: 100, p99: 198, count: 200 })
})

test('one measurement is every percentile, and of none there is no figure', () => {
  expect(percentilesOf([7])).toEqual({ p50: 7, p99: 7, count: 1 })
  expect(() => percentilesOf([])).toThrow('nothing was measured')
})
