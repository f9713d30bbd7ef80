import { dayOf } from '@icms/schemas/calendar-day'
import { parseCaseNumber } from '@icms/schemas/case-number'
import { isEProceeding, type NoticeInForce } from '@icms/schemas/e-proceeding'

/** What registered users do in a proceeding (R8): send documents, or inspect those that were filed. */
export type CaseOperation = 'send' | 'inspect'

/** `restrictions`: orders of the court that hold, each in one case or, without one, in every proceeding. */
export type AskingAccount = {
  readonly accountId: string
  readonly status: string
  readonly restrictions: readonly { readonly caseId: string | null }[]
}

/** A case as far as the question goes, with the links that have not ended. `linkedAt`: UTC ms. */
export type AskedCase = {
  readonly caseId: string
  readonly caseNumber: string
  readonly venue: string | null
  readonly links: readonly { readonly accountId: string; readonly linkedAt: number }[]
  readonly notices: readonly NoticeInForce[]
}

export type Permission =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason:
        | 'ACCOUNT_NOT_ACTIVE'
        | 'ACCOUNT_SUSPENDED'
        | 'NOT_LINKED'
        | 'NOT_AN_E_PROCEEDING'
        | 'RESTRICTED_BY_ORDER'
    }

/**
 * Whether an account may do something in a case at an instant (UTC ms): only a registered user (R1), only in a case that
 * is linked to the account by then (R41), and only while it is an e-proceeding (R2). An order of the court stops sending,
 * and nothing else (R11, A28). The one answer for pages, SOAP and feeds.
 */
export function mayDo(account: AskingAccount, operation: CaseOperation, asked: AskedCase, at: number): Permission {
  const { caseId, caseNumber, venue, links, notices } = asked
  if (account.status === 'SUSPENDED') return refusedFor('ACCOUNT_SUSPENDED')
  if (account.status !== 'ACTIVE') return refusedFor('ACCOUNT_NOT_ACTIVE')
  const isLinked = links.some(link => link.accountId === account.accountId && link.linkedAt <= at)
  if (!isLinked) return refusedFor('NOT_LINKED')
  const day = dayOf(at)
  const number = parseCaseNumber(caseNumber, Number(day.slice(0, 4)))
  if (!number.ok) return refusedFor('NOT_AN_E_PROCEEDING')
  const proceeding = { ...number.value, venue: number.value.venue ?? venue }
  if (!isEProceeding(proceeding, day, notices)) return refusedFor('NOT_AN_E_PROCEEDING')
  const isRestricted = account.restrictions.some(order => order.caseId === null || order.caseId === caseId)
  return operation === 'send' && isRestricted ? refusedFor('RESTRICTED_BY_ORDER') : { allowed: true }
}

const refusedFor = (reason: Extract<Permission, { allowed: false }>['reason']): Permission => ({
  allowed: false,
  reason,
})
