import type { Row } from '@icms/backbone/aggregate'
import type { HostContext } from '@icms/backbone/deployable'
import { noticesOf } from '@icms/reference-data/reference-view'
import { dayOf } from '@icms/schemas/calendar-day'
import { parseCaseNumber } from '@icms/schemas/case-number'
import type { FilingRefusalReason, PartyRole, Reason } from '@icms/schemas/generated/common'
import { rebuilding } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import { type AskingAccount, mayDo } from './may-do.ts'

/** A case that is linked to the account. Times are UTC ms. */
export type LinkedCase = {
  readonly caseNumber: string
  /** Code of the court; null for a case number of an earlier form. */
  readonly court: string | null
  readonly party: string
  readonly role: PartyRole
  readonly linkedAt: number
  /** True where staff linked it, as the holder asked (R40c). */
  readonly byRequest: boolean
  /** When the case was finally disposed of; null where it goes on (A13). */
  readonly disposedAt: number | null
  readonly maySend: boolean
  readonly mayInspect: boolean
  /** True where an order of the court stops the holder from sending in it (R11). */
  readonly stoppedByOrder: boolean
}

/** A filing that linked nothing. */
export type RefusedFiling = {
  readonly caseNumber: string
  readonly court: string | null
  readonly role: PartyRole
  readonly reason: FilingRefusalReason
  readonly refusedAt: number
}

/** A case that the holder asked to be linked and that is not, or not yet. */
export type AskedLink = {
  readonly caseNumber: string
  readonly court: string | null
  readonly status: 'REQUESTED' | 'REFUSED'
  readonly at: number
  readonly reasons: readonly Reason[]
}

export type PageOf<T> = { readonly items: readonly T[]; readonly next: string | undefined }

export type CaseOperations = ReturnType<typeof createCaseOperations>

/** What account holders see of their cases, for pages and JSON alike. All throw `rebuilding` and, of a forged place, `not-found`. */
export function createCaseOperations({ backbone, clock, reference }: HostContext) {
  const { readSide } = backbone

  async function pageOf(table: string, accountId: string, after: string | undefined) {
    const query = { table, index: 'account', value: accountId, descending: true, after }
    return readRowPage(readSide, 'case-linking', query)
  }

  /** Filings that the account did not take, so that they never came to their case. */
  async function refusedByAccount(accountId: string): Promise<readonly Row[]> {
    const query = { table: 'refused-filings', index: 'account', value: accountId, descending: true }
    return (await readRowPage(readSide, 'accounts', query)).rows
  }

  async function askingAccount(accountId: string): Promise<AskingAccount> {
    const answer = await readSide.get('accounts', 'accounts', accountId)
    if (answer.state === 'rebuilding') throw rebuilding()
    const { status, restrictions = [] } = (answer.found?.data ?? {}) as Partial<AskingAccount>
    return { accountId, status: String(status), restrictions }
  }

  return {
    /** Cases linked to the account, the latest first (R40e, R40f), and what it may do in each now (R8). */
    async linkedCases(accountId: string, after?: string): Promise<PageOf<LinkedCase>> {
      const [{ rows, next }, account] = await Promise.all([pageOf('links', accountId, after), askingAccount(accountId)])
      const [at, notices] = [clock.now(), noticesOf(reference.current())]
      const items = rows.map(({ data }: Row): LinkedCase => {
        const { caseId, caseNumber, party, role, linkedAt, byRequest, disposedAt } = data as Pick<
          LinkedCase,
          'caseNumber' | 'party' | 'role' | 'linkedAt' | 'byRequest' | 'disposedAt'
        > & { readonly caseId: string }
        const asked = { caseId, caseNumber, venue: null, links: [{ accountId, linkedAt }], notices }
        const [send, inspect] = (['send', 'inspect'] as const).map(operation => mayDo(account, operation, asked, at))
        const [maySend, mayInspect] = [send!.allowed, inspect!.allowed]
        const stoppedByOrder = !send!.allowed && send!.reason === 'RESTRICTED_BY_ORDER'
        const court = courtOf(caseNumber, at)
        return { caseNumber, court, party, role, linkedAt, byRequest, disposedAt, maySend, mayInspect, stoppedByOrder }
      })
      return { items, next }
    },

    /** Cases that the holder asked to be linked: those that wait and those that staff refused, the latest first (R40c, R40d). */
    async askedLinks(accountId: string): Promise<readonly AskedLink[]> {
      const { rows } = await pageOf('requests', accountId, undefined)
      return rows.map(({ data }): AskedLink => {
        const asked = data as Partial<AskedLink> & { readonly requestedAt?: number; readonly refusedAt?: number }
        const { caseNumber = '', status = 'REQUESTED', reasons = [] } = asked
        const at = asked.refusedAt ?? asked.requestedAt ?? 0
        return { caseNumber, court: courtOf(caseNumber, clock.now()), status, at, reasons }
      })
    },

    /** Filings with the account's login name that linked nothing, the latest first, with the reason. */
    async refusedFilings(accountId: string, after?: string): Promise<PageOf<RefusedFiling>> {
      const [{ rows, next }, before] = await Promise.all([
        pageOf('refusals', accountId, after),
        after === undefined ? refusedByAccount(accountId) : [],
      ])
      const items = [...before, ...rows].map(({ data }): RefusedFiling => {
        const { caseNumber, role, reason, refusedAt } = data as Omit<RefusedFiling, 'court'>
        return { caseNumber, court: courtOf(caseNumber, clock.now()), role, reason, refusedAt }
      })
      return { items: items.toSorted((a, b) => b.refusedAt - a.refusedAt), next }
    },
  }
}

function courtOf(caseNumber: string, at: number): string | null {
  const number = parseCaseNumber(caseNumber, Number(dayOf(at).slice(0, 4)))
  return number.ok ? number.value.court : null
}
