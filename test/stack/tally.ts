/** What ran, tests and steps alike, and the names of what failed. */
export type Tally = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly string[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }

/** One thing that failed. */
export const failureOf = (name: string): Tally => ({ ...nothing, failed: 1, failures: [name] })

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
})

/** How a run closes: what failed, each on a line, so that nobody searches for it, and the counts alone on the last. */
export const closingLines = (tally: Tally): string =>
  [
    ...tally.failures.map(name => `FAILED  ${name}`),
    `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`,
  ].join('\n')
