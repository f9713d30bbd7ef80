const quietMs = 4000

/** Prints what is going on, again every few seconds while it lasts, and how long it took. */
export const announceWhile = async <T>(what: string, work: Promise<T>): Promise<T> => {
  const startedAt = performance.now()
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(0)
  process.stdout.write(`  ${what} ...\n`)
  const timer = setInterval(() => process.stdout.write(`  ${what} ... ${seconds()} s\n`), quietMs)
  try {
    const result = await work
    process.stdout.write(`  ${what}: done in ${seconds()} s\n`)
    return result
  } finally {
    clearInterval(timer)
  }
}
