import type { Plan } from './plan.ts'
import { simulate, type Violation } from './simulate.ts'

/** Numbers of the acts and faults of a plan that are kept: `3,17,20-25`. */
export const keepText = (ids: readonly number[]): string => {
  const ranges: [number, number][] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last[1] === id - 1) last[1] = id
    else ranges.push([id, id])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

/** Throws for a text that names no numbers. */
export function keptIn(text: string): Set<number> {
  const kept = new Set<number>()
  for (const part of text.split(',').filter(Boolean)) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? []
    if (from === undefined) throw new Error(`--keep takes numbers and ranges such as 3,17,20-25; '${part}' is neither`)
    for (let id = Number(from); id <= Number(to); id++) kept.add(id)
  }
  return kept
}

export const partOf = (plan: Plan, kept: ReadonlySet<number>): Plan => ({
  ...plan,
  acts: plan.acts.filter(act => kept.has(act.id)),
  faults: plan.faults.filter(fault => kept.has(fault.id)),
})

const idsOf = ({ acts, faults }: Plan) => [...acts.map(act => act.id), ...faults.map(fault => fault.id)]

/**
 * Leaves out acts and faults for as long as the same invariant is still broken: halves first, then smaller and smaller
 * pieces, at most `runsMax` times. What is left is the shortest history that was found.
 */
export async function shrink(plan: Plan, { invariant }: Violation, runsMax: number, tried: (left: number) => void) {
  let kept = idsOf(plan)
  let runs = 0
  const isStillBroken = async (ids: readonly number[]) => {
    runs++
    try {
      return (await simulate(plan.seed, partOf(plan, new Set(ids)))).violation?.invariant === invariant
    } catch {
      return false
    }
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
