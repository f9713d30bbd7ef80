import { calendarsAround, calendarWith } from '../calendar.ts'
import { hourMs } from '../draw.ts'
import type { Observed } from '../observation.ts'
import { recordedCalendar } from './recorded-calendar.ts'
import type { MakeRule } from './rule.ts'

type Waiting = { readonly from: number; isTold: boolean }

/** Working days in which paper should be typed in or placed. */
const paperDays = 1
/** Within it a process may not have read an entry of the calendar: longer than anything is away. */
const learningMs = 7 * 24 * hourMs

/** What ends the waiting of paper, and what begins it anew. */
const ends = [
  'PaperAssigned',
  'PaperDismissed',
  'PaperPutBack',
  'PaperPutTogether',
  'PaperReplaced',
  'PaperErasureDecided',
]
const begins = ['PaperTakenOut', 'PaperReopened']

/**
 * Paper that waits longer than a working day from its receipt is told of: at the end of the right day by the calendar as
 * it was known, once, whatever was tried meanwhile, and not where it was typed in or placed before (I4, R32b, A32). A part
 * goes on waiting as what it was split off from.
 */
export const waitingPaper: MakeRule = (violate, plan) => {
  const waiting = new Map<string, Waiting>()
  /** By paper whose pages are on their way to it, or to another: how they wait. */
  const leaving = new Map<string, Waiting | undefined>()
  const { entries, see: learn } = recordedCalendar()

  const endsOf = ({ from }: Waiting, now: number) =>
    calendarsAround(entries, now - learningMs).map(calendar => calendar.endOfWorkingDays(from, paperDays))

  function receive({ key, data: { partOf, paper }, at }: Observed) {
    const before = leaving.get(key)
    leaving.delete(key)
    waiting.set(key, before ?? { from: partOf === null ? paper.receivedAt : at, isTold: false })
  }

  /** Pages that were put together wait since the earlier came; taken apart, or not taken, they wait as they did. */
  function combine({ type, key, data, at }: Observed) {
    const own = waiting.get(key)
    const other = leaving.get(type === 'PaperExtended' ? data.otherId : key)
    if (type === 'PaperPutTogether') leaving.set(key, own && { ...own })
    else if (type === 'PaperTakenApart') leaving.set(data.otherId, own && { ...own })
    else if (type === 'PaperSeparated') waiting.set(key, other ?? { from: at, isTold: false })
    else if (type === 'PaperExtended' && own && other && other.from < own.from) waiting.set(key, { ...other })
  }

  function stop(paperId: string, { at, now }: Observed) {
    const paper = waiting.get(paperId)
    waiting.delete(paperId)
    if (paper && !paper.isTold && endsOf(paper, now).every(end => end < at))
      violate('I4', `paper ${paperId} waited too long before ${at} and nobody was told (R32b)`)
  }

  function tell(paperId: string, { at, now }: Observed) {
    const paper = waiting.get(paperId)
    if (!paper || paper.isTold)
      return violate('I4', `paper ${paperId} is told of though it does not wait, or was already`)
    if (!endsOf(paper, now).includes(at)) violate('I4', `paper ${paperId} of ${paper.from} is overdue at ${at} (R32b)`)
    paper.isTold = true
  }

  return {
    see(event) {
      learn(event)
      const { topic, type, key, data, at } = event
      if (topic !== 'vetting.events.v1') return
      combine(event)
      if (type === 'PaperReceived') receive(event)
      else if (type === 'PaperOverdue') tell(key, event)
      else if (ends.includes(type)) stop(key, event)
      else if (begins.includes(type) && !waiting.has(key)) waiting.set(key, { from: at, isTold: false })
      else if (type === 'PaperSplit') leaving.set(data.partId, waiting.has(key) ? { ...waiting.get(key)! } : undefined)
    },
    drained() {
      const calendar = calendarWith(entries)
      for (const [paperId, { from, isTold }] of waiting)
        if (!isTold && calendar.endOfWorkingDays(from, paperDays) < plan.horizon - hourMs)
          violate('I4', `paper ${paperId} waits too long and nobody was told (R32b)`)
    },
  }
}
