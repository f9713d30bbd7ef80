import type { Context, Effect, EffectSettled, Outgoing } from '@icms/backbone/aggregate'
import { erasureWanted, purgeDocuments } from '@icms/backbone/erasure'
import type { PaperLeaf } from '@icms/schemas/generated/common'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { PaperOutput } from './paper-messages.ts'
import { among, leavesOf } from './paper-pages.ts'

type Outputs = readonly Outgoing<PaperOutput>[]

type Decided = Omit<MessageOf<'PaperErasureDecided'>['data'], 'paperId' | 'at'>

/** Decides that a paper is erased, with the parts that were put back, and with others whose pages are all here: what is left of them is of it. */
export const decideErased = (decided: Decided, { paperId, parts, combined }: PaperState, { at }: Context): Outputs => {
  const { decidedBy, role, reason } = decided
  const back = parts.filter(({ isOut }) => !isOut).map(({ partId }) => partId)
  const others = combined.map(({ otherId }) => otherId)
  return [
    { type: 'PaperErasureDecided', data: { paperId, at, ...decided } },
    ...[...back, ...others].map((of): Outgoing<PaperOutput> => {
      const data = { paperId: of, applicationId: null, at, decidedBy, role, reason }
      return { type: 'ErasePaper', key: of, data }
    }),
  ]
}

/** A paper is erased with the application that it is with; one that has moved on is not. */
export const eraseWith = (
  { applicationId, decidedBy, role, reason }: MessageOf<'ErasePaper'>['data'],
  state: PaperState | undefined,
  context: Context,
): Outputs => {
  if (!state || state.erasure) return []
  const isMeant = applicationId === null ? state.status === 'RETURNED' : state.applicationId === applicationId
  if (!isMeant) return []
  return decideErased({ applicationId, decidedBy, role, reason, retentionDays: null }, state, context)
}

/**
 * The whole waits for the parts that are out: they lie in the same files, and may be of other people. Then everything
 * that came goes, under every key that protects it.
 */
const erasureEffects = ({ paperId, erasure, parts, subjects }: PaperState): readonly Effect[] =>
  parts.some(({ isOut }) => isOut) ? [] : erasureWanted(paperId, erasure, subjects)

/** Pages that are marked and still there, of one subject at a time. */
const pagesToPurge = ({ identityPages, purgedPages }: PaperState): readonly PaperLeaf[] => {
  const left = identityPages.filter(leaf => !among(purgedPages)(leaf))
  return left.filter(({ subjectId }) => subjectId === left[0]?.subjectId)
}

/**
 * Copies of identity documents are kept until the application was decided (as `identity-copies.ts` does it for what came
 * online). The pictures of marked pages go; where every page of a document is marked, its original and its archive file
 * as well. A page amid others stays in these until the application is erased, because an original is never cut.
 */
const purgeEffects = (state: PaperState): readonly Effect[] => {
  const { isDecided, erasure, paper, parts, partOf, purgeAttempts } = state
  const pages = pagesToPurge(state)
  if (!isDecided || erasure || pages.length === 0) return []
  const isMarked = among(pages)
  const isWhole = partOf === null && parts.every(({ isOut }) => !isOut)
  const files = paper.documents.flatMap(document => {
    const { subjectId, documentId, archiveId } = document
    const marked = document.pages.filter(({ page }) => isMarked({ subjectId, documentId, page }))
    const pictures = marked.flatMap(({ pictureId }) => pictureId ?? [])
    const isAll = isWhole && marked.length > 0 && marked.length === document.pages.length
    return isAll ? [...pictures, documentId, ...(archiveId === null ? [] : [archiveId])] : pictures
  })
  return [purgeDocuments(pages[0]!.subjectId, files, purgeAttempts + 1)]
}

export const deletions = (state: PaperState): readonly Effect[] => [...erasureEffects(state), ...purgeEffects(state)]

/** What came of an attempt to erase or to purge; what is not known to have succeeded is done again. */
export const takeDeleted = (
  { data: { effect, outcome, detail } }: EffectSettled,
  state: PaperState,
  { at }: Context,
): Outputs => {
  const { paperId, partOf, erasure } = state
  const isOne = (effects: readonly Effect[]) => effects.some(({ id }) => id === effect)
  if (isOne(purgeEffects(state))) {
    const became = outcome !== 'succeeded' ? 'FAILED' : detail.isDeleted === true ? 'DELETED' : 'KEPT'
    const data = { paperId, at, attempt: state.purgeAttempts + 1, pages: pagesToPurge(state), outcome: became } as const
    return [{ type: 'IdentityPagesPurged', data }]
  }
  if (!isOne(erasureEffects(state))) return []
  const isErased = outcome === 'succeeded'
  const erased: PaperOutput = { type: 'PaperErased', data: { paperId, at, attempt: erasure!.attempt, isErased } }
  if (!isErased || partOf === null) return [erased]
  return [erased, { type: 'NotePartGone', key: partOf, data: { paperId: partOf, at, partId: paperId } }]
}

export const notePartGone = (
  { partId }: MessageOf<'NotePartGone'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs =>
  state?.parts.some(part => part.partId === partId && part.isOut)
    ? [{ type: 'PaperPartGone', data: { paperId, at, partId } }]
    : []

/** Pages that are marked; only those that are here. */
export const markPages = (
  state: PaperState,
  pages: readonly PaperLeaf[],
  { by, role }: { readonly by: string; readonly role: string | null },
  { key: paperId, at }: Context,
): Outputs => {
  const marked = leavesOf(state.paper.documents).filter(among(pages))
  return [{ type: 'IdentityPagesMarked', data: { paperId, at, pages: marked, by, role } }]
}
