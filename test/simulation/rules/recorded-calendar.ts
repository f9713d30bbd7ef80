import type { CalendarEntry } from '../calendar.ts'
import type { Observed } from '../observation.ts'

/** What somebody recorded of closures and holidays while the run went on, in the order in which it was seen. */
export function recordedCalendar() {
  const entries: CalendarEntry[] = []
  return {
    entries,
    see({ type, id, data, now: seenAt }: Observed) {
      if (type !== 'ReferenceEntryRecorded' || id.startsWith('seed-')) return
      const { content, recordedAt } = data
      const { 'icms.reference.Closure': closure, 'icms.reference.GeneralHoliday': holiday } = content
      if (closure?.wholeDay) entries.push({ seenAt, recordedAt, closedFrom: closure.from, closedUntil: closure.until })
      if (holiday) entries.push({ seenAt, recordedAt, date: holiday.date, observed: holiday.observed })
    },
  }
}
