import type { Context, Effect, EffectSettled, Timer } from '@icms/backbone/aggregate'
import { eraseSubject } from '@icms/backbone/erasure'
import type { MessageOf } from '@icms/schemas/message-of'

/** What was begun and never finished, once it has ended: nobody decides on it, so it erases itself. */
type Ended = { readonly endedAt: number | null; readonly erasing: number }

export type AbandonedOutput = MessageOf<'AbandonedErasureDue' | 'AbandonedErased'>

export const erasureTimer = 'erase'

/** `waitMs` after the end nothing can come any more that still counts on it. */
export const erasureTimers = ({ endedAt, erasing }: Ended, waitMs: number): readonly Timer[] =>
  endedAt === null || erasing > 0 ? [] : [{ name: erasureTimer, at: endedAt + waitMs }]

export const erasureDue = (state: Ended | undefined, { key: subjectId, at }: Context): readonly AbandonedOutput[] =>
  state && erasureTimers(state, 0).length > 0
    ? [{ type: 'AbandonedErasureDue', data: { subjectId, at, attempt: 1 } }]
    : []

export const erasureEffects = (subjectId: string, { erasing }: Ended): readonly Effect[] =>
  erasing > 0 ? [eraseSubject(subjectId, erasing)] : []

/** Whatever is not known to have succeeded is done again: it may be done twice. */
export function takeErased(
  { data: { effect, outcome } }: EffectSettled,
  state: Ended | undefined,
  { key: subjectId, at }: Context,
): readonly AbandonedOutput[] {
  if (!state || !erasureEffects(subjectId, state).some(({ id }) => id === effect)) return []
  const data = { subjectId, at, attempt: state.erasing, isErased: outcome === 'succeeded' }
  return [{ type: 'AbandonedErased', data }]
}

/** What is kept after either; nothing once it is erased. */
export function evolveAbandoned<State extends Ended>(
  state: State | undefined,
  { type, data }: AbandonedOutput,
): State | undefined {
  if (!state) return undefined
  if (type === 'AbandonedErasureDue') return { ...state, erasing: data.attempt }
  return data.isErased ? undefined : { ...state, erasing: data.attempt + 1 }
}
