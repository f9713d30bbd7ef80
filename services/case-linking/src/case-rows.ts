import type { Row } from '@icms/backbone/aggregate'
import type { CaseState } from '@icms/schemas/generated/case-linking-state-v1'

/**
 * `cases`, by case; `links` and `requests`, by case and account, and `refusals`, by filing or request: each found by its
 * account or its case. `requests` that wait are the worklist of court support staff.
 */
export function rowsOfCase(state: CaseState, caseId: string): readonly Row[] {
  const { caseNumber, links, refusals, requests, refusedRequests, history, disposedAt } = state
  const indexes = (accountId: string, order: number) => ({
    account: { value: accountId, order },
    case: { value: caseId, order },
  })
  return [
    { table: 'cases', id: caseId, data: { caseId, caseNumber, history, disposedAt } },
    ...links.map(link => ({
      table: 'links',
      id: `${caseId}/${link.accountId}`,
      data: { ...link, caseId, caseNumber, status: 'LINKED', disposedAt },
      indexes: indexes(link.accountId, link.linkedAt),
    })),
    ...refusals.map(refusal => ({
      table: 'refusals',
      id: refusal.filingId,
      data: { ...refusal, caseId, caseNumber },
      indexes: indexes(refusal.accountId, refusal.refusedAt),
    })),
    ...requests.map(request => ({
      table: 'requests',
      id: request.requestId,
      data: { ...request, caseId, caseNumber, status: 'REQUESTED' },
      indexes: {
        ...indexes(request.accountId, request.requestedAt),
        worklist: { value: 'REQUESTED', order: request.requestedAt },
      },
    })),
    ...refusedRequests.map(refused => ({
      table: 'requests',
      id: refused.requestId,
      data: { ...refused, caseId, caseNumber, status: 'REFUSED' },
      indexes: indexes(refused.accountId, refused.refusedAt),
    })),
  ]
}
