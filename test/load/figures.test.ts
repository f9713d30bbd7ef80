import { expect, test } from 'vitest'
import { type Figure, isMet, ratioOf, tableOf } from './figures.ts'

const figure: Figure = {
  what: 'a hop, p99 at 200/s',
  measured: { value: 13.2468, unit: 'ms' },
  over: { what: 'the other', value: 26.4936, unit: 'ms' },
}

test('a figure is what was measured by what it is compared with', () => {
  expect(ratioOf(figure)).toBe(0.5)
})

test('a goal is for the quotient or for the quantity itself, from above or from below', () => {
  expect(isMet(figure)).toBeUndefined()
  expect(isMet({ ...figure, goal: { of: 'ratio', is: 'most', bound: 0.5 } })).toBe(true)
  expect(isMet({ ...figure, goal: { of: 'ratio', is: 'least', bound: 0.51 } })).toBe(false)
  expect(isMet({ ...figure, goal: { of: 'value', is: 'most', bound: 13 } })).toBe(false)
})

test('the table says the ratio, what it is to, both quantities and whether the goal was met', () => {
  const goal = { of: 'value', is: 'most', bound: 60 } as const
  const large = {
    what: 'hops',
    measured: { value: 31_234.5, unit: '/s' },
    over: { what: 'the other', value: 0, unit: '/s' },
  }
  expect(tableOf([{ ...figure, goal }, large])).toBe(`|  | ratio | to | itself | goal |
| --- | --- | --- | --- | --- |
| a hop, p99 at 200/s | 0.5 | the other (26.5 ms) | 13.2 ms | ≤ 60 ms: met |
| hops | Infinity | the other (0 /s) | 31,200 /s |  |`)
})
