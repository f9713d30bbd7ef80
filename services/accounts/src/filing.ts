import type { Context, Timer } from '@icms/backbone/aggregate'
import { addDays, dayOf, endOfDay } from '@icms/schemas/calendar-day'
import type { AccountState, HeldAccount, WaitingFiling } from '@icms/schemas/generated/accounts-state-v1'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import type { FilingLodged } from '@icms/schemas/generated/court-cases-events-v1'
import type { Policy } from '@icms/schemas/policy'
import type { AccountOutput } from './account.ts'
import { isClosed } from './closing.ts'
import { graceEnd, isInTimeButLate, isProspective } from './prospective.ts'

/** How long a filing waits for the account that it names. */
export const parkedMsMax = 10 * 60_000

/** Calendar days in which an account may be restored after a filing that was made in time came late (A7). */
export const restorationDays = 30

type Filing = Omit<WaitingFiling, 'until'>

/**
 * A filing goes to its account first: an active account takes it as its own, so that it knows the case from then on.
 * One made before the activation links nothing, whenever it is seen (R36b).
 */
export function decideFiling(
  lodged: FilingLodged,
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  const filing = filingOf(lodged)
  const isRepeat = state?.answered.includes(filing.filingId) || state?.parked.some(p => p.filingId === filing.filingId)
  if (isRepeat) return []
  const account = state?.account
  if (!account) {
    return [parked(filing, context.at + parkedMsMax, context)]
  }
  if (isClosed(account)) {
    // The Judiciary Administrator may restore the account: the filing waits for that (A7).
    return isInTimeButLate(account, filing.filedAt)
      ? [parked(filing, endOfDay(addDays(dayOf(context.at), restorationDays)), context)]
      : [refused(filing, 'ACCOUNT_CLOSED', context)]
  }
  if (account.activatedAt === null) return [refused(filing, 'LODGED_BEFORE_ACTIVATION', context)]
  // After the period it counts only if the account turns out to go on (R15d).
  if (isProspective(account) && filing.filedAt > account.prospectiveUntil)
    return [parked(filing, graceEnd(account.prospectiveUntil, policy), context)]
  return [confirmedOrRefused(filing, account, context)]
}

/** The filings that waited, when the account can take them: it is active since `activatedAt`. */
export function answerWaiting(
  { parked: waiting }: AccountState,
  account: HeldAccount,
  context: Context,
): readonly AccountOutput[] {
  return waiting.map(one => confirmedOrRefused(filingIn(one), account, context))
}

export const refuseAll = (
  waiting: readonly WaitingFiling[],
  reason: FilingRefusalReason,
  context: Context,
): readonly AccountOutput[] => waiting.map(one => refused(filingIn(one), reason, context))

/** The account did not become active in time, or there is none of this login name. */
export function refuseWaiting(
  filingId: string,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const waiting = state?.parked.find(p => p.filingId === filingId)
  if (!state || !waiting) return []
  return refuseAll([waiting], whyTooLong(state.account), context)
}

function whyTooLong(account: HeldAccount | null): FilingRefusalReason {
  if (!account) return 'UNKNOWN_ACCOUNT'
  return account.activatedAt === null ? 'LODGED_BEFORE_ACTIVATION' : 'ACCOUNT_CLOSED'
}

export const waitingTimers = (state: AccountState): readonly Timer[] =>
  state.parked.map(({ filingId, until }) => ({ name: filingId, at: until }))

function confirmedOrRefused(filing: Filing, account: HeldAccount, context: Context): AccountOutput {
  const { registrantId, activatedAt, status, suspendedAt, life } = account
  if (activatedAt === null || filing.filedAt < activatedAt) return refused(filing, 'LODGED_BEFORE_ACTIVATION', context)
  if (status === 'SUSPENDED' && filing.filedAt >= (suspendedAt ?? 0))
    return refused(filing, 'ACCOUNT_SUSPENDED', context)
  const { key: accountId, at, reference } = context
  return {
    type: 'FilingConfirmed',
    data: { ...filing, accountId, at, registrantId, life, referenceVersion: reference.version },
  }
}

function parked(filing: Filing, until: number, { key: accountId, at }: Context): AccountOutput {
  return { type: 'FilingParked', data: { ...filing, accountId, at, until } }
}

function refused(
  filing: Filing,
  reason: FilingRefusalReason,
  { key: accountId, at, reference }: Context,
): AccountOutput {
  return { type: 'FilingRefused', data: { ...filing, accountId, at, reason, referenceVersion: reference.version } }
}

function filingIn(waiting: WaitingFiling): Filing {
  const { until: _, ...filing } = waiting
  return filing
}

const filingOf = (lodged: FilingLodged): Filing => ({
  filingId: lodged.filingId,
  caseId: lodged.caseId,
  caseNumber: lodged.caseNumber,
  loginName: lodged.loginName,
  party: lodged.party,
  role: lodged.role,
  documentType: lodged.documentType,
  venue: lodged.venue,
  representation: lodged.representation,
  lodgedVia: lodged.lodgedVia,
  filedAt: lodged.filedAt,
  source: lodged.source,
  sourceId: lodged.sourceId,
})
