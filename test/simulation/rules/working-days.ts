import { calendarsAround, calendarWith } from '../calendar.ts'
import { hourMs } from '../draw.ts'
import type { Observed } from '../observation.ts'
import { recordedCalendar } from './recorded-calendar.ts'
import type { MakeRule } from './rule.ts'

type Clock = { readonly from: number; readonly days: number; since: number }
type Vetted = {
  submittedAt: number
  /** The clock of vetting while it runs. */
  running: Clock | undefined
  /** The clock that stands still, or ran out. */
  before: Clock | undefined
  hasRunOut: boolean
  isAnswered: boolean
  enquiry: boolean
}

/** Within it a process may not have read an entry of the calendar: longer than anything is away. */
const learningMs = 7 * 24 * hourMs

/**
 * The three days of vetting and the seven until an applicant may enquire (R34a, R37): they end at the end of the right
 * working day by the calendar as it was known, once, whenever anything still waited then, and not otherwise (I4).
 */
export const workingDays: MakeRule = (violate, plan) => {
  const vetted = new Map<string, Vetted>()
  const { entries, see: learn } = recordedCalendar()

  const ends = ({ from, days }: Clock, now: number) =>
    calendarsAround(entries, now - learningMs).map(calendar => calendar.endOfWorkingDays(from, days))

  /** A clock stops at an instant: it must have run out before, if its end had come by all that anybody could know. */
  function stop(key: string, state: Vetted, at: number, now: number) {
    const clock = state.running
    state.running = undefined
    state.before = clock ?? state.before
    if (clock && !state.hasRunOut && ends(clock, now).every(end => end < at))
      violate('I4', `the days of vetting of ${key} ended before ${at} and nobody was told (R34a)`)
  }

  function start(state: Vetted, from: number, days: number, at: number) {
    state.running = { from, days, since: at }
    state.hasRunOut = false
  }

  function missed(key: string, state: Vetted, { at, now }: Observed) {
    if (!state.running || state.hasRunOut) return violate('I4', `the days of vetting of ${key} end though none run`)
    if (!ends(state.running, now).includes(at))
      violate('I4', `the days of vetting of ${key} from ${state.running.from} end at ${at} (R34a)`)
    state.hasRunOut = true
  }

  function enquiry(key: string, state: Vetted, { at, now }: Observed) {
    if (state.isAnswered || state.enquiry)
      violate('I4', `${key} may enquire though it was answered, or may already (R37)`)
    if (!ends({ from: state.submittedAt, days: 7, since: 0 }, now).includes(at))
      violate('I4', `${key} of ${state.submittedAt} may enquire at ${at} (R37)`)
    state.enquiry = true
  }

  function answer(key: string, state: Vetted, { at, now }: Observed) {
    if (
      !state.isAnswered &&
      !state.enquiry &&
      ends({ from: state.submittedAt, days: 7, since: 0 }, now).every(end => end < at)
    )
      violate('I4', `${key} was not answered for seven working days and may not enquire (R37)`)
    state.isAnswered = true
  }

  function hold(key: string, state: Vetted, event: Observed) {
    const clock = state.running
    const { workingDaysLeft } = event.data
    stop(key, state, event.at, event.now)
    if (!clock) return
    const right: readonly (number | null)[] = state.hasRunOut
      ? [null]
      : calendarsAround(entries, event.now - learningMs).map(calendar =>
          calendar.workingDaysLeft(clock.from, clock.days, event.at),
        )
    if (!right.includes(workingDaysLeft))
      violate('I4', `${key} is held with ${workingDaysLeft} working days left (R34a)`)
  }

  return {
    see(event) {
      const { topic, type, key, data, at, now } = event
      learn(event)
      if (topic !== 'vetting.events.v1') return
      if (type === 'ApplicationReceived') {
        const { submittedAt } = data
        const nothing = { running: undefined, before: undefined, hasRunOut: false, isAnswered: false, enquiry: false }
        vetted.set(key, { submittedAt, ...nothing })
      }
      const state = vetted.get(key)
      if (!state) return
      switch (type) {
        case 'VettingStarted':
          return start(state, state.submittedAt, 3, at)
        case 'SupplementReceived':
          // An answer on paper counts from when the paper was received, or from the question.
          return start(state, data.receivedAt ?? at, 3, at)
        case 'SupplementReopened':
          return stop(key, state, at, now)
        case 'ApplicationReleased': {
          if (data.workingDays !== null) return start(state, at, data.workingDays, at)
          state.running = state.before
          return
        }
        case 'VettingTargetMissed':
          return missed(key, state, event)
        case 'EnquiryDue':
          return enquiry(key, state, event)
        case 'ApplicationHeld':
          return hold(key, state, event)
        case 'SupplementRequested':
        case 'ApplicationVetted':
        case 'ApplicationRejected':
        case 'ApplicationWithdrawn':
          stop(key, state, at, now)
          return answer(key, state, event)
      }
    },
    drained() {
      const calendar = calendarWith(entries)
      for (const [key, { running, hasRunOut, isAnswered, enquiry: told, submittedAt }] of vetted) {
        if (running && !hasRunOut && calendar.endOfWorkingDays(running.from, running.days) < plan.horizon - hourMs)
          violate('I4', `the days of vetting of ${key} are over and nobody was told (R34a)`)
        if (!isAnswered && !told && calendar.endOfWorkingDays(submittedAt, 7) < plan.horizon - hourMs)
          violate('I4', `${key} was never answered and may not enquire (R37)`)
      }
    },
  }
}
