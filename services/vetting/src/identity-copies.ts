import type { Context, Effect, EffectSettled } from '@icms/backbone/aggregate'
import { purgeDocuments } from '@icms/backbone/erasure'
import { isIdentityCopy } from '@icms/schemas/attendance-documents'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { isFinal } from './application-end.ts'
import type { ApplicationOutput } from './application-messages.ts'

/** Copies of identity documents that came with the application or with an answer. */
const copiesIn = ({ documents, supplements }: ApplicationState): readonly string[] =>
  [documents, ...supplements.map(asked => asked.documents)]
    .flat()
    .filter(({ kind }) => isIdentityCopy(kind))
    .map(({ documentId }) => documentId)

/** They are kept no longer than necessary: until the application was decided. */
export const purgeEffects = (state: ApplicationState): readonly Effect[] => {
  if (!isFinal(state) || state.purge || state.erasure) return []
  const copies = copiesIn(state)
  return copies.length === 0 ? [] : [purgeDocuments(state.applicationId, copies, state.purgeAttempts + 1)]
}

/** Whatever is not known to have succeeded is done again: it may be done twice. */
export const takePurged = (
  { data: { effect, outcome, detail } }: EffectSettled,
  state: ApplicationState | undefined,
  { at }: Context,
): readonly ApplicationOutput[] => {
  if (!state || !purgeEffects(state).some(({ id }) => id === effect)) return []
  const { applicationId, purgeAttempts } = state
  const became = outcome !== 'succeeded' ? 'FAILED' : detail.isDeleted === true ? 'DELETED' : 'KEPT'
  const data = { applicationId, at, attempt: purgeAttempts + 1, documentIds: copiesIn(state), outcome: became } as const
  return [{ type: 'IdentityCopiesPurged', data }]
}
