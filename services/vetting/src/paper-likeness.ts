import type { Context, Effect, EffectSettled, Outgoing } from '@icms/backbone/aggregate'
import type { PaperLikeness } from '@icms/schemas/generated/common'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import type { PaperOutput } from './paper-messages.ts'

/** Kind of the effect that compares a paper with others, by rows that a core does not read. */
export const comparePaper = 'compare-paper'

/** Pages of one paper by whose looks it is found and compared: a form has fewer. */
export const comparedPagesMax = 12

/** After so many attempts a paper is not compared any more; staff place it all the same. */
const attemptsMax = 5

/** What the effect is asked: all by ids and hashes, nothing personal. */
export type PaperLooks = {
  readonly paperId: string
  readonly files: readonly string[]
  readonly pages: readonly string[]
}

const standsOpen: readonly string[] = ['UNASSIGNED', 'JOINING', 'CHECKING', 'ASSIGNED', 'EXCEPTION']

/** Hashes of the first pages that have something on them. */
export const looksOf = ({ paper }: Pick<PaperState, 'paper'>): readonly string[] =>
  paper.documents.flatMap(({ pages }) => pages.flatMap(({ hash }) => hash ?? [])).slice(0, comparedPagesMax)

export const compareEffects = (state: PaperState): readonly Effect[] => {
  const { paperId, paper, comparedAt, compareAttempts, status, erasure } = state
  if (comparedAt !== null || compareAttempts >= attemptsMax || erasure || !standsOpen.includes(status)) return []
  const files = paper.documents.map(({ sha256 }) => sha256)
  const request: PaperLooks = { paperId, files, pages: looksOf(state) }
  return [{ id: `compare-${compareAttempts + 1}`, kind: comparePaper, request }]
}

/** What the intake says: the paper that this one completes, or most likely does. */
const said = ({ paper: { continuesId, likelyWith } }: PaperState): readonly PaperLikeness[] => {
  const others = new Set([continuesId, likelyWith].flatMap(id => id ?? []))
  return [...others].map(paperId => ({ paperId, because: 'LIKELY_CONTINUES', distance: null }))
}

/** What was found is told to staff, and decides nothing. */
export const takeCompared = (
  { data: { effect, outcome, detail } }: EffectSettled,
  state: PaperState,
  { at }: Context,
): readonly Outgoing<PaperOutput>[] => {
  if (!compareEffects(state).some(({ id }) => id === effect)) return []
  const { paperId, compareAttempts } = state
  const isDone = outcome === 'succeeded'
  const likenesses = isDone ? [...said(state), ...(detail.likenesses as readonly PaperLikeness[])] : []
  return [{ type: 'PaperCompared', data: { paperId, at, attempt: compareAttempts + 1, isDone, likenesses } }]
}
