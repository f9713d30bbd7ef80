import type { Context, Timer } from '@icms/backbone/aggregate'
import type { Reference } from '@icms/backbone/reference'
import type { PaperState, PaperStatus, WorkingDayClock } from '@icms/schemas/generated/vetting-state-v1'
import type { Policy } from '@icms/schemas/policy'
import type { PaperOutput } from './paper-messages.ts'
import { clockEnd } from './working-day-clocks.ts'

/** Where paper waits for the office: to be typed in, checked by a second person, or placed. */
const waiting: readonly PaperStatus[] = ['UNASSIGNED', 'EXCEPTION', 'CHECKING', 'JOINING']

export const isWaiting = ({ status, erasure }: Pick<PaperState, 'status' | 'erasure'>): boolean =>
  erasure === null && waiting.includes(status)

/** The days in which paper should be typed in or placed (R32b), from an instant (UTC ms). */
export const startWaitClock = (countedFrom: number, { paperDays }: Policy): WorkingDayClock => ({
  countedFrom,
  workingDays: paperDays,
  ranOutAt: null,
})

/**
 * The clock after a step: it runs for as long as paper waits, whatever is tried meanwhile, and begins anew where it waits
 * again after it was somewhere. A first one counts from the receipt, as vetting will (A32), and a part goes on by that of
 * the paper that it was split off from, so that splitting gains no time.
 */
export function withWaitClock(before: PaperState | undefined, after: PaperState, output: PaperOutput, policy: Policy) {
  if (output.type === 'PaperOverdue')
    return { ...after, waitClock: after.waitClock && { ...after.waitClock, ranOutAt: output.data.at } }
  // What is with an application stays there while another is asked.
  if (!isWaiting(after) || (after.status === 'JOINING' && after.applicationId !== null))
    return after.waitClock ? { ...after, waitClock: null } : after
  if (output.type === 'PaperSeparated')
    return { ...after, waitClock: output.data.waitClock ?? startWaitClock(output.data.at, policy) }
  if (output.type === 'PaperReceived') {
    const { paper, partOf, waitClock } = output.data
    const from = partOf === null && before === undefined ? paper.receivedAt : output.data.at
    return { ...after, waitClock: waitClock ?? startWaitClock(from, policy) }
  }
  return after.waitClock ? after : { ...after, waitClock: startWaitClock(output.data.at, policy) }
}

/** One while paper waits: the end of the working days in which it should be typed in or placed. */
export const waitTimers = ({ waitClock }: PaperState, reference: Reference): readonly Timer[] =>
  waitClock && waitClock.ranOutAt === null ? [{ name: 'paper-target', at: clockEnd(waitClock, reference) }] : []

/** What the running out of those days puts out; nothing when the paper does not wait. */
export function waitRanOut(state: PaperState, { key: paperId, at, reference }: Context): readonly PaperOutput[] {
  const [timer] = waitTimers(state, reference)
  if (!timer || timer.at > at) return []
  const { countedFrom, workingDays } = state.waitClock!
  const counted = { countedFrom, workingDays, referenceVersion: reference.version }
  return [{ type: 'PaperOverdue', data: { paperId, at, ...counted } }]
}
