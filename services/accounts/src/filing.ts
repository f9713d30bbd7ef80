import type { Context, Timer } from '@icms/backbone/aggregate'
import type { AccountState, HeldAccount, WaitingFiling } from '@icms/schemas/generated/accounts-state-v1'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import type { FilingLodged } from '@icms/schemas/generated/court-cases-events-v1'
import type { AccountOutput } from './account.ts'

/** How long a filing waits for the account that it names. */
export const parkedMsMax = 10 * 60_000

type Filing = Omit<WaitingFiling, 'until'>

/**
 * A filing goes to its account first: an active account takes it as its own, so that it knows the case from then on.
 * One made before the activation links nothing, whenever it is seen (R36b).
 */
export function decideFiling(
  lodged: FilingLodged,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const filing = filingOf(lodged)
  const isRepeat = state?.answered.includes(filing.filingId) || state?.parked.some(p => p.filingId === filing.filingId)
  if (isRepeat) return []
  const account = state?.account
  if (!account) {
    const { key: accountId, at } = context
    return [{ type: 'FilingParked', data: { ...filing, accountId, at, until: at + parkedMsMax } }]
  }
  if (account.status === 'TERMINATED') return [refused(filing, 'ACCOUNT_CLOSED', context)]
  if (account.activatedAt === null) return [refused(filing, 'LODGED_BEFORE_ACTIVATION', context)]
  return [confirmedOrRefused(filing, account, account.activatedAt, context)]
}

/** The filings that waited, when the account is activated. */
export function answerWaiting(state: AccountState, context: Context): readonly AccountOutput[] {
  return state.parked.map(waiting => confirmedOrRefused(filingIn(waiting), state.account!, context.at, context))
}

/** The account did not become active in time, or there is none of this login name. */
export function refuseWaiting(
  filingId: string,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const waiting = state?.parked.find(p => p.filingId === filingId)
  if (!state || !waiting) return []
  return [refused(filingIn(waiting), state.account ? 'LODGED_BEFORE_ACTIVATION' : 'UNKNOWN_ACCOUNT', context)]
}

export const waitingTimers = (state: AccountState): readonly Timer[] =>
  state.parked.map(({ filingId, until }) => ({ name: filingId, at: until }))

function confirmedOrRefused(
  filing: Filing,
  account: HeldAccount,
  activatedAt: number,
  context: Context,
): AccountOutput {
  if (filing.filedAt < activatedAt) return refused(filing, 'LODGED_BEFORE_ACTIVATION', context)
  const { key: accountId, at, reference } = context
  const { registrantId } = account
  return {
    type: 'FilingConfirmed',
    data: { ...filing, accountId, at, registrantId, referenceVersion: reference.version },
  }
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
