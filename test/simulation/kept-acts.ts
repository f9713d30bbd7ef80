import type { Plan } from './plan.ts'

// Nothing of the product is loaded here: a bug can still be planted.

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

/** More than any plan has. */
const numbersMax = 99_999

/** Throws for a text that names no numbers. */
export function keptIn(text: string): Set<number> {
  const kept = new Set<number>()
  for (const part of text.split(',').filter(Boolean)) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? []
    if (from === undefined) throw new Error(`--keep takes numbers and ranges such as 3,17,20-25; '${part}' is neither`)
    if (Number(to) > numbersMax) throw new Error(`--keep: no plan has an act or a fault ${to}`)
    for (let id = Number(from); id <= Number(to); id++) kept.add(id)
  }
  return kept
}

export const partOf = (plan: Plan, kept: ReadonlySet<number>): Plan => ({
  ...plan,
  acts: plan.acts.filter(act => kept.has(act.id)),
  faults: plan.faults.filter(fault => kept.has(fault.id)),
})

/** Numbers of all acts and faults, from 0 on. */
export const idsOf = ({ acts, faults }: Plan) => [...acts.map(act => act.id), ...faults.map(fault => fault.id)]
