import { expect, test } from 'vitest'
import { runEmbeddedChaos } from './embedded-chaos.ts'

test('npm start killed with -9 under load, and its folder copied meanwhile: nothing acknowledged is lost in either, and every trail verifies (I1–I8, L1)', async () => {
  const { violations, summary, logs } = await runEmbeddedChaos({ kills: 2, seed: '1', say: () => {} })
  process.stdout.write(`  ${summary.join('\n  ')}\n`)
  expect(violations, `what the process printed is in ${logs}`).toEqual([])
}, 900_000)
