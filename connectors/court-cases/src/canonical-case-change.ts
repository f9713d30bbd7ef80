import type { Context } from '@icms/backbone/aggregate'
import { dayOf } from '@icms/schemas/calendar-day'
import { caseIdOf, parseCaseNumber } from '@icms/schemas/case-number'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import type { ReceiveCaseChange } from '@icms/schemas/generated/court-cases-commands-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { isReference, isTimely } from './canonical-filing.ts'

type Checked =
  | { readonly ok: true; readonly value: MessageOf<'CaseDisposed' | 'CaseReopened'> }
  | { readonly ok: false; readonly reason: FilingRefusalReason }

/** What became of a case as we tell it on, under our own case id; or the first thing that is wrong with it. */
export function canonicalCaseChange(received: ReceiveCaseChange, { key, at }: Context): Checked {
  const { change, changedAt, courtReference, source, sourceId } = received
  const number = parseCaseNumber(received.caseNumber, Number(dayOf(at).slice(0, 4)))
  if (!number.ok) return { ok: false, reason: 'INVALID_CASE_NUMBER' }
  if (change === 'UNKNOWN' || !isTimely(changedAt, at) || !isReference(courtReference))
    return { ok: false, reason: 'INVALID_FILING' }
  const caseNumber = number.value.canonical
  const told = { caseId: caseIdOf(caseNumber), caseNumber, at, deliveryId: key, source, sourceId, courtReference }
  const value: MessageOf<'CaseDisposed' | 'CaseReopened'> =
    change === 'DISPOSED'
      ? { type: 'CaseDisposed', data: { ...told, disposedAt: changedAt } }
      : { type: 'CaseReopened', data: { ...told, reopenedAt: changedAt } }
  return { ok: true, value }
}
