import { expect, test } from 'vitest'
import { runChaos } from './chaos.ts'

/** Every day has its own, and the day's is printed. */
const seed = process.env.ICMS_CHAOS_SEED ?? new Date().toISOString().slice(0, 10).replaceAll('-', '')

test('a minute of everything killed, frozen, restarted and emptied: nothing is lost, doubled, early or readable, every trail verifies, and all drains (I1–I8, L1)', async () => {
  const { violations, summary, logs } = await runChaos({ minutes: 1, seed, say: () => {} })
  process.stdout.write(`  seed ${seed}\n  ${summary.join('\n  ')}\n`)
  expect(violations, `what the processes printed is in ${logs}`).toEqual([])
}, 1_500_000)
