import type { Context, Effect, EffectSettled, Outgoing } from '@icms/backbone/aggregate'
import type { PreparedDocument } from '@icms/schemas/generated/common'
import type { EnvelopeState } from '@icms/schemas/generated/intake-post-state-v1'
import type { EnvelopeOutput } from './envelope.ts'
import { evolveEnvelope } from './envelope-state.ts'

/** Kind of the effect; its handler is in `prepare-pages.ts`. */
export const preparePages = 'prepare-pages'

/** Failures in a row of one document; after the last it is handed on as it came, with what is missing said. */
export const triesMax = 5
/** Documents that one call is asked for; it answers those that it has done in its time. */
const documentsAtOnce = 20

/** What a call is asked for. Pages are those that the document had when it was taken. */
export type PrepareRequest = {
  readonly paperId: string
  readonly receivedAt: number
  readonly envelopeId: string
  readonly documents: readonly { readonly documentId: string; readonly pages: number }[]
}

export function preparing(state: EnvelopeState): readonly Effect[] {
  const { status, paper, prepared, retryAt, paperId, envelopeId, round } = state
  if (status !== 'PREPARING' || !paper || retryAt !== null) return []
  const documents = state.kept
    .slice(prepared, prepared + documentsAtOnce)
    .map(({ documentId, pages }) => ({ documentId, pages }))
  const request: PrepareRequest = { paperId, receivedAt: paper.receivedAt, envelopeId, documents }
  return [{ id: `prepare-${state.attempt}-${round}`, kind: preparePages, request }]
}

/** What a call came to: some documents are done, or none yet; after the last the paper is handed on. */
export function preparationSettled(
  { outcome, detail }: EffectSettled['data'],
  state: EnvelopeState,
  { at }: Context,
): readonly Outgoing<EnvelopeOutput>[] {
  const { paperId, round, kept, prepared } = state
  if (outcome === 'succeeded') return done((detail.documents ?? []) as readonly PreparedDocument[])
  const code = typeof detail.code === 'string' ? detail.code : 'FAILED'
  // The process ended while the pages were prepared: nothing is wrong with them.
  if (code === 'RESTARTED') return done([])
  const tries = state.tries + 1
  if (tries < triesMax) return [{ type: 'PaperPreparationFailed', data: { paperId, at, round, tries, code } }]
  return done([unprepared(kept[prepared]?.pages ?? 0, 'the page could not be prepared; look at the original')])

  function done(documents: readonly PreparedDocument[]): readonly Outgoing<EnvelopeOutput>[] {
    const output = { type: 'PaperPagesPrepared', data: { paperId, at, round, documents } } as const
    return [output, ...handedOn(evolveEnvelope(state, output)!, at)]
  }
}

/** A document whose pages cannot be shown: each is told of, so that none is missing. */
export const unprepared = (pages: number, damage: string): PreparedDocument => ({
  archiveId: null,
  pages: Array.from({ length: pages }, (_, i) => ({
    ...{ page: i + 1, pictureId: null, width: 0, height: 0, hash: null, reference: null, damage },
  })),
})

/** Hands the paper on once all of its documents are prepared. */
export function handedOn(state: EnvelopeState, at: number): readonly Outgoing<EnvelopeOutput>[] {
  const { paper, paperId, prepared, kept, rescanOf, applicationId } = state
  if (!paper || prepared < kept.length) return []
  return [{ type: 'ScannedPaperReceived', data: { paperId, at, paper, replaces: rescanOf, applicationId } }]
}
