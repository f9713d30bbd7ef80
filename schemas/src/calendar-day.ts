import { identifierText } from './normalised-text.ts'
import { accepted, type Result, refused } from './refusal.ts'

/** A day in Hong Kong, `YYYY-MM-DD`. */
export type CalendarDay = string

// Hong Kong has been at UTC+8 without summer time since 1979.
const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000

const form = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

/** A day that exists, from 1900 to 2199, written year, month, day with hyphens; full-width digits are accepted. */
export const parseCalendarDay = (raw: string): Result<CalendarDay> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  const parts = form.exec(text.value)
  if (!parts) return refused('DATE_FORM')
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const written = dayFrom(year, month, day)
  const exists = written.endsWith(`-${pad(month)}-${pad(day)}`)
  return exists && year >= 1900 && year <= 2199 ? accepted(written) : refused('DATE_FORM')
}

/** The day in Hong Kong of an instant (UTC milliseconds). */
export const dayOf = (atMs: number): CalendarDay => new Date(atMs + offsetMs).toISOString().slice(0, 10)

/** First instant of a day, UTC milliseconds. */
export const startOfDay = (day: CalendarDay): number => Date.parse(`${day}T00:00:00Z`) - offsetMs

/** Last instant of a day, 23:59:59.999 in Hong Kong, UTC milliseconds. */
export const endOfDay = (day: CalendarDay): number => startOfDay(day) + dayMs - 1

/** Milliseconds since the start of its day in Hong Kong. */
export const timeOfDayMs = (atMs: number): number => atMs - startOfDay(dayOf(atMs))

/** The day so many calendar days later, or earlier when negative; the day itself is not counted (A2). */
export const addDays = (day: CalendarDay, days: number): CalendarDay => dayOf(startOfDay(day) + days * dayMs)

/** The day so many calendar months later; the last day of the month where the month is shorter. */
export const addMonths = (day: CalendarDay, months: number): CalendarDay => {
  const [year, month, date] = partsOf(day)
  const first = dayFrom(year, month + months, 1)
  const [toYear, toMonth] = partsOf(first)
  const lastDate = partsOf(dayFrom(toYear, toMonth + 1, 0))[2]
  return dayFrom(toYear, toMonth, Math.min(date, lastDate))
}

/** Day of the week, 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: CalendarDay): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** Age in whole years on a day; somebody born on 29 February is older on 1 March in other years. */
export const ageOn = (day: CalendarDay, birth: CalendarDay): number => {
  const [year, month, date] = partsOf(day)
  const [birthYear, birthMonth, birthDate] = partsOf(birth)
  const hadBirthday = month > birthMonth || (month === birthMonth && date >= birthDate)
  return year - birthYear - (hadBirthday ? 0 : 1)
}

const partsOf = (day: CalendarDay): [number, number, number] => day.split('-').map(Number) as [number, number, number]

const dayFrom = (year: number, month: number, date: number): CalendarDay =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)

const pad = (part: number): string => String(part).padStart(2, '0')
