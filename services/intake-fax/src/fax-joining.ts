import type { Context, Outgoing, Timer } from '@icms/backbone/aggregate'
import type { FaxCall, FaxOfferRefusal } from '@icms/schemas/generated/common'
import type { OfferFax } from '@icms/schemas/generated/intake-fax-rekeyed-v1'
import type { FaxState } from '@icms/schemas/generated/intake-fax-state-v1'
import type { FaxOutput } from './fax.ts'
import { isComplete } from './fax-paper.ts'

type Outputs = readonly Outgoing<FaxOutput>[]

/** Of one paper: calls, and pages of all of them; an offer is passed on so often, which no chain of calls needs. */
export const joiningLimits = { callsMax: 20, pagesMax: 2_000, hopsMax: 20, offersMax: 20 } as const

/** What becomes of a call that says it continues this fax. Whoever asked is told; who asked before is told nothing. */
export function offered(
  { call, hops }: Pick<OfferFax, 'call' | 'hops'>,
  state: FaxState | undefined,
  context: Context,
  waitMs: number,
): Outputs {
  const { key: faxId, at } = context
  const { callId } = call
  const answered = state?.answered ?? []
  if (answered.some(text => text === callId || text === passedOn(callId, hops)) || isKnown(state, callId)) return []
  // What was passed on from here and is back has gone in a circle.
  const isBack = answered.some(text => text.startsWith(passedOn(callId, '')))
  if (callId === faxId || isBack || hops >= joiningLimits.hopsMax) return [refused(callId, 'CIRCULAR', context)]
  if (!state?.received) {
    if ((state?.offers.length ?? 0) >= joiningLimits.offersMax) return [refused(callId, 'TOO_MANY', context)]
    return [{ type: 'FaxAwaited', data: { faxId, at, call, hops, until: at + waitMs } }]
  }
  const { status, received, paperId } = state
  if (status === 'OFFERED') return [offerTo(received.call.continuesId!, call, at, hops + 1)]
  if (status === 'PART') return [offerTo(paperId!, call, at, hops + 1)]
  const reason = whyNot(call, state)
  if (reason) return [refused(callId, reason, context)]
  const calls = [...state.calls.map(({ call: one }) => one), call]
  const waitsUntil = isComplete(calls) ? null : call.isPartial ? at + waitMs : state.waitsUntil
  return [
    { type: 'FaxJoined', data: { faxId, at, call, waitsUntil } },
    { type: 'FaxOfferTaken', key: callId, data: { faxId: callId, at, paperId: faxId } },
  ]
}

/** How it is remembered that an offer was passed on. */
export const passedOn = (callId: string, hops: number | ''): string => `${callId} ${hops}`

const isKnown = (state: FaxState | undefined, callId: string): boolean =>
  [...(state?.calls ?? []), ...(state?.offers ?? [])].some(
    ({ call }) => call.callId === callId && callId !== state?.faxId,
  )

function whyNot(call: FaxCall, { calls, status }: FaxState): FaxOfferRefusal | undefined {
  const prior = calls.find(({ call: { callId } }) => callId === call.continuesId)
  if (!prior?.call.isPartial) return 'NOTHING_MISSING'
  if (status === 'HANDED_OVER') return 'HANDED_OVER'
  const pages = calls.reduce((sum, one) => sum + one.call.pagesFound, call.pagesFound)
  return calls.length >= joiningLimits.callsMax || pages > joiningLimits.pagesMax ? 'TOO_MANY' : undefined
}

export const offerTo = (faxId: string, call: FaxCall, at: number, hops: number): Outgoing<FaxOutput> => ({
  type: 'OfferFax',
  key: faxId,
  data: { faxId, at, call, hops },
})

const refused = (callId: string, reason: FaxOfferRefusal, { key, at }: Context): Outgoing<FaxOutput> => ({
  type: 'FaxOfferRefused',
  key: callId,
  data: { faxId: callId, at, reason, paperId: key },
})

const timerPrefix = 'offer-'

export const offerTimers = ({ received, offers }: FaxState): readonly Timer[] =>
  received ? [] : offers.map(({ call, until }) => ({ name: timerPrefix + call.callId, at: until }))

/** The fax that a call waited for has not come. */
export function offerDue(name: string, state: FaxState, context: Context): Outputs {
  const due = state.received ? undefined : state.offers.find(({ call }) => name === timerPrefix + call.callId)
  return due ? [refused(due.call.callId, 'NEVER_CAME', context)] : []
}
