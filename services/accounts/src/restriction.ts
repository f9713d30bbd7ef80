import type { Context } from '@icms/backbone/aggregate'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { AccountOutput } from './account.ts'

/** Lifted orders that are remembered, so that the news that one was made changes nothing when they come late. */
const rememberedMax = 100

/**
 * A restrictive or disallowance order stops the holder from sending documents, and from nothing else (R11, A28): it is
 * recorded until it is lifted, in whatever order the news arrive.
 */
export function decideOrder(
  { type, data }: MessageOf<'OrderMade' | 'OrderLifted'>,
  state: AccountState | undefined,
  { key: accountId, at }: Context,
): readonly AccountOutput[] {
  const { orderId, deliveryId } = data
  if (state?.answered.includes(deliveryId)) return []
  const about = { accountId, at, orderId, deliveryId }
  const account = state?.account
  if (!account) return [{ type: 'RestrictionRefused', data: { ...about, reason: 'UNKNOWN_ACCOUNT' } }]
  if (type === 'OrderLifted') return [{ type: 'RestrictionLifted', data: { ...about, liftedAt: data.liftedAt } }]
  const { caseId, caseNumber, madeAt } = data
  if (account.liftedOrders.includes(orderId))
    return [{ type: 'RestrictionLifted', data: { ...about, liftedAt: madeAt } }]
  return [{ type: 'RestrictionRecorded', data: { ...about, caseId, caseNumber, madeAt } }]
}

export function evolveRestriction(
  account: HeldAccount,
  { type, data }: MessageOf<'RestrictionRecorded' | 'RestrictionLifted'>,
): HeldAccount {
  const { orderId } = data
  const others = account.restrictions.filter(one => one.orderId !== orderId)
  if (type === 'RestrictionLifted') {
    const liftedOrders = [...account.liftedOrders.filter(id => id !== orderId), orderId].slice(-rememberedMax)
    return { ...account, restrictions: others, liftedOrders }
  }
  const { caseId, caseNumber, madeAt } = data
  return { ...account, restrictions: [...others, { orderId, caseId, caseNumber, madeAt }] }
}
