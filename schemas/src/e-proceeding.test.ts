import { expect, test } from 'vitest'
import { type CaseNumber, parseCaseNumber } from './case-number.ts'
import { isEProceeding, type NoticeInForce } from './e-proceeding.ts'

const notices: readonly NoticeInForce[] = [
  { court: 'DC', caseType: 'DCPI', venue: '*', effectiveFrom: '2022-05-06' },
  { court: 'DC', caseType: 'DCCJ', venue: '*', effectiveFrom: '2022-07-29' },
  { court: 'MC', caseType: 'KTS', venue: 'KT', effectiveFrom: '2022-12-30' },
  { court: 'SCT', caseType: '*', venue: '*', effectiveFrom: '2024-10-31' },
  { court: 'CA', caseType: 'CACV', venue: 'ADMIRALTY', effectiveFrom: '2025-06-30' },
]

const proceeding = (raw: string): CaseNumber => {
  const parsed = parseCaseNumber(raw, 2026)
  if (!parsed.ok) throw new Error(`${raw}: ${parsed.code}`)
  return parsed.value
}

test.each([
  ['DCPI 1/2022', '2022-05-06', true],
  ['DCPI 1/2022', '2022-05-05', false],
  ['DCCJ 1/2022', '2022-05-06', false],
  ['DCEC 1/2022', '2026-01-01', false],
  ['SCTC 1/2024', '2024-10-31', true],
  ['KTS 1/2023', '2023-01-03', true],
  ['ESS 1/2023', '2023-01-03', false],
  ['KTCC 1/2023', '2023-01-03', false],
])('%s on %s is an e-proceeding: %s (R2)', (raw, day, expected) => {
  expect(isEProceeding(proceeding(raw), day, notices)).toBe(expected)
})

test('a notice for one venue does not cover a proceeding whose venue is not known (R2)', () => {
  expect(isEProceeding(proceeding('CACV 1/2025'), '2025-07-01', notices)).toBe(false)
  expect(isEProceeding({ ...proceeding('CACV 1/2025'), venue: 'ADMIRALTY' }, '2025-07-01', notices)).toBe(true)
})

test('without notices nothing is an e-proceeding (R2)', () => {
  expect(isEProceeding(proceeding('DCPI 1/2022'), '2026-01-01', [])).toBe(false)
})
