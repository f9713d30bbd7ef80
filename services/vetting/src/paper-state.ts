import { erasureBegun, erasureTried } from '@icms/backbone/erasure'
import type { PaperState, PaperStatus, PaperStep } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { Policy } from '@icms/schemas/policy'
import { withOther, withoutOther } from './paper-combining.ts'
import type { PaperOutput } from './paper-messages.ts'
import { among, leavesOf, mergeDocuments, referencesOn, splitDocuments } from './paper-pages.ts'
import { withWaitClock } from './paper-waiting.ts'

/** Steps that are shown with a paper; the topic has all of them. */
const historyMax = 100

/** Takes one fact into the state of its paper; a clock that it starts counts the days of that moment. */
export const evolvePaper = (
  state: PaperState | undefined,
  output: PaperOutput,
  policy: Policy,
): PaperState | undefined => {
  const after = output.type === 'PaperReceived' ? received(output.data, state) : state && changed(state, output)
  return after && withStep(withWaitClock(state, after, output, policy), output)
}

const changed = (state: PaperState, output: PaperOutput): PaperState => {
  const { at } = output.data
  const moved = (status: PaperStatus): PaperState => ({ ...state, status, statusAt: at })
  switch (output.type) {
    case 'PaperOffered': {
      const { applicationId, isNew, by } = output.data
      const offer = { applicationId, isNew, by, backTo: state.status }
      return { ...moved('JOINING'), offer, refusedBy: null }
    }
    case 'PaperAssigned': {
      const { applicationId, isDecided } = output.data
      const placed = { applicationId, isDecided, offer: null, typed: null, saved: null, reasons: [] }
      // One that was replaced meanwhile is where it was asked to be, and stays replaced; one that is there already, as well.
      return state.status === 'JOINING' ? { ...moved('ASSIGNED'), ...placed } : { ...state, ...placed }
    }
    case 'PaperNotAssigned': {
      const { applicationId, reason } = output.data
      const refusedBy = { applicationId, reason }
      if (state.status !== 'JOINING' || !state.offer) return { ...state, offer: null, refusedBy }
      if (state.offer.by === null) return { ...moved('EXCEPTION'), offer: null, refusedBy, reasons: [reason] }
      return { ...state, status: state.offer.backTo, offer: null, refusedBy }
    }
    case 'PaperSetAside':
      return { ...moved('EXCEPTION'), reasons: output.data.reasons }
    case 'PaperTakenOut':
      return { ...moved('UNASSIGNED'), applicationId: null, isDecided: false }
    case 'PaperTyped': {
      const { form, personId, by, role } = output.data
      const typed = { form, personId, by, role, at, second: null }
      return { ...moved('CHECKING'), reasons: [], typed, saved: null }
    }
    case 'TranscriptionSaved': {
      const { savedId, form, by } = output.data
      return { ...state, saved: { savedId, form, by, at } }
    }
    case 'PaperCheckDiffered': {
      const { name, identityDocument, by } = output.data
      const typed = state.typed && { ...state.typed, second: { name, identityDocument, by, at } }
      return { ...moved('UNASSIGNED'), typed }
    }
    case 'PaperDismissed':
      return { ...moved(output.data.as), reasons: output.data.reasons, answer: output.data.answer, assignee: null }
    case 'PaperReopened':
      return { ...moved('UNASSIGNED'), reasons: [], answer: null }
    case 'PaperSplit':
      return withoutPages(state, output.data)
    case 'PaperPutBack':
      return withNothing(moved('RETURNED'))
    case 'PaperPutTogether':
      return { ...withNothing(moved('RETURNED')), combinedInto: output.data.into }
    case 'PaperExtended':
      return withOther(state, output.data)
    case 'PaperTakenApart':
      return withoutOther(state, output.data)
    case 'PaperSeparated': {
      const { documents, identityPages, obstacle } = output.data
      const back = { paper: { ...state.paper, documents }, identityPages, combinedInto: null }
      return obstacle === null
        ? { ...moved('UNASSIGNED'), ...back }
        : { ...moved('EXCEPTION'), ...back, reasons: [obstacle] }
    }
    case 'PaperRejoined':
      return withPages(state, output.data)
    case 'PaperPartGone':
      return { ...state, parts: withoutPart(state, output.data.partId) }
    case 'PaperReplaced':
      return { ...moved('REPLACED'), replacedBy: output.data.replacedBy, answer: null, saved: null, assignee: null }
    case 'PaperAssigneeChanged':
      return { ...state, assignee: output.data.assignee }
    case 'PaperCompared': {
      const { attempt: compareAttempts, isDone, likenesses } = output.data
      return isDone ? { ...state, compareAttempts, comparedAt: at, likenesses } : { ...state, compareAttempts }
    }
    case 'IdentityPagesMarked':
      return { ...state, identityPages: output.data.pages }
    case 'IdentityPagesPurged': {
      const { attempt: purgeAttempts, pages, outcome } = output.data
      if (outcome === 'FAILED') return { ...state, purgeAttempts }
      const purgedPages = [...state.purgedPages, ...pages]
      return { ...state, purgeAttempts, purgedPages, ...(outcome === 'DELETED' && { purgedAt: at }) }
    }
    case 'PaperErasureDecided':
      return {
        ...{ ...state, assignee: null, answer: null, typed: null, saved: null, likenesses: [] },
        erasure: erasureBegun(output.data),
      }
    case 'PaperErased':
      return { ...state, erasure: state.erasure && erasureTried(state.erasure, output.data) }
    default:
      return state
  }
}

