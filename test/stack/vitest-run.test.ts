import { expect, test } from 'vitest'
import { closingLines } from './tally.ts'
import { count, type VitestReport } from './vitest-run.ts'

const report: VitestReport = {
  numPassedTests: 5,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    {
      name: '/tree/services/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'failed', fullName: 'a person registers (R32a)' },
        { status: 'passed', fullName: 'a person does not' },
      ],
    },
  ],
}

test('a run counts its tests, and closes with what failed and with the counts alone on a line', () => {
  expect(closingLines(count(report, false, '/tree'))).toBe(
    'FAILED  services/a.test.ts: a person registers (R32a)\n5 passed, 1 failed, 3 skipped',
  )
})

test('a test file that cannot be loaded is a failure', () => {
  const unloaded = { name: '/tree/b.test.ts', status: 'failed', assertionResults: [] }
  const { failed, failures } = count({ ...report, testResults: [...report.testResults, unloaded] }, false, '/tree')
  expect([failed, failures.at(-1)]).toEqual([2, 'b.test.ts: could not be loaded'])
})

test('a run that ends badly without a failed test is a failure', () => {
  const clean = { ...report, testResults: [] }
  expect([count(clean, true, '/tree').failed, count(clean, false, '/tree').failed]).toEqual([0, 1])
})
