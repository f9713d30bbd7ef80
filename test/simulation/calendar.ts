import { readFileSync } from 'node:fs'
import { dayMs, hourMs } from './draw.ts'

/**
 * Days, months and working days of Hong Kong, worked out a second time: from the seed's list of holidays and what was
 * recorded since, without anything of the product.
 */
const seedFile = new URL('../../connectors/reference-data/seed/general-holidays.json', import.meta.url)
const seeded = (JSON.parse(readFileSync(seedFile, 'utf8')) as { date: string }[]).map(holiday => holiday.date)

/** The first holiday of the seed on that day or after it. */
export const holidayFrom = (day: string): string | undefined => seeded.toSorted().find(date => date >= day)

const zoneMs = 8 * hourMs
/** Number of the day since 1970, in Hong Kong. */
const dayNumber = (at: number) => Math.floor((at + zoneMs) / dayMs)
const startOf = (day: number) => day * dayMs - zoneMs
const numberOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs
const seededDays = seeded.map(numberOf)

/** The last millisecond of the n-th day after the day of an instant. */
export const endOfDayAfter = (at: number, days: number): number => startOf(dayNumber(at) + days + 1) - 1

/** The last millisecond of the same day so many months later, or of the last day of a shorter month. */
export function endOfDayMonthsAfter(at: number, months: number): number {
  const day = new Date(dayNumber(at) * dayMs)
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1)
  const daysInMonth = Math.round((Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 1) - first) / dayMs)
  return startOf(first / dayMs + Math.min(day.getUTCDate(), daysInMonth)) - 1
}

/** What was recorded in addition to the seed: the latest word on a day counts. */
export type CalendarEntry = {
  /** When it could be read by everybody, by the simulation's time. */
  readonly seenAt: number
  readonly recordedAt: number
} & (
  | { readonly closedFrom: number; readonly closedUntil: number }
  | { readonly date: string; readonly observed: boolean }
)

const closingMs = 17.5 * hourMs

/** A calendar out of the seed and some entries: when a number of working days after an instant is over (A1, A32). */
export function calendarWith(entries: readonly CalendarEntry[]) {
  const holidays = new Set(seededDays)
  const closures: { from: number; until: number }[] = []
  for (const entry of entries.toSorted((a, b) => a.recordedAt - b.recordedAt))
    if ('closedFrom' in entry) closures.push({ from: entry.closedFrom, until: entry.closedUntil })
    else if (entry.observed) holidays.add(numberOf(entry.date))
    else holidays.delete(numberOf(entry.date))

  function isWorkingDay(day: number): boolean {
    const weekday = (((day + 4) % 7) + 7) % 7
    if (weekday === 0 || weekday === 6 || holidays.has(day)) return false
    return !closures.some(({ from, until }) => from < startOf(day + 1) && until > startOf(day))
  }

  /** The day that counts as that of the event: the next one at which the office opens, when it was closed. */
  function dayOfEvent(at: number): number {
    let day = dayNumber(at)
    if (isWorkingDay(day) && at - startOf(day) <= closingMs) return day
    do day++
    while (!isWorkingDay(day))
    return day
  }

  return {
    endOfWorkingDays(at: number, days: number): number {
      let day = dayOfEvent(at)
      for (let left = days; left > 0; left--)
        do day++
        while (!isWorkingDay(day))
      return startOf(day + 1) - 1
    },
    /** Noon of the first working day after a date. */
    noonAfter(date: string): number {
      let day = numberOf(date) + 1
      while (!isWorkingDay(day)) day++
      return startOf(day) + 12 * hourMs
    },
    /** Working days of a clock that are left after the day of an instant. */
    workingDaysLeft(countedFrom: number, days: number, at: number): number {
      let day = dayOfEvent(countedFrom)
      let left = days
      while (left > 0) {
        do day++
        while (!isWorkingDay(day))
        if (day > dayNumber(at)) break
        left--
      }
      return left
    },
  }
}

/** Everything that a calendar may have said at a moment: what was recorded just before need not have been read by all. */
export function calendarsAround(entries: readonly CalendarEntry[], surelySeenUntil: number) {
  const sure = entries.filter(entry => entry.seenAt < surelySeenUntil)
  const fresh = entries.filter(entry => entry.seenAt >= surelySeenUntil).slice(0, 4)
  return Array.from({ length: 2 ** fresh.length }, (_, bits) =>
    calendarWith([...sure, ...fresh.filter((_, place) => (bits >> place) & 1)]),
  )
}
