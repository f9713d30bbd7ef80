import { expect, test } from 'vitest'
import { caseIdOf, parseCaseNumber } from './case-number.ts'

test.each([
  ['dcpi 0123/2023', 'DCPI 123/2023', 'DC', null],
  ['ＤＣＰＩ　１２３４／２０２３', 'DCPI 1234/2023', 'DC', null],
  ['DCPI1234/2023', 'DCPI 1234/2023', 'DC', null],
  ['KTCC 12/2017', 'KTCC 12/2017', 'MC', 'KT'],
  ['ESS 4567/2023', 'ESS 4567/2023', 'MC', 'ES'],
  ['HCA 1/2025', 'HCA 1/2025', 'CFI', null],
  ['CACV 999999 / 2026', 'CACV 999999/2026', 'CA', null],
  ['LDBM 5/2020', 'LDBM 5/2020', 'LT', null],
  ['SCTC 1/1999', 'SCTC 1/1999', 'SCT', null],
])('%s is %s of %s', (raw, canonical, court, venue) => {
  expect(parseCaseNumber(raw, 2026)).toMatchObject({ ok: true, value: { canonical, court, venue } })
})

test.each([
  ['DCXX 1/2023', 'CASE_PREFIX_UNKNOWN'],
  ['DCPI 0/2023', 'CASE_NUMBER_FORM'],
  ['DCPI 1234567/2023', 'CASE_NUMBER_FORM'],
  ['DCPI 1/1823', 'CASE_NUMBER_FORM'],
  ['DCPI 1/2027', 'CASE_YEAR_IN_FUTURE'],
  ['DCPI 1-2023', 'CASE_NUMBER_FORM'],
  ['1/2023', 'CASE_NUMBER_FORM'],
  [`DCPI ${' '.repeat(100)}1/2023`, 'TOO_LONG'],
])('%s is refused as %s', (raw, code) => {
  expect(parseCaseNumber(raw, 2026)).toEqual({ ok: false, code })
})

test('prefixes are configuration', () => {
  expect(parseCaseNumber('ZZ 1/2023', 2026, [{ court: 'ZC', prefixes: 'ZZ' }])).toMatchObject({ ok: true })
  expect(parseCaseNumber('DCPI 1/2023', 2026, [{ court: 'ZC', prefixes: 'ZZ' }])).toMatchObject({ ok: false })
})

test('a case id is the same for every spelling and does not show the number', () => {
  const idOf = (raw: string) => {
    const parsed = parseCaseNumber(raw, 2026)
    return parsed.ok ? caseIdOf(parsed.value.canonical) : undefined
  }
  expect(idOf('dcpi 0123/2023')).toBe(idOf('DCPI 123/2023'))
  expect(idOf('DCPI 123/2023')).not.toBe(idOf('DCPI 124/2023'))
  expect(idOf('DCPI 123/2023')).toMatch(/^case-[0-9a-f]{32}$/)
})
