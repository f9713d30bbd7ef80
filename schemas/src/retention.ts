import { addDays, dayOf, endOfDay } from './calendar-day.ts'

/** Last instant (UTC ms) at which what ended is still kept, so many calendar days after the day of its end. */
export const keptUntil = (endedAt: number, retentionDays: number): number =>
  endOfDay(addDays(dayOf(endedAt), retentionDays))

/** Codes of reasons for an erasure, as they are chosen from. */
export const erasureReasons = ['NO_LONGER_NEEDED', 'ASKED_BY_THE_PERSON', 'ORDERED'] as const
