import type { Context } from '@icms/backbone/aggregate'
import { dayOf } from '@icms/schemas/calendar-day'
import { caseIdOf, parseCaseNumber } from '@icms/schemas/case-number'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import type { ReceiveOrder } from '@icms/schemas/generated/court-cases-commands-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { accountOf, isReference, isTimely } from './canonical-filing.ts'

type Checked =
  | { readonly ok: true; readonly value: MessageOf<'OrderMade' | 'OrderLifted'> }
  | { readonly ok: false; readonly reason: FilingRefusalReason }

/** An order as we tell it on, for one account, in one case of ours or in any (R11); or the first thing that is wrong with it. */
export function canonicalOrder(received: ReceiveOrder, { key, at }: Context): Checked {
  const { change, changedAt, courtReference, orderId, source, sourceId } = received
  const accountId = accountOf(received)
  if (accountId === undefined) return { ok: false, reason: 'INVALID_LOGIN_NAME' }
  const inCase = received.caseNumber === null ? null : caseOf(received.caseNumber, at)
  if (inCase === undefined) return { ok: false, reason: 'INVALID_CASE_NUMBER' }
  const isSound = isReference(orderId) && isReference(courtReference) && isTimely(changedAt, at)
  if (change === 'UNKNOWN' || !isSound) return { ok: false, reason: 'INVALID_FILING' }
  const { caseId, caseNumber } = inCase ?? { caseId: null, caseNumber: null }
  // Each court case system counts its orders by itself.
  const order = { accountId, orderId: `${source} ${orderId}`, caseId, caseNumber, at }
  const origin = { deliveryId: key, source, sourceId, courtReference }
  const value: MessageOf<'OrderMade' | 'OrderLifted'> =
    change === 'MADE'
      ? { type: 'OrderMade', data: { ...order, madeAt: changedAt, ...origin } }
      : { type: 'OrderLifted', data: { ...order, liftedAt: changedAt, ...origin } }
  return { ok: true, value }
}

function caseOf(typed: string, at: number) {
  const number = parseCaseNumber(typed, Number(dayOf(at).slice(0, 4)))
  return number.ok ? { caseId: caseIdOf(number.value.canonical), caseNumber: number.value.canonical } : undefined
}
