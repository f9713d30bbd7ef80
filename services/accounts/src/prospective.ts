import type { Context, Timer } from '@icms/backbone/aggregate'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { CaseLinked, LinkKept, LinkRefused } from '@icms/schemas/generated/case-linking-events-v1'
import type { Policy } from '@icms/schemas/policy'
import type { AccountOutput } from './account.ts'
import { closeAccess, isClosed } from './closing.ts'
import { answerWaiting } from './filing.ts'

/** When the end of the period takes effect: it waits for filings that were made in time and are on their way (A7). */
export const graceEnd = (prospectiveUntil: number, { graceHours }: Policy): number =>
  prospectiveUntil + graceHours * 3_600_000

export const periodEnded = 'PROSPECTIVE_PERIOD_ENDED'

/** True of an account that ends unless a case is filed in time. */
export const isProspective = (account: HeldAccount): account is HeldAccount & { readonly prospectiveUntil: number } =>
  account.prospectiveUntil !== null && !isClosed(account)

/** A case is linked: where its filing was made in time, the account is one like any other from now on (R15b, R15c). */
export function decideLinked(
  linked: CaseLinked,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  if (!account || !isProspective(account)) return []
  const filedAt = linked.filedAt ?? linked.at
  return filedAt <= account.prospectiveUntil
    ? meet(state, linked.caseId, filedAt, context)
    : noteOutcome(linked, account, context)
}

/** A filing met a link that was there, or linked nothing: the end of the period need not wait for it any more. */
export function decideNotLinked(
  answered: LinkKept | LinkRefused,
  wasLinked: boolean,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  if (!account || !isProspective(account)) return []
  const waiting = account.undecided.find(({ filingId }) => filingId === answered.filingId)
  if (!waiting) return []
  return wasLinked ? meet(state, answered.caseId, waiting.filedAt, context) : noteOutcome(answered, account, context)
}

/** The period is over and nothing that was filed in it linked a case: the account ends without prior notice (R15d). */
export function endPeriod(state: AccountState | undefined, context: Context): readonly AccountOutput[] {
  const account = state?.account
  if (!account || !isProspective(account) || account.undecided.length > 0) return []
  const { registrantId, personId, prospectiveUntil } = account
  const reason = { code: periodEnded, textEn: null, textZh: null }
  const { key: accountId, at } = context
  return [
    { type: 'AccountTerminated', data: { accountId, at, registrantId, personId, reason, prospectiveUntil } },
    ...closeAccess(state, context),
  ]
}

export function periodTimers({ account }: AccountState, policy: Policy): readonly Timer[] {
  if (!account || !isProspective(account) || account.undecided.length > 0) return []
  return [{ name: 'prospective', at: graceEnd(account.prospectiveUntil, policy) }]
}

/** True of a filing made in time by an account that has ended for want of one: it lets the account be restored (A7). */
export const isInTimeButLate = (account: HeldAccount, filedAt: number): boolean =>
  account.closedBecause === periodEnded &&
  account.prospectiveUntil !== null &&
  account.activatedAt !== null &&
  filedAt >= account.activatedAt &&
  filedAt <= account.prospectiveUntil

function meet(state: AccountState, caseId: string, filedAt: number, context: Context): readonly AccountOutput[] {
  const { key: accountId, at } = context
  return [
    { type: 'ProspectivePeriodMet', data: { accountId, at, caseId, filedAt } },
    ...answerWaiting(state, state.account!, context),
  ]
}

function noteOutcome(
  { caseId, filingId }: { readonly caseId: string; readonly filingId: string },
  account: HeldAccount,
  { key: accountId, at }: Context,
): readonly AccountOutput[] {
  if (!account.undecided.some(waiting => waiting.filingId === filingId)) return []
  return [{ type: 'FilingOutcomeNoted', data: { accountId, at, caseId, filingId } }]
}