/** A part that was not taken back is what it was; only its pages are there again. */
const received = (
  { paperId, at, paper, references, partOf, replaces, identityPages }: MessageOf<'PaperReceived'>['data'],
  before: PaperState | undefined,
): PaperState => ({
  ...{ paperId, status: 'UNASSIGNED', statusAt: at, paper, references, reasons: [] },
  ...{ applicationId: null, isDecided: false, offer: null, refusedBy: null, typed: null, assignee: null, answer: null },
  ...{ waitClock: null, saved: null, combined: [], ownReceivedAt: null, combinedInto: null },
  subjects: partOf === null ? [...new Set(paper.documents.map(({ subjectId }) => subjectId))] : [],
  ...{ partOf, parts: before?.parts ?? [], replaces, replacedBy: null },
  ...{ compareAttempts: 0, comparedAt: null, likenesses: [] },
  ...{ identityPages, purgeAttempts: 0, purgedPages: [], purgedAt: null, erasure: null },
  history: before?.history ?? [],
})

/** A paper whose pages are all elsewhere. */
const withNothing = (state: PaperState): PaperState => ({
  ...state,
  ...{ paper: { ...state.paper, documents: [] }, applicationId: null, isDecided: false, typed: null, saved: null },
  ...{ assignee: null, answer: null, identityPages: [], reasons: [] },
})

const withoutPages = (state: PaperState, { partId, pages }: MessageOf<'PaperSplit'>['data']): PaperState => {
  const { kept, taken } = splitDocuments(state.paper.documents, pages)
  const gone = referencesOn(taken)
  const left = referencesOn(kept)
  const isTaken = among(pages)
  return {
    ...state,
    paper: { ...state.paper, documents: kept },
    references: state.references.filter(reference => left.includes(reference) || !gone.includes(reference)),
    parts: [...state.parts, { partId, isOut: true }],
    identityPages: state.identityPages.filter(leaf => !isTaken(leaf)),
  }
}

const withPages = (state: PaperState, back: MessageOf<'PaperRejoined'>['data']): PaperState => {
  const documents = mergeDocuments(state.paper.documents, back.documents)
  const isHere = among(leavesOf(documents))
  return {
    ...state,
    paper: { ...state.paper, documents },
    references: [...new Set([...state.references, ...referencesOn(back.documents)])],
    parts: withoutPart(state, back.partId),
    identityPages: [...state.identityPages, ...back.identityPages].filter(isHere),
  }
}

/** The parts once one of them is back; one of a part that went back before it came this way as well. */
const withoutPart = ({ parts }: PaperState, partId: string) => [
  ...parts.filter(part => part.partId !== partId),
  { partId, isOut: false },
]

/** Events that people are shown, and what else they are about. */
const steps: Partial<Record<PaperOutput['type'], string | null>> = {
  PaperReceived: 'partOf',
  PaperOffered: 'applicationId',
  PaperAssigned: 'applicationId',
  PaperNotAssigned: 'applicationId',
  PaperSetAside: null,
  PaperTakenOut: 'applicationId',
  PaperTyped: null,
  TranscriptionSaved: null,
  PaperCheckDiffered: null,
  PaperDismissed: null,
  PaperReopened: null,
  PaperSplit: 'partId',
  PaperPutBack: 'to',
  PaperRejoined: 'partId',
  PaperPutTogether: 'into',
  PaperExtended: 'otherId',
  PaperTakenApart: 'otherId',
  PaperSeparated: 'from',
  PaperReplaced: 'replacedBy',
  PaperOverdue: null,
  IdentityPagesMarked: null,
  IdentityPagesPurged: null,
  PaperErasureDecided: 'applicationId',
}

const withStep = (state: PaperState, { type, data }: PaperOutput): PaperState => {
  const about = steps[type]
  if (about === undefined) return state
  const facts = data as unknown as Readonly<Record<string, string | null | undefined>> & { readonly at: number }
  const step: PaperStep = {
    event: type,
    at: facts.at,
    by: facts.by ?? facts.decidedBy ?? null,
    role: facts.role ?? null,
    other: (about === null ? null : facts[about]) ?? null,
    note: facts.note ?? null,
  }
  return { ...state, history: [...state.history, step].slice(-historyMax) }
}
