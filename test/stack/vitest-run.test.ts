import { expect, test } from 'vitest'
import { closingLine } from './tally.ts'
import { count, type VitestReport } from './vitest-run.ts'

const report: VitestReport = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }],
}

test('a run counts its tests, and closes with them alone on a line', () => {
  expect(closingLine(count(report, false))).toBe('5 passed, 1 failed, 3 skipped')
})

test('a test file that cannot be loaded is a failure', () => {
  const unloaded = { status: 'failed', assertionResults: [] }
  expect(count({ ...report, testResults: [...report.testResults, unloaded] }, false).failed).toBe(2)
})

test('a run that ends badly without a failed test is a failure', () => {
  const clean = { ...report, numFailedTests: 0, testResults: [] }
  expect([count(clean, true).failed, count(clean, false).failed]).toEqual([0, 1])
})
