import { dayMs, minuteMs } from '../draw.ts'
import type { Fault, Plan } from '../plan.ts'
import type { MakeRule } from './rule.ts'

/** What a deadline puts out: its time is the instant that it was due at. */
const ofDeadlines: readonly string[] = [
  'VettingTargetMissed',
  'EnquiryDue',
  'SupplementOverdue',
  'AttendanceWindowClosed',
  'ActivationExpired',
  'EmailRetried',
  'EmailProofEnded',
  'DeactivationNoticeDue',
  'FaxCompletionMissed',
  'FaxPreparationResumed',
  'PaperPreparationRetried',
  'PaperOverdue',
]

/** After these a deadline may be over already, and is told of at once. */
const turns: readonly string[] = [
  'ApplicationTranscribed',
  'SupplementReceived',
  'SupplementReopened',
  'PaperReceived',
  'PaperExtended',
  'PaperSeparated',
]

const lateMsMax = minuteMs

/** From when to when a fault may be felt. One that waits for a commit waits a day at most, for something happens each day. */
function spanOf(fault: Fault): readonly [number, number] {
  const until = (ms: number) => [fault.at - minuteMs, fault.at + ms + 10 * minuteMs] as const
  if (fault.what === 'crash') return until(2 * dayMs + fault.downMs)
  if (fault.what === 'sleep') return until(2 * dayMs + fault.asleepMs)
  return until(fault.what === 'flush' ? 0 : fault.awayMs)
}

/** A deadline is late by a minute at most, unless something was wrong between its instant and then (I4). */
export const lateness: MakeRule = (violate, plan: Plan) => {
  const spans = plan.faults.map(spanOf)
  const poisoned = new Set(plan.acts.flatMap(({ deed }) => (deed.by === 'poison' ? [deed.key] : [])))
  // A slow process reads a topic at a time, and each of them late.
  const bound = lateMsMax + 25 * plan.delayMsMax
  /** When paper changed what was due: one that was a while on its way, an application typed in later, an answer that came before, or is none any more (A32). */
  const turnedAt = new Map<string, number>()
  return {
    see({ type, key, at, now, data }) {
      if (turns.includes(type) && data.paperId !== null) turnedAt.set(key, now)
      const since = Math.max(at, turnedAt.get(key) ?? at)
      if (!ofDeadlines.includes(type) || now - since <= bound || poisoned.has(key)) return
      if (spans.some(([from, until]) => from < now && until > since)) return
      violate('I4', `${type} of ${key} was due at ${at} and came ${Math.round((now - at) / 1000)} s late`)
    },
  }
}
