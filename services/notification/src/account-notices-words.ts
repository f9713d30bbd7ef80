import type { Context } from '@icms/backbone/aggregate'
import type { Reason } from '@icms/schemas/generated/common'
import type { MessageOf } from '@icms/schemas/message-of'
import type { Policy } from '@icms/schemas/policy'
import { type Notice, noticeFor } from './notice.ts'

/** What becomes of an account and is mailed to its holder's own address. */
export type AccountFact = MessageOf<
  | 'ActivationIssued'
  | 'AccountDeactivated'
  | 'AccountTerminated'
  | 'AccountSuspended'
  | 'AccountReinstated'
  | 'AccountRestored'
  | 'TermsChanged'
  | 'DeactivationNoticeDue'
  | 'DeactivationCancelled'
  | 'CaseLinked'
  | 'LinkRefused'
  | 'LinkRequestRefused'
>

/** The notice that a fact asks for; none where nobody is to be written. */
export function noticeOfFact(fact: AccountFact, context: Context, policy: Policy): Notice | undefined {
  switch (fact.type) {
    case 'ActivationIssued': {
      const { activationId, expiresAt } = fact.data
      return noticeFor('N7', context, { activationId, expiresAt: String(expiresAt) })
    }
    case 'AccountDeactivated':
      return noticeFor('N13', context, wordsOf(fact.data.reason))
    case 'AccountTerminated': {
      const { prospectiveUntil, reason } = fact.data
      if (prospectiveUntil === null) return noticeFor('N19', context, { outcome: 'terminated', ...wordsOf(reason) })
      const ended = { outcome: 'ended', prospectiveUntil: String(prospectiveUntil) }
      // There is no prior notice (R15d); whether there is one afterwards is left to the deployment.
      return policy.mailsAfterPeriod ? noticeFor('N14', context, ended) : undefined
    }
    case 'AccountSuspended':
      return noticeFor('N19', context, { outcome: 'suspended', ...wordsOf(fact.data.reason) })
    case 'AccountReinstated':
      return noticeFor('N19', context, { outcome: 'reinstated', ...wordsOf(fact.data.reason) })
    case 'AccountRestored':
      return noticeFor('N14', context, { outcome: 'restored' })
    case 'DeactivationNoticeDue':
      return noticeFor('N12', context, { outcome: 'due', dueAt: String(fact.data.dueAt) })
    case 'DeactivationCancelled':
      return fact.data.wasAnnounced ? noticeFor('N12', context, { outcome: 'cancelled' }) : undefined
    case 'TermsChanged': {
      const { termsVersion, url } = fact.data
      return noticeFor('N20', context, { termsVersion, url })
    }
    case 'CaseLinked': {
      const { requestId, filedAt, caseId } = fact.data
      const isByStaff = requestId !== null && filedAt === null
      return noticeFor('N15', context, { outcome: isByStaff ? 'request-linked' : 'linked' }, caseId)
    }
    case 'LinkRefused':
      return noticeFor('N15', context, { outcome: 'refused' }, fact.data.caseId)
    case 'LinkRequestRefused': {
      // Whoever's account was closed was told so already.
      const { reasons, caseId } = fact.data
      if (reasons.some(({ code }) => code === 'ACCOUNT_CLOSED')) return undefined
      return noticeFor('N15', context, { outcome: 'request-refused' }, caseId)
    }
  }
}

const wordsOf = ({ code, textEn, textZh }: Reason): Readonly<Record<string, string>> => ({
  reasonCode: code,
  ...(textEn !== null && { reasonEn: textEn }),
  ...(textZh !== null && { reasonZh: textZh }),
})
