import type { Aggregate, Context, Outgoing, RuntimeInput } from '@icms/backbone/aggregate'
import type { NoteFaxCall } from '@icms/schemas/generated/intake-fax-rekeyed-v1'
import type { BrokenCall, FaxSenderState } from '@icms/schemas/generated/intake-fax-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'

export type FaxSenderInput = MessageOf<'NoteFaxCall'>
export type FaxSenderOutput = MessageOf<'FaxCallNoted' | 'FaxSenderForgotten'>

const brokenMax = 10
const notedMax = 50
const hourMs = 3_600_000

function decide(
  input: FaxSenderInput | RuntimeInput,
  state: FaxSenderState | undefined,
  { key: senderId, at }: Context,
  waitMs: number,
): readonly Outgoing<FaxSenderOutput>[] {
  if (input.type === 'TimerFired') return state ? [{ type: 'FaxSenderForgotten', data: { senderId, at } }] : []
  if (input.type !== 'NoteFaxCall' || state?.noted.includes(input.data.faxId)) return []
  const { faxId, isPartial, pagesDeclared, pagesFound, continuesId } = input.data
  // Where it says itself what it continues there is nothing to guess.
  const recent = continuesId === null ? (state?.broken ?? []).filter(broken => at - broken.at <= waitMs) : []
  const likelyWith = recent.findLast(broken => isLikely(broken, input.data))?.faxId ?? null
  const pagesMissing = pagesDeclared === null ? null : Math.max(0, pagesDeclared - pagesFound)
  const noted = { faxId, senderId, at, likelyWith, isPartial, pagesMissing, pagesDeclared, continuesId }
  return [{ type: 'FaxCallNoted', key: faxId, data: noted }]
}

/** It brings what was missing, or all of it once more; or nobody counted; or it broke off as well. */
const isLikely = ({ pagesMissing, pagesDeclared }: BrokenCall, { isPartial, pagesFound }: NoteFaxCall): boolean =>
  isPartial ||
  pagesMissing === null ||
  pagesFound === pagesMissing ||
  pagesFound >= (pagesDeclared ?? Number.POSITIVE_INFINITY)

function evolve(state: FaxSenderState | undefined, output: FaxSenderOutput): FaxSenderState | undefined {
  if (output.type === 'FaxSenderForgotten') return undefined
  const { faxId, senderId, at, isPartial, pagesMissing, pagesDeclared, continuesId } = output.data
  const before = state?.broken ?? []
  const continued = before.find(broken => broken.faxId === continuesId)
  const others = before.filter(broken => broken !== continued)
  // The paper is known by its first call, which is still broken off where the one that continues it is.
  const now = isPartial ? [{ faxId: continued?.faxId ?? faxId, at, pagesMissing, pagesDeclared }] : []
  return {
    senderId,
    changedAt: at,
    broken: [...others, ...now].slice(-brokenMax),
    noted: [...(state?.noted ?? []), faxId].slice(-notedMax),
  }
}

/**
 * The calls of one sender that broke off shortly before, by a keyed hash of its number. A later call that names none of
 * them may complete one all the same: it is marked so, and a person decides.
 */
export const faxSenderUnder = ({
  faxCompletionHours,
}: Pick<Policy, 'faxCompletionHours'>): Aggregate<FaxSenderState, FaxSenderInput, FaxSenderOutput> => ({
  name: 'fax-sender',
  state: 'icms.intakefax.FaxSenderState',
  inputs: [{ topic: 'intake-fax.rekeyed.v1', types: ['NoteFaxCall'] }],
  outputs: ['FaxCallNoted', 'FaxSenderForgotten'],
  decide: (input, state, context) => decide(input, state, context, faxCompletionHours * hourMs),
  evolve,
  due: ({ changedAt }) => [{ name: 'forget', at: changedAt + faxCompletionHours * hourMs }],
})

export const faxSender: Aggregate<FaxSenderState, FaxSenderInput, FaxSenderOutput> = faxSenderUnder(defaultPolicy)
