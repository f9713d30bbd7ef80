import type { CalendarDay } from './calendar-day.ts'
import type { CaseNumber } from './case-number.ts'
import type { ImplementationNotice } from './generated/common.ts'

/** An implementation notice, in force from the start of a day in Hong Kong. */
export type NoticeInForce = Omit<ImplementationNotice, 'gazette'> & { readonly effectiveFrom: CalendarDay }

/** What says whether a proceeding is an e-proceeding; the venue is null where the case number does not show it. */
export type Proceeding = Pick<CaseNumber, 'court' | 'prefix' | 'venue'>

/**
 * True when a notice in force on the day covers the proceeding: its court, its type or all types, and its venue or all
 * venues (R2; Cap. 638 s.11(2), s.32). A notice for one venue does not cover a proceeding whose venue is not known.
 */
export const isEProceeding = (proceeding: Proceeding, day: CalendarDay, notices: readonly NoticeInForce[]): boolean =>
  notices.some(
    ({ court, caseType, venue, effectiveFrom }) =>
      court === proceeding.court &&
      (caseType === '*' || caseType === proceeding.prefix) &&
      (venue === '*' || venue === proceeding.venue) &&
      effectiveFrom <= day,
  )
