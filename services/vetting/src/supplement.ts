import type { Context, Timer } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import { addDays, dayOf, endOfDay } from '@icms/schemas/calendar-day'
import type { Reason } from '@icms/schemas/generated/common'
import type { SupplementSupplied } from '@icms/schemas/generated/intake-web-events-v1'
import type { SupplementReceived } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState, SupplementAsked } from '@icms/schemas/generated/vetting-state-v1'
import type { ApplicationOutput } from './application-messages.ts'

/** Calendar days after which staff look again at what was asked for and not answered (A4). It ends nothing. */
const unansweredDays = 30

/** Requests that are kept with an application. */
const supplementsMax = 20

/** The request that waits for an answer, if one does. */
export const openSupplement = ({ status, supplements }: ApplicationState): SupplementAsked | undefined =>
  status === 'SUPPLEMENT_REQUESTED' ? supplements.at(-1) : undefined

/** What is wanted of the applicant (R34d). After an attendance the deadline of the next one is told as well (R35b). */
export const askForSupplement = (
  { applicationId }: ApplicationState,
  reasons: readonly Reason[],
  attendBy: number | null,
  { id, at, reference }: Context,
): ApplicationOutput => {
  const requestId = deriveId('supplement', id)
  const data = { applicationId, at, requestId, reasons, attendBy, referenceVersion: reference.version }
  return { type: 'SupplementRequested', data }
}

/** The answer to the request that waits; one to another request, or too late, decides nothing. */
export const takeSupplement = (
  state: ApplicationState | undefined,
  { requestId, text, documents }: SupplementSupplied,
  { at, reference }: Context,
): readonly ApplicationOutput[] => {
  if (!state || openSupplement(state)?.requestId !== requestId) return []
  const { applicationId } = state
  const data = { applicationId, at, requestId, text, documents, referenceVersion: reference.version }
  return [{ type: 'SupplementReceived', data: { ...data, paperId: null, receivedAt: null } }]
}

export const supplementTimers = (state: ApplicationState): readonly Timer[] => {
  const open = openSupplement(state)
  if (!open || open.overdueAt !== null) return []
  return [{ name: 'supplement', at: endOfDay(addDays(dayOf(open.askedAt), unansweredDays)) }]
}

/** What the running out of those days puts out; nothing when an answer came. */
export const supplementRanOut = (state: ApplicationState, at: number): readonly ApplicationOutput[] => {
  const open = openSupplement(state)
  if (!open || supplementTimers(state).every(timer => timer.at > at)) return []
  const { requestId, askedAt } = open
  return [{ type: 'SupplementOverdue', data: { applicationId: state.applicationId, at, requestId, askedAt } }]
}

/** The requests after one more. */
export const withAsked = (
  { supplements }: ApplicationState,
  { requestId, at, reasons }: { readonly requestId: string; readonly at: number; readonly reasons: readonly Reason[] },
): readonly SupplementAsked[] => {
  const open = { overdueAt: null, answeredAt: null, text: null, documents: [], paperId: null }
  return [...supplements, { requestId, askedAt: at, reasons, ...open }].slice(-supplementsMax)
}

/** The requests after something became of one of them. */
export const withChanged = (
  { supplements }: ApplicationState,
  requestId: string,
  change: Partial<SupplementAsked>,
): readonly SupplementAsked[] =>
  supplements.map(asked => (asked.requestId === requestId ? { ...asked, ...change } : asked))

export const answeredBy = ({ at, text, documents, paperId }: SupplementReceived): Partial<SupplementAsked> => ({
  answeredAt: at,
  text,
  documents,
  paperId,
})
