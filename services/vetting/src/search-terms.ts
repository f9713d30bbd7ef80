import type { Context, Effect, EffectSettled } from '@icms/backbone/aggregate'
import type { AnnexB, SearchTerms } from '@icms/schemas/generated/common'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import type { ApplicationOutput } from './application-messages.ts'

/**
 * Kind of the effect that works out by what an application is found. A row's index may hold no personal text, and the
 * core holds no key: so the host, which has it, makes keyed hashes of the texts.
 */
export const hashSearchTerms = 'hash-search-terms'

/** What the effect is asked: the texts that staff search by. */
export type SearchTexts = Pick<AnnexB, 'identityDocument' | 'email' | 'name'>

/** After so many attempts an application is found by its reference alone. A corrected address takes one more. */
const attemptsMax = 20

const effectIdOf = ({ searchAttempts }: ApplicationState): string => `search-terms-${searchAttempts + 1}`

export const searchEffects = (state: ApplicationState): readonly Effect[] => {
  const { searchTerms, searchAttempts, form, erasure } = state
  if (erasure || searchTerms !== null || searchAttempts >= attemptsMax) return []
  const { identityDocument, email, name } = form
  return [{ id: effectIdOf(state), kind: hashSearchTerms, request: { identityDocument, email, name } }]
}

/** What came of an attempt; a failed one is counted, and made again up to the limit. */
export const takeSearchTerms = (
  { data: { effect, outcome, detail } }: EffectSettled,
  state: ApplicationState | undefined,
  { at }: Context,
): readonly ApplicationOutput[] => {
  if (!state || !searchEffects(state).some(({ id }) => id === effect)) return []
  const { document, email, nameEn, nameZh } = detail as SearchTerms
  const terms = outcome === 'succeeded' ? { document, email, nameEn, nameZh } : null
  const { applicationId, searchAttempts } = state
  return [{ type: 'SearchTermsRecorded', data: { applicationId, at, attempt: searchAttempts + 1, terms } }]
}
