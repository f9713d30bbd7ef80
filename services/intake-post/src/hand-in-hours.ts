import type { Reference } from '@icms/backbone/reference'
import { calendarOf } from '@icms/reference-data/reference-view'
import type { RefusalCode } from '@icms/schemas/refusal'
import { isOfficeOpen } from '@icms/schemas/working-day'

/** What a clerk's clock and ours may differ by. */
const aheadMsMax = 5 * 60_000
/** What was stamped longer ago than this was not entered by a slip of the finger. */
const agoMsMax = 31 * 24 * 3_600_000

/** Why nothing can have been handed in at that time: only in office hours (R32b), not ahead of now, not long ago. */
export function whyNotHandedInAt(handedInAt: number, now: number, reference: Reference): RefusalCode | undefined {
  if (handedInAt > now + aheadMsMax || handedInAt < now - agoMsMax) return 'DATE_AFTER_RECEIPT'
  return isOfficeOpen(handedInAt, calendarOf(reference)) ? undefined : 'OUTSIDE_OFFICE_HOURS'
}
