import { parseCaseNumber } from '@icms/schemas/case-number'
import { isEProceeding } from '@icms/schemas/e-proceeding'
import { addWorkingDays } from '@icms/schemas/working-day'
import { expect, test } from 'vitest'
import type { EntryContent } from './entry-content.ts'
import { calendarOf, currentTermsAt, entryOf, instructionsAt, linkTypesOf, noticesOf } from './reference-view.ts'
import { seededReference, withRecorded } from './seeded-reference.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const plus = (content: EntryContent, effectiveFrom: string, recordedAt: number, reference = seededReference) =>
  withRecorded(reference, { entryId: `${effectiveFrom}/${recordedAt}`, effectiveFrom, content }, recordedAt)

test.each([
  ['2023-01-20', '2023-01-30', '2023-02-03'],
  ['2023-04-04', '2023-04-12', '2023-04-18'],
  ['2023-04-06', '2023-04-13', '2023-04-19'],
  ['2024-02-08', '2024-02-15', '2024-02-21'],
  ['2026-04-02', '2026-04-10', '2026-04-16'],
  ['2023-12-22', '2023-12-29', '2024-01-05'],
])('working days are counted over the seeded holidays: 3 and 7 from %s (A1)', (from, three, seven) => {
  expect(addWorkingDays(from, 3, calendarOf(seededReference))).toBe(three)
  expect(addWorkingDays(from, 7, calendarOf(seededReference))).toBe(seven)
})

test('a day whose closure was recorded is no working day', () => {
  const closure = {
    from: at('2023-10-09T00:00'),
    until: at('2023-10-10T00:00'),
    wholeDay: true,
    reason: 'EXTREME_CONDITIONS',
  }
  const after = plus({ 'icms.reference.Closure': closure } as EntryContent, '2023-10-09', at('2023-10-08T20:00'))
  expect(addWorkingDays('2023-10-06', 1, calendarOf(after))).toBe('2023-10-10')
  expect(addWorkingDays('2023-10-06', 1, calendarOf(seededReference))).toBe('2023-10-09')
})

test('of two entries for one day the one recorded later holds, in whatever order they were read', () => {
  const holiday = (observed: boolean): EntryContent => ({
    'icms.reference.GeneralHoliday': { date: '2027-05-13', nameEn: 'Birthday of the Buddha', nameZh: '佛誕', observed },
  })
  const withdrawn = plus(holiday(false), '2027-05-13', 1000_000_000_000_000)
  const restoredFirst = plus(holiday(false), '2027-05-13', 3e14, plus(holiday(true), '2027-05-13', 4e14))
  expect(calendarOf(withdrawn).holidays.has('2027-05-13')).toBe(false)
  expect(calendarOf(restoredFirst).holidays.has('2027-05-13')).toBe(true)
})

test.each([
  ['DCPI 1/2023', '2022-05-05', false],
  ['DCPI 1/2023', '2022-05-06', true],
  ['DCCJ 1/2023', '2022-07-28', false],
  ['ESS 4567/2023', '2022-12-30', true],
  ['ESCC 1/2023', '2026-01-01', false],
  ['CACV 1/2025', '2025-06-29', false],
  ['HCA 1/2025', '2025-12-19', true],
  ['SCTC 1/2025', '2026-01-01', false],
])('%s on %s: an e-proceeding is %s (R2)', (raw, day, expected) => {
  const number = parseCaseNumber(raw, 2030)
  expect(number.ok && isEProceeding(number.value, day, noticesOf(seededReference))).toBe(expected)
})

test('new terms hold from the start of their day in Hong Kong (R29)', () => {
  const terms = { version: '2023-07', url: 'https://a.example/terms' }
  const after = plus({ 'icms.reference.TermsVersion': terms }, '2023-07-01', at('2023-06-01T09:00'))
  expect(currentTermsAt(after, at('2023-06-30T23:59:59.999'))?.version).toBe('2023-01')
  expect(currentTermsAt(after, at('2023-07-01T00:00'))).toEqual({ ...terms, effectiveFrom: '2023-07-01' })
  expect(currentTermsAt(after, at('2022-12-31T23:59'))).toBeUndefined()
})

test('the instructions of January 2023 are in force from then on (R3-5)', () => {
  expect(instructionsAt(seededReference, at('2022-12-31T23:59'))).toBeUndefined()
  expect(instructionsAt(seededReference, at('2023-01-01T00:00'))?.version).toBe('2023-01')
})

test('a type of document stops linking from a day on (A17)', () => {
  const stopped = { 'icms.reference.LinkType': { documentType: 'PETITION', links: false } }
  const after = plus(stopped, '2024-01-01', at('2023-12-01T09:00'))
  expect(linkTypesOf(after, '2023-12-31')).toContain('PETITION')
  expect(linkTypesOf(after, '2024-01-01')).not.toContain('PETITION')
  expect(linkTypesOf(after, '2024-01-01')).toContain('WRIT')
})

test('a refused entry adds nothing to the table', () => {
  const refused = { entryId: 'x', at: at('2023-01-01T00:00'), reason: 'ID_IN_USE' }
  expect(entryOf('icms.reference.ReferenceEntryRefused', refused)).toBeUndefined()
})

test('what is worked out from a table is worked out once', () => {
  expect(calendarOf(seededReference)).toBe(calendarOf(seededReference))
})
