import { expect, test } from 'vitest'
import { type SeedOutcome, runSeeds } from './many-seeds.ts'

/** So many as fit into a third of a minute on two processors; `npm run simulate -- --seeds 1000` runs the rest. */
const seeds = Number(process.env.ICMS_SIMULATED_SEEDS ?? 60)

test(`${seeds} simulated gateways keep every invariant under faults (I1 to I6, I8, L1)`, async () => {
  const outcomes: SeedOutcome[] = []
  await runSeeds({
    from: 1,
    count: seeds,
    done(outcome) {
      outcomes.push(outcome)
      return outcome.violation === undefined
    },
  })
  const broken = outcomes
    .filter(outcome => outcome.violation)
    .map(({ seed, violation }) => `${violation!.invariant}: ${violation!.what}. npm run simulate -- --seed ${seed}`)
  expect(broken).toEqual([])
  expect(outcomes).toHaveLength(seeds)
  const sum = (of: (outcome: SeedOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  expect(Math.min(...outcomes.map(outcome => outcome.inputs))).toBeGreaterThanOrEqual(200)
  // Without these, seeds would be many and show nothing.
  expect(sum(outcome => outcome.deaths)).toBeGreaterThan(seeds)
  expect(sum(outcome => outcome.zombies)).toBeGreaterThan(seeds / 4)
}, 900_000)

test.each([
  'the position is written before the outputs',
  'a repeat is taken as new',
  'the days of attendance are one short',
  'a deferred mail is never tried again',
])('a planted bug is caught: %s', async bug => {
  const caught: SeedOutcome[] = []
  await runSeeds({
    ...{ from: 1, count: 40, bug },
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
