import type { Context, Outgoing } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import type { PaperLeaf } from '@icms/schemas/generated/common'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { PaperOutput } from './paper-messages.ts'
import { among, leavesOf, splitDocuments } from './paper-pages.ts'
import { arrive, release, type Wanting } from './paper-placing.ts'

type Outputs = readonly Outgoing<PaperOutput>[]
type Staff = Wanting & { readonly by: string }

/** Parts that are split off from one paper. */
export const partsMax = 200

/** Splits pages off: they leave here and become a paper of their own in one step, so that no page is lost or twice there (I1). */
export const split = (
  { paper, identityPages, waitClock }: PaperState,
  pages: readonly PaperLeaf[],
  { by, role, note }: Staff,
  { key: paperId, id, at }: Context,
): Outputs => {
  const partId = deriveId('part', paperId, id)
  const { taken } = splitDocuments(paper.documents, pages)
  const part = { ...paper, paperId: partId, documents: taken, nonScannable: [] }
  const marked = identityPages.filter(among(pages))
  const data = { paperId: partId, at, partOf: paperId, paper: part, identityPages: marked, waitClock }
  return [
    { type: 'PaperSplit', data: { paperId, at, partId, pages: leavesOf(taken), by, role, note } },
    { type: 'TakePart', key: partId, data },
  ]
}

/** Becomes the part; one that went back and was not taken is here again. */
export const becomePart = (
  { paper, partOf, identityPages, waitClock }: MessageOf<'TakePart'>['data'],
  state: PaperState | undefined,
  context: Context,
): Outputs => {
  const isAway = state === undefined || (state.status === 'RETURNED' && state.combinedInto === null)
  return isAway ? arrive({ paper, partOf, identityPages, waitClock }, context) : []
}

/** Gives all pages back to the paper that they were split off from, and leaves the application. */
export const putBack = (
  { paper, partOf, applicationId, identityPages }: PaperState & { readonly partOf: string },
  { by, role, note }: Staff,
  { key: paperId, at }: Context,
): Outputs => {
  const { documents } = paper
  const back: Outgoing<PaperOutput> = {
    type: 'TakeBackPart',
    key: partOf,
    data: { paperId: partOf, at, partId: paperId, documents, identityPages },
  }
  const gone: PaperOutput = { type: 'PaperPutBack', data: { paperId, at, to: partOf, by, role, note } }
  return [gone, back, ...(applicationId === null ? [] : [release(applicationId, paperId, at)])]
}

/**
 * Takes pages back. A paper that went back itself meanwhile passes them on to where its own pages are; one that is being
 * erased leaves them with the part, since they are not what is erased.
 */
export const takeBack = (
  given: MessageOf<'TakeBackPart'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs => {
  const { partId, documents, identityPages } = given
  if (!state) return []
  if (state.erasure) {
    const paper = { ...state.paper, paperId: partId, documents, nonScannable: [] }
    const data = { paperId: partId, at, partOf: paperId, paper, identityPages, waitClock: null }
    return [{ type: 'TakePart', key: partId, data }]
  }
  const isHere = among(leavesOf(state.paper.documents))
  const isKnown = state.parts.some(part => part.partId === partId && !part.isOut)
  if (isKnown || leavesOf(documents).every(isHere)) return []
  if (state.status !== 'RETURNED' || state.partOf === null)
    return [{ type: 'PaperRejoined', data: { paperId, at, partId, documents, identityPages } }]
  const passedOn = { paperId: state.partOf, at, partId, documents, identityPages }
  return [
    { type: 'PaperRejoined', data: { paperId, at, partId, documents: [], identityPages: [] } },
    { type: 'TakeBackPart', key: state.partOf, data: passedOn },
  ]
}
