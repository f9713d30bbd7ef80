import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, endOfDay, startOfDay } from './calendar-day.ts'
import {
  addWorkingDays,
  type Calendar,
  countingDayOf,
  isOfficeOpen,
  isWorkingDay,
  officeMsBetween,
  workingDaysEnd,
} from './working-day.ts'

const holidays = new Set(
  `2023-01-02 2023-01-23 2023-01-24 2023-01-25 2023-04-05 2023-04-07 2023-04-08 2023-04-10 2023-05-01 2023-05-26 2023-06-22
   2023-07-01 2023-09-30 2023-10-02 2023-10-23 2023-12-25 2023-12-26 2024-01-01 2024-02-10 2024-02-12 2024-02-13 2024-03-29
   2024-03-30 2024-04-01 2024-04-04 2026-01-01 2026-02-17 2026-02-18 2026-02-19 2026-04-03 2026-04-04 2026-04-06
   2026-04-07 2026-05-01`.split(/\s+/),
)
const calendar: Calendar = { holidays, closures: [] }
const at = (hongKongTime: string): number => Date.parse(`${hongKongTime}+08:00`)

test.each([
  ['2023-01-20', '2023-01-30', '2023-02-03'],
  ['2023-04-04', '2023-04-12', '2023-04-18'],
  ['2023-04-06', '2023-04-13', '2023-04-19'],
  ['2024-02-08', '2024-02-15', '2024-02-21'],
  ['2026-04-02', '2026-04-10', '2026-04-16'],
  ['2023-12-22', '2023-12-29', '2024-01-05'],
])('from %s the 3rd working day is %s and the 7th %s (R34a, R37)', (from, third, seventh) => {
  expect(addWorkingDays(from, 3, calendar)).toBe(third)
  expect(addWorkingDays(from, 7, calendar)).toBe(seventh)
})

test('Saturday and Sunday are no working days, and a holiday on a Saturday moves nothing', () => {
  expect(isWorkingDay('2023-07-01', calendar)).toBe(false)
  expect(isWorkingDay('2023-07-02', calendar)).toBe(false)
  expect(isWorkingDay('2023-07-03', calendar)).toBe(true)
})

test('a closure of the whole day takes the days that it touches, one of a part of the day does not (A1)', () => {
  const typhoon = (wholeDay: boolean): Calendar => ({
    holidays,
    closures: [{ from: at('2023-07-17T10:00'), until: at('2023-07-18T00:00'), wholeDay }],
  })
  expect(isWorkingDay('2023-07-17', typhoon(true))).toBe(false)
  expect(isWorkingDay('2023-07-18', typhoon(true))).toBe(true)
  expect(isWorkingDay('2023-07-17', typhoon(false))).toBe(true)
})

test.each([
  ['before closing time', '2023-01-19T17:30', '2023-01-19'],
  ['after closing time', '2023-01-19T17:30:00.001', '2023-01-20'],
  ['before opening', '2023-01-19T06:00', '2023-01-19'],
  ['after closing time before a long weekend', '2023-01-20T18:00', '2023-01-26'],
  ['on a Saturday', '2023-01-21T10:00', '2023-01-26'],
  ['on a holiday', '2023-01-24T10:00', '2023-01-26'],
])('what happens %s counts from the next opening (A32)', (_, instant, day) => {
  expect(countingDayOf(at(instant), calendar)).toBe(day)
})

test.each([
  ['that ends the same day', '2023-07-17T12:00', '2023-07-17T14:00', '2023-07-17'],
  ['that lasts past closing time', '2023-07-17T12:00', '2023-07-17T22:00', '2023-07-18'],
  ['that lasts into the day after next', '2023-07-17T12:00', '2023-07-19T10:00', '2023-07-19'],
])('what happens in a closure %s counts from the next opening (A32)', (_, from, until, day) => {
  const closed: Calendar = { holidays, closures: [{ from: at(from), until: at(until), wholeDay: false }] }
  expect(countingDayOf(at('2023-07-17T13:00'), closed)).toBe(day)
})

test('closures that follow one another are one closure (A32)', () => {
  const closures = [
    { from: at('2023-07-17T14:00'), until: at('2023-07-17T18:00'), wholeDay: false },
    { from: at('2023-07-17T12:00'), until: at('2023-07-17T14:00'), wholeDay: false },
  ]
  expect(countingDayOf(at('2023-07-17T13:00'), { holidays, closures })).toBe('2023-07-18')
})

test('a number of working days ends with the last instant of the last of them', () => {
  expect(workingDaysEnd(at('2023-01-20T10:00'), 3, calendar)).toBe(endOfDay('2023-01-30'))
})

test('the office is open on working days from 08:45 to 17:30 (R32b)', () => {
  expect(isOfficeOpen(at('2023-01-20T08:45'), calendar)).toBe(true)
  expect(isOfficeOpen(at('2023-01-20T08:44'), calendar)).toBe(false)
  expect(isOfficeOpen(at('2023-01-20T17:31'), calendar)).toBe(false)
  expect(isOfficeOpen(at('2023-01-21T10:00'), calendar)).toBe(false)
  const closures = [{ from: at('2023-01-20T09:00'), until: at('2023-01-20T11:00'), wholeDay: false }]
  expect(isOfficeOpen(at('2023-01-20T10:00'), { holidays, closures })).toBe(false)
  expect(isOfficeOpen(at('2023-01-20T11:00'), { holidays, closures })).toBe(true)
})

test('a calendar without working days is a broken invariant, not an endless loop', () => {
  const closures = [{ from: 0, until: startOfDay('2200-01-01'), wholeDay: true }]
  expect(() => addWorkingDays('2023-01-20', 1, { holidays, closures })).toThrow('no working day within')
})

test('more working days end later, and always on a working day', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map(days => addDays('2023-01-01', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 30 }), (from, count) => {
      const end = addWorkingDays(from, count, calendar)
      expect(isWorkingDay(end, calendar)).toBe(true)
      expect(end > addWorkingDays(from, count - 1, calendar)).toBe(true)
    }),
  )
})

test('office hours between two instants leave out nights, weekends, holidays and closures', () => {
  const hours = (from: string, until: string, closures: Calendar['closures'] = []) =>
    officeMsBetween(at(from), at(until), { holidays, closures }) / 3_600_000
  expect(hours('2023-02-01T09:00', '2023-02-01T11:30')).toBe(2.5)
  expect(hours('2023-02-01T03:00', '2023-02-01T23:00')).toBe(8.75)
  expect(hours('2023-02-03T17:00', '2023-02-06T09:15')).toBe(1)
  expect(hours('2023-01-20T17:30', '2023-01-26T08:45')).toBe(0)
  expect(hours('2023-02-01T09:00', '2023-01-01T09:00')).toBe(0)
  const shut = { from: at('2023-02-01T10:00'), until: at('2023-02-01T12:00'), wholeDay: false }
  const longer = { ...shut, from: at('2023-02-01T11:00'), until: at('2023-02-01T13:00') }
  expect(hours('2023-02-01T09:00', '2023-02-01T14:00', [longer, shut])).toBe(2)
  expect(hours('2023-02-01T09:00', '2023-02-02T09:00', [{ ...shut, wholeDay: true }])).toBe(0.25)
})
