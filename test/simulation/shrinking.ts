import { idsOf, partOf } from './kept-acts.ts'
import type { Plan } from './plan.ts'
import { runSeed } from './run-seed.ts'
import type { Violation } from './simulate.ts'

/**
 * Leaves out acts and faults for as long as the same invariant is still broken: halves first, then smaller and smaller
 * pieces, at most `runsMax` times. What is left is the shortest history that was found.
 */
export async function shrink(plan: Plan, { invariant }: Violation, runsMax: number, tried: (left: number) => void) {
  let kept = idsOf(plan)
  let runs = 0
  const isStillBroken = async (ids: readonly number[]) => {
    runs++
    return (await runSeed(plan.seed, partOf(plan, new Set(ids)))).violation?.invariant === invariant
  }
  for (let size = Math.ceil(kept.length / 2); size >= 1 && runs < runsMax; size = Math.floor(size / 2)) {
    for (let from = 0; from < kept.length && runs < runsMax; ) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)]
      if (without.length < kept.length && (await isStillBroken(without))) {
        kept = without
        tried(kept.length)
      } else from += size
    }
  }
  return kept
}
