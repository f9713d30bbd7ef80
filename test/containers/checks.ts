import { announceWhile } from '../stack/announce.ts'
import { add, failureOf, nothing, type Tally } from '../stack/tally.ts'

export interface Checks {
  /** Runs one check and counts it. After one that failed those that stand on it are skipped, which is all but `always`. */
  readonly check: (name: string, run: () => Promise<void>, when?: 'always') => Promise<void>
  readonly tally: () => Tally
}

export const startChecks = (): Checks => {
  let tally = nothing
  return {
    tally: () => tally,
    check: async (name, run, when) => {
      if (tally.failed > 0 && !when) {
        console.log(`  skipped: ${name}`)
        tally = add(tally, { ...nothing, skipped: 1 })
        return
      }
      try {
        await announceWhile(name, run())
        tally = add(tally, { ...nothing, passed: 1 })
      } catch (error) {
        console.log(`  FAILED: ${name}\n${(error as Error).message}`)
        tally = add(tally, failureOf(name))
      }
    },
  }
}
