import type {
  AccountLink,
  CaseHistoryEntry,
  LinkRequest,
  RefusedLink,
  RefusedRequest,
} from '@icms/schemas/generated/case-linking-state-v1'
import { type createOwnRows, erased } from './own-rows.ts'

type OfCase = { readonly caseId: string; readonly caseNumber: string }
type Linked = AccountLink & OfCase & { readonly disposedAt: number | null }
type Asked = (LinkRequest | RefusedRequest) & OfCase & { readonly status: 'REQUESTED' | 'REFUSED' }
type Refused = RefusedLink & OfCase

/** What the court told of the account, what its holder asked for, and what was decided on it, case by case. */
export async function casesOf({ one, all }: ReturnType<typeof createOwnRows>, accountId: string) {
  const ofAccount = (table: string) => ({ table, index: 'account', value: accountId })
  const [links, requests, refusals, untaken] = await Promise.all([
    all<Linked>('case-linking', ofAccount('links')),
    all<Asked>('case-linking', ofAccount('requests')),
    all<Refused>('case-linking', ofAccount('refusals')),
    all<Refused>('accounts', ofAccount('refused-filings')),
  ])
  const ids = new Set([...links, ...requests, ...refusals].map(({ caseId }) => caseId))
  const history = await Promise.all([...ids].map(caseId => historyOf(caseId)))

  /** Of the case's own history what is about this account; the rest is others'. */
  async function historyOf(caseId: string) {
    const row = await one<OfCase & { readonly history: readonly CaseHistoryEntry[] }>('case-linking', 'cases', caseId)
    if (!row || row === erased) return []
    return row.history
      .filter(entry => entry.accountId === accountId)
      .map(({ at, event, decidedBy, role }) => ({ caseNumber: row.caseNumber, at, event, decidedBy, role }))
  }

  return {
    links: links.map(({ caseNumber, party, role, linkedAt, byRequest, filingId, disposedAt }) => {
      return { caseNumber, party, role, linkedAt, byRequest, filingId, disposedAt }
    }),
    requests: requests.map(asked => {
      const { caseNumber, status } = asked
      if ('refusedAt' in asked) return { caseNumber, status, at: asked.refusedAt, party: null, reasons: asked.reasons }
      return { caseNumber, status, at: asked.requestedAt, party: asked.party, reasons: [] }
    }),
    refusedFilings: [...refusals, ...untaken].map(({ caseNumber, role, reason, refusedAt, filingId }) => {
      return { caseNumber, role, reason, refusedAt, filingId }
    }),
    history: history.flat(),
  }
}
