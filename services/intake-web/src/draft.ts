import type { Aggregate, Context, Effect, EffectSettled, Row, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import type { DraftEndReason, DraftRefusalReason } from '@icms/schemas/generated/intake-web-events-v1'
import type { DraftState } from '@icms/schemas/generated/intake-web-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import {
  type AbandonedOutput,
  erasureDue,
  erasureEffects,
  erasureTimer,
  erasureTimers,
  takeErased,
} from './abandoned.ts'
import { evolveDraft } from './evolve-draft.ts'

export type DraftInput = MessageOf<
  'SaveDraft' | 'DiscardDraft' | 'AddDocument' | 'RemoveDocument' | 'ApplicationSubmitted'
>
export type DraftOutput =
  | MessageOf<'DraftSaved' | 'DraftEnded' | 'DraftRefused' | 'DocumentAdded' | 'DocumentRemoved' | 'DocumentDiscarded'>
  | AbandonedOutput

/**
 * How many documents a form takes, and how long after its end a form may still come in that was submitted before: what is
 * erased then can never be written again.
 */
export const draftLimits = { documentsMax: 20, erasedAfterMs: 3_600_000 } as const
const dayMs = 24 * 3_600_000

/** Kind of the effect that deletes a document's file; its request is `{ applicationId, documentId }`. */
export const discardDocument = 'discard-document'

const decideUnder =
  ({ draftDays }: Pick<Policy, 'draftDays'>): Aggregate<DraftState, DraftInput, DraftOutput>['decide'] =>
  (input, state, context) =>
    decide(input, state, context, draftDays * dayMs)

function decide(
  input: DraftInput | RuntimeInput,
  state: DraftState | undefined,
  context: Context,
  lifeMs: number,
): readonly DraftOutput[] {
  const { key: applicationId, at } = context
  const about = { applicationId, at }
  // The applicant was told a date, which nothing brings forward.
  const expiresAt = Math.max(at + lifeMs, state?.expiresAt ?? 0)
  const live = state !== undefined && state.expiresAt !== null ? state : undefined
  const refused = (reason: DraftRefusalReason): readonly DraftOutput[] => [
    { type: 'DraftRefused', data: { ...about, reason } },
  ]
  const ended = (reason: DraftEndReason): DraftOutput => ({ type: 'DraftEnded', data: { ...about, reason } })
  const removed = (documentId: string): DraftOutput => ({
    type: 'DocumentRemoved',
    data: { ...about, documentId, expiresAt },
  })
  switch (input.type) {
    case 'SaveDraft':
      if (state && !live) return refused(state.isSubmitted ? 'SUBMITTED' : 'NO_DRAFT')
      return [{ type: 'DraftSaved', data: { ...input.data, at, expiresAt } }]
    case 'AddDocument': {
      const { document } = input.data
      if (!live) return refused('NO_DRAFT')
      if (live.documents.some(({ documentId }) => documentId === document.documentId)) return []
      if (live.documents.length >= draftLimits.documentsMax) return refused('TOO_MANY_DOCUMENTS')
      return [{ type: 'DocumentAdded', data: { ...about, document, expiresAt } }]
    }
    case 'RemoveDocument': {
      const { documentId } = input.data
      return live?.documents.some(document => document.documentId === documentId) ? [removed(documentId)] : []
    }
    case 'DiscardDraft':
      return live ? [ended('DISCARDED')] : []
    case 'ApplicationSubmitted': {
      if (!live) return state && !state.isSubmitted && state.erasing === 0 ? [ended('SUBMITTED')] : []
      const submitted = input.data.documents.map(({ documentId }) => documentId)
      const left = live.documents.map(({ documentId }) => documentId).filter(id => !submitted.includes(id))
      return [...left.map(removed), ended('SUBMITTED')]
    }
    case 'TimerFired':
      if (input.data.name === erasureTimer) return erasureDue(state, context)
      return live ? [ended('EXPIRED')] : []
    case 'EffectSettled':
      return [...discarded(input, state, at), ...takeErased(input, state, context)]
  }
}

/** Whether the file is gone is told either way: what the store could not delete is the operators' to delete. */
function discarded({ data }: EffectSettled, state: DraftState | undefined, at: number): readonly DraftOutput[] {
  const documentId = state?.discarding.find(id => effectIdOf(id) === data.effect)
  if (!state || documentId === undefined) return []
  const isDeleted = data.outcome === 'succeeded'
  return [{ type: 'DocumentDiscarded', data: { applicationId: state.applicationId, at, documentId, isDeleted } }]
}

const effectIdOf = (documentId: string): string => `discard-${documentId}`

const due = (state: DraftState): readonly Timer[] =>
  state.expiresAt === null
    ? erasureTimers(state, draftLimits.erasedAfterMs)
    : [{ name: 'draft-expires', at: state.expiresAt }]

const pending = (state: DraftState): readonly Effect[] => {
  const { applicationId, discarding } = state
  const discards = discarding.map(documentId => ({
    id: effectIdOf(documentId),
    kind: discardDocument,
    request: { applicationId, documentId },
  }))
  return [...discards, ...erasureEffects(applicationId, state)]
}

/** `drafts`, by application: while there is one. */
const rows = (state: DraftState): readonly Row[] =>
  state.expiresAt === null ? [] : [{ table: 'drafts', id: state.applicationId, data: { ...state } }]

/**
 * A form that is saved and not submitted, with its documents. It is no application; untouched it expires after a time (`draftDays`), and is erased.
 * The application that is made of it has its id, and after that the draft takes nothing more.
 */
export const draft: Aggregate<DraftState, DraftInput, DraftOutput> = {
  name: 'draft',
  state: 'icms.intakeweb.DraftState',
  inputs: [
    { topic: 'intake-web.commands.v1', types: ['SaveDraft', 'DiscardDraft', 'AddDocument', 'RemoveDocument'] },
    { topic: 'intake-web.events.v1', types: ['ApplicationSubmitted'] },
  ],
  outputs: [
    'DraftSaved',
    'DraftEnded',
    'DraftRefused',
    'DocumentAdded',
    'DocumentRemoved',
    'DocumentDiscarded',
    'AbandonedErasureDue',
    'AbandonedErased',
  ],
  decide: decideUnder(defaultPolicy),
  evolve: evolveDraft,
  due,
  pending,
  rows,
}

export const draftUnder = (policy: Policy): typeof draft => ({ ...draft, decide: decideUnder(policy) })
