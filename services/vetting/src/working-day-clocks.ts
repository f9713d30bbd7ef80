import type { Timer } from '@icms/backbone/aggregate'
import type { Reference } from '@icms/backbone/reference'
import { calendarOf } from '@icms/reference-data/reference-view'
import type { ApplicationState, WorkingDayClock } from '@icms/schemas/generated/vetting-state-v1'
import { workingDaysEnd } from '@icms/schemas/working-day'
import type { ApplicationOutput } from './application-messages.ts'

/** Working days in which vetting should end (R34a), and after which an applicant without a response may enquire (R37). */
const vettingDays = 3
const enquiryDays = 7

/** The vetting clock, counted from an instant (UTC ms) at which everything essential was there (R34a, A3). */
export const startVettingClock = (completeAt: number): WorkingDayClock => started(completeAt, vettingDays)

/** The enquiry clock, counted from the submission (A5). */
export const startEnquiryClock = (submittedAt: number): WorkingDayClock => started(submittedAt, enquiryDays)

const started = (countedFrom: number, workingDays: number): WorkingDayClock => ({
  countedFrom,
  workingDays,
  ranOutAt: null,
})

/** The instant (UTC ms) at which a clock runs out by the calendar as it is known now: the end of its last working day. */
export const clockEnd = ({ countedFrom, workingDays }: WorkingDayClock, reference: Reference): number =>
  workingDaysEnd(countedFrom, workingDays, calendarOf(reference))

/**
 * Timers of the clocks that run. Every way out of vetting is told to the applicant, so it stops both clocks; the
 * acknowledgement of receipt is no response (A5).
 */
export const clockTimers = (state: ApplicationState, reference: Reference): readonly Timer[] => {
  const { status, vettingClock, enquiryClock } = state
  const timers: Timer[] = []
  if (status === 'VETTING' && vettingClock?.ranOutAt === null) {
    timers.push({ name: 'vetting-target', at: clockEnd(vettingClock, reference) })
  }
  if ((status === 'RECEIVED' || status === 'VETTING') && enquiryClock.ranOutAt === null) {
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
