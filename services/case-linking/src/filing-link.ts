import type { Context } from '@icms/backbone/aggregate'
import type { FilingConfirmed } from '@icms/schemas/generated/accounts-events-v1'
import type { CaseState } from '@icms/schemas/generated/case-linking-state-v1'
import { isEnded } from './access-end.ts'
import { whyNoLink } from './automatic-link.ts'
import type { CaseOutput } from './case.ts'

/**
 * A filing that its account confirmed links the account to the case by itself, or says why not (R40e, R40f). A link
 * settles what the holder had asked for.
 */
export function decideConfirmed(
  filing: FilingConfirmed,
  state: CaseState | undefined,
  context: Context,
): readonly CaseOutput[] {
  const { caseNumber, accountId, registrantId, party, role, filingId, filedAt, life } = filing
  if (state?.answered.includes(filingId)) return []
  const { key: caseId, at } = context
  const held = state?.links.find(link => link.accountId === accountId)
  const reason = isEnded(state, filing) ? 'ACCOUNT_CLOSED' : whyNoLink(filing, held, context.reference)
  if (!reason && held) return [{ type: 'LinkKept', data: { caseId, caseNumber, accountId, filingId, at, life } }]
  const { version: referenceVersion } = context.reference
  const decided = { caseId, caseNumber, accountId, registrantId, party, role, filingId, at, referenceVersion }
  if (reason) return [{ type: 'LinkRefused', data: { ...decided, reason } }]
  const requestId = state?.requests.find(request => request.accountId === accountId)?.requestId ?? null
  return [{ type: 'CaseLinked', data: { ...decided, requestId, filedAt, life, disposedAt: state?.disposedAt ?? null } }]
}
