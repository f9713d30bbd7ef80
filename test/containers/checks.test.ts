import { expect, test, vi } from 'vitest'
import { startChecks } from './checks.ts'

test('what stands on a check that failed is skipped and counted, and what is always done is done', async () => {
  const printed = vi.spyOn(console, 'log').mockReturnValue(undefined)
  const { check, tally } = startChecks()
  const run = vi.fn(async () => {})
  await check('first', run)
  await check('second', () => Promise.reject(new Error('it is broken')))
  await check('third', run)
  await check('last', run, 'always')
  printed.mockRestore()
  expect(run).toHaveBeenCalledTimes(2)
  expect(tally()).toEqual({ passed: 2, failed: 1, skipped: 1, failures: ['second'] })
})
