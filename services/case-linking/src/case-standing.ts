import type { Context } from '@icms/backbone/aggregate'
import type { CaseState } from '@icms/schemas/generated/case-linking-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { CaseOutput } from './case.ts'

/**
 * The court says that the case was finally disposed of, or that it goes on (A13); each linked account is told (R16a). News
 * may come late and in any order: what happened last counts. It is kept of every case, since a filing that came before it
 * happened may be told after it (I5).
 */
export function changeStanding(
  change: MessageOf<'CaseDisposed' | 'CaseReopened'>,
  state: CaseState | undefined,
  { key: caseId, at }: Context,
): readonly CaseOutput[] {
  const before = state ?? { disposedAt: null, reopenedAt: null }
  const after = standingAfter(change, before)
  if (after.disposedAt === before.disposedAt && after.reopenedAt === before.reopenedAt) return []
  const { caseNumber } = change.data
  const noted: CaseOutput = { type: 'CaseStandingChanged', data: { caseId, caseNumber, at, ...after } }
  if (after.disposedAt === before.disposedAt) return [noted]
  const { disposedAt } = after
  return [
    noted,
    ...(state?.links ?? []).map(({ accountId }): CaseOutput => {
      return { type: 'LinkedCaseChanged', data: { caseId, caseNumber, at, accountId, disposedAt } }
    }),
  ]
}

type Standing = Pick<CaseState, 'disposedAt' | 'reopenedAt'>

function standingAfter(
  { type, data }: MessageOf<'CaseDisposed' | 'CaseReopened'>,
  { disposedAt, reopenedAt }: Standing,
): Standing {
  if (type === 'CaseReopened') {
    const last = Math.max(data.reopenedAt, reopenedAt ?? 0)
    return { disposedAt: disposedAt !== null && disposedAt > last ? disposedAt : null, reopenedAt: last }
  }
  const isOld = reopenedAt !== null && data.disposedAt <= reopenedAt
  return isOld ? { disposedAt, reopenedAt } : { disposedAt: Math.max(data.disposedAt, disposedAt ?? 0), reopenedAt }
}
