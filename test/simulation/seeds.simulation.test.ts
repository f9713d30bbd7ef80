import { expect, test } from 'vitest'
import { type SeedOutcome, runSeeds } from './many-seeds.ts'

/** Meant to take two minutes on two idle processors. */
const seeds = Number(process.env.ICMS_SIMULATED_SEEDS ?? 1000)

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
}, 1_800_000)
