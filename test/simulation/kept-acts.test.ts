import { expect, test } from 'vitest'
import { planFrom } from './plan.ts'
import { keepText, keptIn, partOf } from './kept-acts.ts'
import { simulate } from './simulate.ts'

test('what is kept is written as ranges and read back', () => {
  expect(keepText([7, 3, 4, 5, 9])).toBe('3-5,7,9')
  expect([...keptIn('3-5,7,9')]).toEqual([3, 4, 5, 7, 9])
  expect(() => keptIn('3,x')).toThrow("'x' is neither")
})

test('a part of a plan repeats exactly, and leaves out all that it does not keep', async () => {
  const plan = planFrom(2)
  const part = partOf(plan, new Set(plan.acts.slice(0, 20).map(act => act.id)))
  const [one, again] = [await simulate(2, part), await simulate(2, part)]
  expect(again.digest).toBe(one.digest)
  expect(one).toMatchObject({ inputs: 20, deaths: 0, zombies: 0, violation: undefined })
})
