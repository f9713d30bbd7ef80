import { expect, test } from 'vitest'
import { type SeedOutcome, runSeeds } from './many-seeds.ts'

test.each([
  'the position is written before the outputs',
  'a repeat is taken as new',
  'the days of attendance are one short',
  'a deferred mail is never tried again',
  'a notice that waited for its address is lost',
])('a planted bug is caught: %s', async bug => {
  const caught: SeedOutcome[] = []
  await runSeeds({
    // One thread: each would load everything for itself, and most are caught soon.
    ...{ from: 1, count: 40, bug, workers: 1 },
    done(outcome) {
      if (outcome.violation) caught.push(outcome)
      return caught.length === 0
    },
  })
  expect(caught.length).toBeGreaterThan(0)
})

test('a seed has the same history in a thread of its own', async () => {
  const digests: string[] = []
  await runSeeds({ from: 5, count: 1, done: outcome => digests.push(outcome.digest) > 0 })
  const { simulate } = await import('./simulate.ts')
  expect((await simulate(5)).digest).toBe(digests[0])
})
