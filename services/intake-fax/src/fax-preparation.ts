import type { Context, Effect, EffectSettled, Timer } from '@icms/backbone/aggregate'
import type { PaperPage } from '@icms/schemas/generated/common'
import type { FaxState, PreparedCall } from '@icms/schemas/generated/intake-fax-state-v1'
import type { FaxOutput } from './fax.ts'

/** Kind of the effect that prepares the pages of a call; its request is what `PaperStored` is. */
export const preparePages = 'prepare-pages'

/** What the effect answers; `isDone` is false where it goes on. */
export type Preparation =
  | { readonly isDone: false }
  | { readonly isDone: true; readonly archiveId: string | null; readonly pages: readonly PaperPage[] }

const minuteMs = 60_000
/** Waits before a preparation that failed is tried again; after the last one the fax is handed over without pictures. */
export const retryDelaysMs: readonly number[] = [1, 5, 15, 60].map(minutes => minutes * minuteMs)
/** How often it may go on: with 45 s each a day and a quarter. */
export const attemptsMax = 2_400

const effectIdOf = ({ call, attempt }: PreparedCall): string => `prepare-${call.callId}-${attempt}`
const timerPrefix = 'prepare-'

export const preparationTimers = ({ calls }: FaxState): readonly Timer[] =>
  calls.flatMap(({ call, retryAt }) => (retryAt === null ? [] : [{ name: timerPrefix + call.callId, at: retryAt }]))

/** Pages are prepared while more may come, so that nothing is left to do when it has. */
export const preparationEffects = ({ status, calls }: FaxState): readonly Effect[] =>
  status === 'WAITING' || status === 'PREPARING'
    ? calls
        .filter(({ isPrepared, retryAt }) => !isPrepared && retryAt === null)
        .map(prepared => ({ id: effectIdOf(prepared), kind: preparePages, request: requestOf(prepared) }))
    : []

const requestOf = ({ call: { callId, documentId, receivedAt, jobId } }: PreparedCall) => ({
  subject: callId,
  documentId,
  receivedAt,
  title: `Fax ${jobId}`,
})

export function preparationDue(name: string, state: FaxState, { key: faxId, at }: Context): readonly FaxOutput[] {
  const due = state.calls.find(({ call, retryAt }) => retryAt !== null && name === timerPrefix + call.callId)
  return due ? [{ type: 'FaxPreparationResumed', data: { faxId, at, callId: due.call.callId } }] : []
}

/** What came of a preparation. A call whose pages cannot be prepared is handed over all the same, and each page says why. */
export function preparationSettled(
  { data: { effect, outcome, detail } }: EffectSettled,
  state: FaxState,
  { key: faxId, at }: Context,
): readonly FaxOutput[] {
  const settled = state.calls.find(call => !call.isPrepared && effectIdOf(call) === effect)
  if (!settled) return []
  const { call, attempt, failures } = settled
  const about = { faxId, at, callId: call.callId }
  const delayed = (until: number | null, code: string | null): readonly FaxOutput[] => [
    { type: 'FaxPreparationDelayed', data: { ...about, until, code } },
  ]
  if (outcome === 'succeeded') {
    const done = detail as Preparation
    if (done.isDone)
      return [{ type: 'FaxPagesPrepared', data: { ...about, archiveId: done.archiveId, pages: done.pages } }]
    if (attempt < attemptsMax) return delayed(null, null)
  }
  const code = typeof detail.code === 'string' ? detail.code : 'TOO_LONG'
  // The process ended while the pages were prepared: nothing is wrong with them.
  if (code === 'RESTARTED' && attempt < attemptsMax) return delayed(null, null)
  const wait = retryDelaysMs[failures]
  if (code !== 'UNREADABLE' && attempt < attemptsMax && wait !== undefined) return delayed(at + wait, code)
  return [
    { type: 'FaxPagesPrepared', data: { ...about, archiveId: null, pages: unpreparedPages(call.pagesFound, code) } },
  ]
}

const unpreparedPages = (count: number, code: string): readonly PaperPage[] =>
  Array.from({ length: count }, (_, index) => ({
    page: index + 1,
    ...{ pictureId: null, width: 0, height: 0, hash: null, reference: null },
    damage: `the page could not be prepared (${code}); the original is stored`,
  }))
