/** Of times in ms: the one that half of them, and that 99 in 100 of them, do not exceed. */
export type Percentiles = { readonly p50: number; readonly p99: number; readonly count: number }

/** Throws where there is nothing to count: a figure of no measurement is none. */
export function percentilesOf(times: readonly number[]): Percentiles {
  if (times.length === 0) throw new Error('nothing was measured')
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
  return { p50: at(0.5), p99: at(0.99), count: sorted.length }
}
