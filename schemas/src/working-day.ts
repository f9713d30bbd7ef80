import { addDays, type CalendarDay, dayOf, endOfDay, startOfDay, timeOfDayMs, weekdayOf } from './calendar-day.ts'

/** When the court office is open, for as long as is known. */
export type Calendar = {
  /** General holidays; Sundays need not be listed. */
  readonly holidays: ReadonlySet<CalendarDay>
  readonly closures: readonly Closure[]
  /** Opening time of the office in milliseconds of the day; none means 08:45. */
  readonly opensMs?: number
  /** Closing time of the office in milliseconds of the day; none means 17:30 (A32). */
  readonly closesMs?: number
}

/** A closure from an instant until before another, UTC milliseconds; the days that a whole-day one touches do not count. */
export type Closure = { readonly from: number; readonly until: number; readonly wholeDay: boolean }

const opensMsDefault = (8 * 60 + 45) * 60_000
const closesMsDefault = (17 * 60 + 30) * 60_000

/** Days that are looked at before a calendar is held to be broken: no office is shut for two years on end. */
const shutDaysMax = 730

/** Monday to Friday, no general holiday, no closure of the whole day (A1). */
export const isWorkingDay = (day: CalendarDay, calendar: Calendar): boolean => {
  const weekday = weekdayOf(day)
  if (weekday === 0 || weekday === 6 || calendar.holidays.has(day)) return false
  const start = startOfDay(day)
  const end = endOfDay(day)
  return !calendar.closures.some(({ wholeDay, from, until }) => wholeDay && from <= end && until > start)
}

/** The day itself when it is a working day, or the first one after it. Throws when there is none within two years. */
export const workingDayFrom = (day: CalendarDay, calendar: Calendar): CalendarDay => {
  let candidate = day
  for (let shut = 0; shut < shutDaysMax; shut += 1) {
    if (isWorkingDay(candidate, calendar)) return candidate
    candidate = addDays(candidate, 1)
  }
  throw new Error(`no working day within ${shutDaysMax} days of ${day}: the calendar's closures are wrong`)
}

/** The n-th working day after a day, which is not counted itself (Cap. 1 s.71(1)(a)). `count` is 0 or more. */
export const addWorkingDays = (day: CalendarDay, count: number, calendar: Calendar): CalendarDay => {
  let reached = day
  for (let left = count; left > 0; left -= 1) reached = workingDayFrom(addDays(reached, 1), calendar)
  return reached
}

/**
 * The day that something which happened at an instant counts from: its day, or that of the next opening when it
 * happened after closing time, on a day that is no working day or in a closure (A32).
 */
export const countingDayOf = (atMs: number, calendar: Calendar): CalendarDay => {
  let at = atMs
  for (let shut = 0; shut < shutDaysMax; shut += 1) {
    at = reopeningAt(at, calendar.closures)
    const day = dayOf(at)
    if (isWorkingDay(day, calendar) && at <= startOfDay(day) + (calendar.closesMs ?? closesMsDefault)) return day
    at = startOfDay(workingDayFrom(addDays(day, 1), calendar)) + (calendar.opensMs ?? opensMsDefault)
  }
  throw new Error(`no opening within ${shutDaysMax} working days of ${dayOf(atMs)}: the calendar's closures are wrong`)
}

/**
 * Last instant of a number of working days counted from an instant, UTC milliseconds: the end of the n-th working day.
 * Work it out anew whenever the calendar changes.
 */
export const workingDaysEnd = (atMs: number, count: number, calendar: Calendar): number =>
  endOfDay(addWorkingDays(countingDayOf(atMs, calendar), count, calendar))

/** True when the office is open at an instant: from opening to closing time of a working day, outside closures. */
export const isOfficeOpen = (atMs: number, calendar: Calendar): boolean => {
  const time = timeOfDayMs(atMs)
  return (
    isWorkingDay(dayOf(atMs), calendar) &&
    time >= (calendar.opensMs ?? opensMsDefault) &&
    time <= (calendar.closesMs ?? closesMsDefault) &&
    reopeningAt(atMs, calendar.closures) === atMs
  )
}

/** When the closures that lie over an instant are over; the instant itself when none does. */
const reopeningAt = (atMs: number, closures: readonly Closure[]): number => {
  let at = atMs
  for (const { from, until } of [...closures].sort((a, b) => a.from - b.from)) if (from <= at && until > at) at = until
  return at
}

/** How long the office was open from an instant until another, in milliseconds; closures are left out. None when it lies before. */
export const officeMsBetween = (fromMs: number, untilMs: number, calendar: Calendar): number => {
  let open = 0
  for (let day = dayOf(fromMs); startOfDay(day) < untilMs; day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue
    const from = Math.max(fromMs, startOfDay(day) + (calendar.opensMs ?? opensMsDefault))
    const until = Math.min(untilMs, startOfDay(day) + (calendar.closesMs ?? closesMsDefault))
    if (until > from) open += until - from - shutMsBetween(from, until, calendar.closures)
  }
  return open
}

/** How much of a time is covered by closures, however they overlap. */
const shutMsBetween = (from: number, until: number, closures: readonly Closure[]): number => {
  let shut = 0
  let counted = from
  for (const closure of [...closures].sort((a, b) => a.from - b.from)) {
    const start = Math.max(counted, closure.from)
    const end = Math.min(until, closure.until)
    if (end <= start) continue
    shut += end - start
    counted = end
  }
  return shut
}
