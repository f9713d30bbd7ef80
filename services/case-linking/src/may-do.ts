import { dayOf } from '@icms/schemas/calendar-day'
import { parseCaseNumber } from '@icms/schemas/case-number'
import { isEProceeding, type NoticeInForce } from '@icms/schemas/e-proceeding'

/** What registered users do in a proceeding (R8): send documents, or inspect those that were filed. */
export type CaseOperation = 'send' | 'inspect'

export type AskingAccount = { readonly accountId: string; readonly status: string }

/** A case as far as the question goes, with the links that have not ended. `linkedAt`: UTC ms. */
export type AskedCase = {
  readonly caseNumber: string
  readonly venue: string | null
  readonly links: readonly { readonly accountId: string; readonly linkedAt: number }[]
  readonly notices: readonly NoticeInForce[]
}

export type Permission =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason: 'ACCOUNT_NOT_ACTIVE' | 'ACCOUNT_SUSPENDED' | 'NOT_LINKED' | 'NOT_AN_E_PROCEEDING'
    }

/**
 * Whether an account may do something in a case at an instant (UTC ms): only a registered user (R1), only in a case that
 * is linked to the account by then (R41), and only while it is an e-proceeding (R2). The one answer for pages, SOAP and
 * feeds. So far a link allows both operations alike.
 */
export function mayDo(account: AskingAccount, _operation: CaseOperation, asked: AskedCase, at: number): Permission {
  const { caseNumber, venue, links, notices } = asked
  if (account.status === 'SUSPENDED') return refusedFor('ACCOUNT_SUSPENDED')
  if (account.status !== 'ACTIVE') return refusedFor('ACCOUNT_NOT_ACTIVE')
  const isLinked = links.some(link => link.accountId === account.accountId && link.linkedAt <= at)
  if (!isLinked) return refusedFor('NOT_LINKED')
  const day = dayOf(at)
  const number = parseCaseNumber(caseNumber, Number(day.slice(0, 4)))
  if (!number.ok) return refusedFor('NOT_AN_E_PROCEEDING')
  const proceeding = { ...number.value, venue: number.value.venue ?? venue }
  return isEProceeding(proceeding, day, notices) ? { allowed: true } : refusedFor('NOT_AN_E_PROCEEDING')
}

const refusedFor = (reason: Extract<Permission, { allowed: false }>['reason']): Permission => ({
  allowed: false,
  reason,
})
