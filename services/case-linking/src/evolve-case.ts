import type { CaseHistoryEntry, CaseState } from '@icms/schemas/generated/case-linking-state-v1'
import type { CaseOutput } from './case.ts'

/** Refusals that are kept to be shown, ids by which a repeat is recognised, and entries of a case's past. */
const refusalsMax = 20
const rememberedMax = 200
const entriesMax = 100

export function evolveCase(state: CaseState | undefined, output: CaseOutput): CaseState | undefined {
  if (output.type === 'LinkDecisionRefused' || output.type === 'LinkedCaseChanged') return state
  const before = state ?? nothingOf(output)
  const after = changed(before, output)
  return { ...after, history: [...before.history, entryOf(output)].slice(-entriesMax) }
}

const nothingOf = ({ data }: CaseOutput): CaseState => ({
  caseId: data.caseId,
  caseNumber: 'caseNumber' in data ? data.caseNumber : '',
  links: [],
  refusals: [],
  answered: [],
  requests: [],
  refusedRequests: [],
  closed: [],
  history: [],
  disposedAt: null,
  reopenedAt: null,
})

type CaseChange = Exclude<CaseOutput, { type: 'LinkDecisionRefused' | 'LinkedCaseChanged' }>

function changed(state: CaseState, output: CaseChange): CaseState {
  if (output.type === 'CaseStandingChanged') {
    const { disposedAt, reopenedAt } = output.data
    return { ...state, disposedAt, reopenedAt }
  }
  const { accountId, at } = output.data
  switch (output.type) {
    case 'LinkKept': {
      const { filingId, life } = output.data
      const links = state.links.map(link =>
        link.accountId === accountId ? { ...link, life: Math.max(link.life, life) } : link,
      )
      return answered({ ...state, links }, filingId)
    }
    case 'CaseLinked': {
      const { registrantId, party, role, filingId, filedAt, requestId, life } = output.data
      const byRequest = requestId !== null && filedAt === null
      const link = { accountId, registrantId, party, role, filingId, linkedAt: at, byRequest, life }
      const after = { ...state, links: [...state.links, link], requests: without(state, requestId) }
      return answered(after, ...(requestId === null ? [filingId] : [filingId, requestId]))
    }
    case 'LinkRefused': {
      const { role, reason, filingId } = output.data
      const refusal = { accountId, role, filingId, refusedAt: at, reason }
      return answered({ ...state, refusals: [...state.refusals, refusal].slice(-refusalsMax) }, filingId)
    }
    case 'LinkRequestRecorded': {
      const { requestId, registrantId, party, life } = output.data
      const request = { requestId, accountId, registrantId, party, requestedAt: at, life }
      return { ...state, requests: [...state.requests, request] }
    }
    case 'LinkRequestRefused': {
      const { requestId, reasons } = output.data
      const refused = { requestId, accountId, refusedAt: at, reasons }
      const refusedRequests = [...state.refusedRequests, refused].slice(-refusalsMax)
      return answered({ ...state, requests: without(state, requestId), refusedRequests }, requestId)
    }
    case 'LinkEnded': {
      const { life } = output.data
      const goesOn = (one: { readonly accountId: string; readonly life: number }) =>
        one.accountId !== accountId || one.life > life
      const closed = [...state.closed.filter(one => one.accountId !== accountId), { accountId, life }]
      return { ...state, links: state.links.filter(goesOn), requests: state.requests.filter(goesOn), closed }
    }
    case 'LinkDecisionRecorded':
      return state
  }
}

const without = ({ requests }: CaseState, requestId: string | null) => requests.filter(r => r.requestId !== requestId)

const answered = (state: CaseState, ...ids: readonly string[]): CaseState => ({
  ...state,
  answered: [...new Set([...state.answered, ...ids])].slice(-rememberedMax),
})

function entryOf(output: CaseChange): CaseHistoryEntry {
  const { at } = output.data
  const nobody = { decidedBy: null, role: null, note: null, instructionsVersion: null }
  if (output.type === 'CaseStandingChanged')
    return { at, event: output.data.disposedAt === null ? 'CaseReopened' : 'CaseDisposed', accountId: '', ...nobody }
  const { accountId } = output.data
  if (output.type !== 'LinkDecisionRecorded') return { at, event: output.type, accountId, ...nobody }
  const { command: event, decidedBy, role, note, instructionsVersion } = output.data
  return { at, event, accountId, decidedBy, role, note, instructionsVersion }
}
