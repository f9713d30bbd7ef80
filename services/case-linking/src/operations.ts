import type { Row } from '@icms/backbone/aggregate'
import type { HostContext } from '@icms/backbone/deployable'
import { noticesOf } from '@icms/reference-data/reference-view'
import { dayOf } from '@icms/schemas/calendar-day'
import { parseCaseNumber } from '@icms/schemas/case-number'
import type { FilingRefusalReason, PartyRole } from '@icms/schemas/generated/common'
import { rebuilding } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import { mayDo } from './may-do.ts'

/** A case that is linked to the account. Times are UTC ms. */
export type LinkedCase = {
  readonly caseNumber: string
  /** Code of the court; null for a case number of an earlier form. */
  readonly court: string | null
  readonly party: string
  readonly role: PartyRole
  readonly linkedAt: number
  readonly maySend: boolean
  readonly mayInspect: boolean
}

/** A filing that linked nothing. */
export type RefusedFiling = {
  readonly caseNumber: string
  readonly court: string | null
  readonly role: PartyRole
  readonly reason: FilingRefusalReason
  readonly refusedAt: number
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

  async function statusOf(accountId: string): Promise<string> {
    const answer = await readSide.get('accounts', 'accounts', accountId)
    if (answer.state === 'rebuilding') throw rebuilding()
    return String(answer.found?.data.status)
  }

  return {
    /** Cases linked to the account, the latest first (R40e, R40f), and what it may do in each now (R8). */
    async linkedCases(accountId: string, after?: string): Promise<PageOf<LinkedCase>> {
      const [{ rows, next }, status] = await Promise.all([pageOf('links', accountId, after), statusOf(accountId)])
      const [at, notices] = [clock.now(), noticesOf(reference.current())]
      const items = rows.map(({ data }: Row): LinkedCase => {
        const { caseNumber, party, role, linkedAt } = data as Pick<
          LinkedCase,
          'caseNumber' | 'party' | 'role' | 'linkedAt'
        >
        const asked = { caseNumber, venue: null, links: [{ accountId, linkedAt }], notices }
        const may = (operation: 'send' | 'inspect') => mayDo({ accountId, status }, operation, asked, at).allowed
        const [maySend, mayInspect] = [may('send'), may('inspect')]
        return { caseNumber, court: courtOf(caseNumber, at), party, role, linkedAt, maySend, mayInspect }
      })
      return { items, next }
    },

    /** Filings with the account's login name that linked nothing, the latest first, with the reason. */
    async refusedFilings(accountId: string, after?: string): Promise<PageOf<RefusedFiling>> {
      const { rows, next } = await pageOf('refusals', accountId, after)
      const items = rows.map(({ data }): RefusedFiling => {
        const { caseNumber, role, reason, refusedAt } = data as Omit<RefusedFiling, 'court'>
        return { caseNumber, court: courtOf(caseNumber, clock.now()), role, reason, refusedAt }
      })
      return { items, next }
    },
  }
}

function courtOf(caseNumber: string, at: number): string | null {
  const number = parseCaseNumber(caseNumber, Number(dayOf(at).slice(0, 4)))
  return number.ok ? number.value.court : null
}
