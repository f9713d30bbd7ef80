import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { PaperDocument } from '@icms/schemas/generated/common'
import type { PaperState, WorkingDayClock } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { PaperOutput, PaperRefusalReason } from './paper-messages.ts'
import { among, leavesOf, mergeDocuments, referencesOn } from './paper-pages.ts'
import type { Wanting } from './paper-placing.ts'

type Outputs = readonly Outgoing<PaperOutput>[]
type Staff = Wanting & { readonly by: string }

/** Papers that are put together with one. */
const othersMax = 20

/** Why a paper cannot be put together with another: whatever lies in files that others need is put back first. */
export const findCombiningRefusal = (
  into: string,
  { paperId, partOf, parts, combined }: PaperState,
): PaperRefusalReason | undefined => {
  if (into === paperId) return 'SAME_PAPER'
  if (partOf !== null) return 'IS_A_PART'
  if (parts.some(({ isOut }) => isOut)) return 'HAS_PARTS'
  return combined.length > 0 ? 'HAS_OTHERS' : undefined
}

/** Gives all pages to the other in one step, so that none is lost or twice there (I1). The other takes them, or gives them back. */
export const putTogether = (
  { paper, subjects, identityPages, waitClock }: PaperState,
  into: string,
  staff: Staff,
  { key: paperId, at }: Context,
): Outputs => {
  const { documents, receivedAt } = paper
  const data = {
    paperId: into,
    at,
    otherId: paperId,
    receivedAt,
    subjects,
    documents,
    identityPages,
    waitClock,
    ...staff,
  }
  return [
    { type: 'PaperPutTogether', data: { paperId, at, into, ...staff } },
    { type: 'TakePages', key: into, data },
  ]
}

/** Takes the pages of another while it waits for staff itself; whatever is elsewhere by now gives them back. */
export const takePages = (
  given: MessageOf<'TakePages'>['data'],
  state: PaperState | undefined,
  context: Context,
): Outputs => {
  const { otherId, documents, identityPages, waitClock } = given
  const { key: paperId, at } = context
  if (state?.combined.some(one => one.otherId === otherId)) return []
  const isOpen = state && !state.erasure && (state.status === 'UNASSIGNED' || state.status === 'EXCEPTION')
  if (isOpen && state.combined.length < othersMax) return [{ type: 'PaperExtended', data: { ...given, paperId, at } }]
  return [giveBack(otherId, documents, identityPages, waitClock, 'OTHER_NOT_OPEN', context)]
}

const giveBack = (
  otherId: string,
  documents: readonly PaperDocument[],
  identityPages: PaperState['identityPages'],
  waitClock: WorkingDayClock | null,
  obstacle: string | null,
  { key: from, at }: Context,
): Outgoing<PaperOutput> => ({
  type: 'GiveBackPages',
  key: otherId,
  data: { paperId: otherId, at, from, documents, identityPages, waitClock, obstacle },
})

/** What came with the others, or with one of them. */
export const documentsOfOthers = ({ combined, paper }: PaperState, otherId?: string): readonly PaperDocument[] => {
  const meant = combined.filter(one => otherId === undefined || one.otherId === otherId)
  const subjects = new Set(meant.flatMap(one => one.subjects))
  return paper.documents.filter(({ subjectId }) => subjects.has(subjectId))
}

/** The pages that came with the other go back to it; the other waits from when these pages do. */
export const takeApart = (state: PaperState, otherId: string, staff: Staff, context: Context): Outputs => {
  const { key: paperId, at } = context
  const documents = documentsOfOthers(state, otherId)
  const marked = state.identityPages.filter(among(leavesOf(documents)))
  return [
    { type: 'PaperTakenApart', data: { paperId, at, otherId, ...staff } },
    giveBack(otherId, documents, marked, state.waitClock, null, context),
  ]
}

/** Has its pages again. Nothing is placed by itself that a person had put elsewhere. */
export const takeOwnPages = (
  given: MessageOf<'GiveBackPages'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs =>
  state?.status === 'RETURNED' && state.combinedInto === given.from
    ? [{ type: 'PaperSeparated', data: { ...given, paperId, at } }]
    : []

/**
 * The paper with the other's pages. The earlier receipt counts: it is stamped as received then (A32), whatever a machine made
 * of it. Whether all that is essential was there by then is found in vetting, which asks for what is wanting and counts
 * afresh from the answer (R34a, R34d).
 */
export const withOther = (
  state: PaperState,
  { otherId, receivedAt, subjects, documents, identityPages, waitClock }: MessageOf<'PaperExtended'>['data'],
): PaperState => {
  const combined = [...state.combined, { otherId, receivedAt, subjects }]
  return withReceipt({
    ...state,
    ...{ combined, ownReceivedAt: state.ownReceivedAt ?? state.paper.receivedAt },
    paper: { ...state.paper, documents: mergeDocuments(state.paper.documents, documents) },
    references: [...new Set([...state.references, ...referencesOn(documents)])],
    identityPages: [...state.identityPages, ...identityPages],
    waitClock: earlier(state.waitClock, waitClock),
  })
}

/** The paper without them. */
export const withoutOther = (state: PaperState, { otherId }: MessageOf<'PaperTakenApart'>['data']): PaperState => {
  const going = documentsOfOthers(state, otherId)
  const documents = state.paper.documents.filter(document => !going.includes(document))
  const gone = referencesOn(going)
  const left = referencesOn(documents)
  return withReceipt({
    ...state,
    combined: state.combined.filter(one => one.otherId !== otherId),
    paper: { ...state.paper, documents },
    references: state.references.filter(reference => left.includes(reference) || !gone.includes(reference)),
    identityPages: state.identityPages.filter(among(leavesOf(documents))),
  })
}

const withReceipt = (state: PaperState): PaperState => {
  const own = state.ownReceivedAt ?? state.paper.receivedAt
  const receivedAt = Math.min(own, ...state.combined.map(one => one.receivedAt))
  return { ...state, paper: { ...state.paper, receivedAt }, ownReceivedAt: state.combined.length > 0 ? own : null }
}

const earlier = (one: WorkingDayClock | null, other: WorkingDayClock | null): WorkingDayClock | null =>
  one && other && other.countedFrom < one.countedFrom ? other : (one ?? other)
