import { expect, test } from 'vitest'
import { calendarWith, endOfDayAfter, endOfDayMonthsAfter } from './calendar.ts'

const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`)
const endOf = (day: string) => Date.parse(`${day}T23:59:59.999+08:00`)

test.each([
  ['2023-01-20', '2023-01-30', '2023-02-03', '2023-02-19'],
  ['2023-04-04', '2023-04-12', '2023-04-18', '2023-05-04'],
  ['2024-02-08', '2024-02-15', '2024-02-21', '2024-03-09'],
  ['2023-12-22', '2023-12-29', '2024-01-05', '2024-01-21'],
])('from %s the second calendar counts as the domain says (A1, A2)', (from, three, seven, thirty) => {
  const calendar = calendarWith([])
  expect(calendar.endOfWorkingDays(noon(from), 3)).toBe(endOf(three))
  expect(calendar.endOfWorkingDays(noon(from), 7)).toBe(endOf(seven))
  expect(endOfDayAfter(noon(from), 30)).toBe(endOf(thirty))
})

test('three months after the last day of a longer month are the last day of a shorter one (R16a)', () => {
  expect(endOfDayMonthsAfter(noon('2022-11-30'), 3)).toBe(endOf('2023-02-28'))
  expect(endOfDayMonthsAfter(noon('2023-10-15'), 3)).toBe(endOf('2024-01-15'))
})

test('a closure counts, and what comes after closing time counts from the next opening (A32)', () => {
  const closed = { seenAt: 0, recordedAt: 1, closedFrom: noon('2023-06-13'), closedUntil: noon('2023-06-13') + 1 }
  expect(calendarWith([closed]).endOfWorkingDays(noon('2023-06-12'), 3)).toBe(endOf('2023-06-16'))
  expect(calendarWith([]).endOfWorkingDays(noon('2023-06-12') + 6 * 3_600_000, 3)).toBe(endOf('2023-06-16'))
})
