import { dayOf, timeOfDayMs } from '@icms/schemas/calendar-day'

/**
 * An instant (UTC ms) to the millisecond in Hong Kong time, alike in both languages: `2026-11-23 17:30:12.345`. What
 * is no time, as others may write it, is `–`.
 */
export function exactTime(atMs: number): string {
  if (!(Math.abs(atMs) < timeMsMax)) return '–'
  return `${dayOf(atMs)} ${new Date(timeOfDayMs(atMs)).toISOString().slice('1970-01-01T'.length, -1)}`
}

/** Of a record, whose time is written in ISO 8601. */
export const timeOf = ({ at }: { readonly at: string }): string => exactTime(Date.parse(at))

/** A day before the end of time as ECMAScript has it. */
const timeMsMax = 8.64e15 - 86_400_000
