import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  ageOn,
  dayOf,
  endOfDay,
  parseCalendarDay,
  startOfDay,
  timeOfDayMs,
  weekdayOf,
} from './calendar-day.ts'

test.each([
  ['2022-11-30', '2023-02-28'],
  ['2023-11-30', '2024-02-29'],
  ['2023-01-31', '2023-04-30'],
  ['2023-10-15', '2024-01-15'],
])('three calendar months after %s is %s (R16a)', (from, to) => {
  expect(addMonths(from, 3)).toBe(to)
})

test.each([
  ['2023-01-20', '2023-02-19'],
  ['2023-04-04', '2023-05-04'],
  ['2023-04-06', '2023-05-06'],
  ['2024-02-08', '2024-03-09'],
  ['2026-04-02', '2026-05-02'],
  ['2023-12-22', '2024-01-21'],
])('30 calendar days after %s is %s, weekends included (R35b)', (from, to) => {
  expect(addDays(from, 30)).toBe(to)
})

test('a day in Hong Kong begins 8 hours before the one in UTC', () => {
  expect(dayOf(Date.parse('2023-01-20T15:59:59.999Z'))).toBe('2023-01-20')
  expect(dayOf(Date.parse('2023-01-20T16:00:00Z'))).toBe('2023-01-21')
  expect(new Date(startOfDay('2023-01-21')).toISOString()).toBe('2023-01-20T16:00:00.000Z')
  expect(new Date(endOfDay('2023-02-19')).toISOString()).toBe('2023-02-19T15:59:59.999Z')
  expect(timeOfDayMs(Date.parse('2023-01-20T09:30:00Z'))).toBe((17 * 60 + 30) * 60_000)
})

test('2023-01-20 is a Friday', () => {
  expect(weekdayOf('2023-01-20')).toBe(5)
})

test.each([
  ['2024-02-29', '2024-02-29'],
  ['２０２４-２-２９', '2024-02-29'],
])('%s is the day %s', (raw, day) => {
  expect(parseCalendarDay(raw)).toEqual({ ok: true, value: day })
})

test.each([
  '2023-02-29',
  '2023-13-01',
  '2023-00-10',
  '2023-04-31',
  '1899-12-31',
  '2200-01-01',
  '20230101',
  '31/12/2023',
])('%s is no day', raw => {
  expect(parseCalendarDay(raw)).toEqual({ ok: false, code: 'DATE_FORM' })
})

test('age is counted in whole years', () => {
  expect(ageOn('2026-03-02', '2008-03-02')).toBe(18)
  expect(ageOn('2026-03-01', '2008-03-02')).toBe(17)
  expect(ageOn('2026-02-28', '2008-02-29')).toBe(17)
  expect(ageOn('2026-03-01', '2008-02-29')).toBe(18)
})
