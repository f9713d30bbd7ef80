import type { FaxReceived } from '@icms/schemas/generated/intake-fax-events-v1'
import type { FaxState, PreparedCall } from '@icms/schemas/generated/intake-fax-state-v1'
import type { FaxCall } from '@icms/schemas/generated/common'
import type { FaxOutput } from './fax.ts'
import { passedOn } from './fax-joining.ts'

const answeredMax = 50

/** The state after an output. Pages are forgotten once they are handed over: vetting keeps them. */
export function evolveFax(before: FaxState | undefined, output: FaxOutput): FaxState | undefined {
  const state = before ?? expected(output.type === 'FaxPaperReceived' ? output.data.paperId : output.data.faxId)
  switch (output.type) {
    case 'FaxReceived':
      return received(state, output.data)
    case 'FaxRefused':
      return state.received ? state : { ...state, status: 'REFUSED', refusal: output.data }
    case 'FaxSenderNoted':
      return { ...state, isNoted: true, likelyWith: output.data.likelyWith }
    case 'FaxAwaited': {
      const { call, hops, until } = output.data
      return { ...state, offers: [...state.offers, { call, hops, until }] }
    }
    case 'OfferFax': {
      const { call, hops } = output.data
      // Its own is no answer to anybody.
      return call.callId === state.faxId ? state : answered(state, call.callId, passedOn(call.callId, hops - 1))
    }
    case 'FaxOfferTaken':
    case 'FaxOfferRefused':
      return answered(state, output.data.faxId)
    case 'FaxJoined': {
      const { call, waitsUntil } = output.data
      return { ...state, waitsUntil, status: statusOf(waitsUntil), calls: [...state.calls, unprepared(call)] }
    }
    case 'FaxCompletionMissed':
      return { ...state, waitsUntil: null, status: 'PREPARING' }
    case 'FaxBecamePart':
      return { ...state, status: 'PART', paperId: output.data.paperId }
    case 'FaxStandsAlone': {
      const { continuesId, waitsUntil } = output.data
      const calls = [unprepared(state.received!.call)]
      return { ...state, status: statusOf(waitsUntil), continuesId, waitsUntil, calls }
    }
    case 'FaxPagesPrepared': {
      const { callId, archiveId, pages } = output.data
      return changed(state, callId, call => ({ ...call, isPrepared: true, retryAt: null, archiveId, pages }))
    }
    case 'FaxPreparationDelayed': {
      const { callId, until, code } = output.data
      return changed(state, callId, call => {
        const failures = call.failures + (code === null ? 0 : 1)
        return { ...call, attempt: call.attempt + 1, failures, retryAt: until }
      })
    }
    case 'FaxPreparationResumed':
      return changed(state, output.data.callId, call => ({ ...call, retryAt: null }))
    case 'FaxPaperReceived':
      return {
        ...state,
        status: 'HANDED_OVER',
        paperId: output.data.paperId,
        calls: state.calls.map(call => ({ ...call, pages: [] })),
      }
    case 'FaxRepeated':
    case 'NoteFaxCall':
      return state
  }
}

const expected = (faxId: string): FaxState => ({
  faxId,
  status: 'EXPECTED',
  received: null,
  refusal: null,
  calls: [],
  offers: [],
  waitsUntil: null,
  isNoted: false,
  likelyWith: null,
  continuesId: null,
  paperId: null,
  answered: [],
})

function received(state: FaxState, data: FaxReceived): FaxState {
  const { call, senderId, waitsUntil } = data
  const taken = { ...state, received: data, refusal: null, waitsUntil, isNoted: senderId === null }
  return call.continuesId === null
    ? { ...taken, status: statusOf(waitsUntil), calls: [unprepared(call)] }
    : { ...taken, status: 'OFFERED' }
}

/** Forgets a fax that never came, once nobody waits for it any more. */
function answered(state: FaxState, callId: string, how = callId): FaxState | undefined {
  const offers = state.offers.filter(({ call }) => call.callId !== callId)
  if (offers.length === 0 && !state.received && !state.refusal) return undefined
  return { ...state, offers, answered: [...state.answered, how].slice(-answeredMax) }
}

const statusOf = (waitsUntil: number | null) => (waitsUntil === null ? 'PREPARING' : 'WAITING')

const unprepared = (call: FaxCall): PreparedCall => ({
  ...{ call, attempt: 1, failures: 0, retryAt: null },
  ...{ isPrepared: false, archiveId: null, pages: [] },
})

const changed = (state: FaxState, callId: string, change: (call: PreparedCall) => PreparedCall): FaxState => ({
  ...state,
  calls: state.calls.map(call => (call.call.callId === callId ? change(call) : call)),
})
