import type { Timer } from '@icms/backbone/aggregate'
import type { Reference } from '@icms/backbone/reference'
import { calendarOf } from '@icms/reference-data/reference-view'
import { dayOf } from '@icms/schemas/calendar-day'
import type { ApplicationState, WorkingDayClock } from '@icms/schemas/generated/vetting-state-v1'
import type { Policy } from '@icms/schemas/policy'
import { addWorkingDays, countingDayOf, workingDaysEnd } from '@icms/schemas/working-day'
import type { ApplicationOutput } from './application-messages.ts'

/** The vetting clock, counted from an instant (UTC ms) at which everything essential was there (R34a, A3). */
export const startVettingClock = (completeAt: number, { vettingDays }: Policy): WorkingDayClock =>
  started(completeAt, vettingDays)

/** The vetting clock after a hold, with the working days that it had left (UTC ms of the release). */
export const resumeVettingClock = (releasedAt: number, workingDays: number): WorkingDayClock =>
  started(releasedAt, workingDays)

/**
 * Working days that the vetting clock still has after the day of an instant: what a hold keeps, because the calendar may
 * change until the release. The day of the hold counts as used up, and the day of the release is not counted (A32), so
 * that a hold within one day changes nothing. None when the clock has run out.
 */
export const workingDaysLeft = (
  clock: WorkingDayClock | null,
  at: number,
  reference: Reference,
  { vettingDays }: Policy,
): number | null => {
  if (clock?.ranOutAt != null) return null
  if (!clock) return vettingDays
  const calendar = calendarOf(reference)
  const first = countingDayOf(clock.countedFrom, calendar)
  const today = dayOf(at)
  let used = 0
  while (used < clock.workingDays && addWorkingDays(first, used + 1, calendar) <= today) used += 1
  return clock.workingDays - used
}

/** The enquiry clock, counted from the submission (A5). */
export const startEnquiryClock = (submittedAt: number, { enquiryDays }: Policy): WorkingDayClock =>
  started(submittedAt, enquiryDays)

const started = (countedFrom: number, workingDays: number): WorkingDayClock => ({
  countedFrom,
  workingDays,
  ranOutAt: null,
})

/** The instant (UTC ms) at which a clock runs out by the calendar as it is known now: the end of its last working day. */
export const clockEnd = ({ countedFrom, workingDays }: WorkingDayClock, reference: Reference): number =>
  workingDaysEnd(countedFrom, workingDays, calendarOf(reference))

/**
 * True while the applicant has had no response (R37, A5): the acknowledgement of receipt is none, a request for
 * supplementary information is one, and a hold is told to nobody.
 */
export const isUnanswered = ({ status, supplements }: Pick<ApplicationState, 'status' | 'supplements'>): boolean =>
  supplements.length === 0 && (status === 'RECEIVED' || status === 'VETTING' || status === 'ON_HOLD')

/** Timers of the clocks that run. Every way out of vetting stops its clock; every response stops that of the enquiry. */
export const clockTimers = (state: ApplicationState, reference: Reference): readonly Timer[] => {
  const { status, vettingClock, enquiryClock } = state
  const timers: Timer[] = []
  if (status === 'VETTING' && vettingClock?.ranOutAt === null) {
    timers.push({ name: 'vetting-target', at: clockEnd(vettingClock, reference) })
  }
  if (isUnanswered(state) && enquiryClock.ranOutAt === null) {
    timers.push({ name: 'enquiry', at: clockEnd(enquiryClock, reference) })
  }
  return timers
}

/** What the running out of a clock puts out; nothing when that clock does not run. */
export const clockRanOut = (
  name: string,
  state: ApplicationState,
  at: number,
  reference: Reference,
): readonly ApplicationOutput[] => {
  const timer = clockTimers(state, reference).find(running => running.name === name)
  if (!timer || timer.at > at) return []
  const clock = name === 'enquiry' ? state.enquiryClock : state.vettingClock!
  const { countedFrom, workingDays } = clock
  const data = {
    applicationId: state.applicationId,
    at,
    countedFrom,
    workingDays,
    referenceVersion: reference.version,
  }
  return [{ type: name === 'enquiry' ? 'EnquiryDue' : 'VettingTargetMissed', data }]
}
