import type { Context, Timer } from '@icms/backbone/aggregate'
import { currentTermsAt } from '@icms/reference-data/reference-view'
import type { ActivateAccount } from '@icms/schemas/generated/accounts-commands-v1'
import type { ActivationRefusalReason } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { Policy } from '@icms/schemas/policy'
import type { AccountOutput } from './account.ts'
import { answerWaiting } from './filing.ts'
import { requestLinks } from './link-requests.ts'
import { issueActivation } from './registration.ts'
import { recordDecision, refuse } from './staff-decision.ts'
import { isLocked, lockMs, triesMax } from './tries.ts'

/**
 * Counts a try before its code is looked at; the fifth locks the account for 30 minutes unless it succeeds (A33).
 * A try of a code that expired sends for a new one: nobody is left without a way in (A8).
 */
export function decideActivationTry(
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  const { key: accountId, at } = context
  const account = state?.account
  const reason = whyNotNow(account, at)
  if (reason) return [refused(reason, account, context)]
  const { tries, activation } = account!
  if (!activation || at > activation.expiresAt) {
    const expired = refused('CODE_EXPIRED', account, context)
    return isPeriodOver(account!, at) ? [expired] : [expired, issueActivation(account!, context, policy)]
  }
  const tried: AccountOutput = { type: 'ActivationTried', data: { accountId, at, attempt: tries.last + 1 } }
  return tries.failed + 1 < triesMax
    ? [tried]
    : [tried, { type: 'AccountLocked', data: { accountId, at, until: at + lockMs } }]
}

/** Opens the services to a holder who gave the right code and accepted the terms as they are now (R29, R36b). */
export function activate(
  { activationId, termsVersion, passwordHash }: ActivateAccount,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  const closed = whyNever(account)
  if (closed) return [refused(closed, account, context)]
  const { registrantId, loginName, activation } = account!
  if (account!.status === 'ACTIVATION_EXPIRED') return [refused('CODE_EXPIRED', account, context)]
  if (activation?.activationId !== activationId) return [refused('CODE_SUPERSEDED', account, context)]
  if (context.at > activation.expiresAt) return [refused('CODE_EXPIRED', account, context)]
  if (currentTermsAt(context.reference, context.at)?.version !== termsVersion)
    return [refused('TERMS_NOT_CURRENT', account, context)]
  const activated = {
    accountId: context.key,
    at: context.at,
    registrantId,
    loginName,
    termsVersion,
    passwordHash,
    referenceVersion: context.reference.version,
  }
  return [
    { type: 'AccountActivated', data: activated },
    ...answerWaiting(state!, { ...account!, activatedAt: context.at }, context),
    ...requestLinks(account!, context),
  ]
}

/** A new code for the holder, or for whom staff ask (A8); the one before is void. */
export function reissue(state: AccountState | undefined, context: Context, policy: Policy): readonly AccountOutput[] {
  const account = state?.account
  const command = 'ReissueActivation'
  const reason = whyNever(account)
  if (!account || reason) return [refuse(command, reason ?? 'NO_SUCH_ACCOUNT', context)]
  if (isPeriodOver(account, context.at)) return [refuse(command, 'PERIOD_OVER', context)]
  const issued = issueActivation(account, context, policy)
  const isByStaff = context.actor.kind === 'staff'
  return isByStaff ? [recordDecision(command, { reason: null, note: null }, context), issued] : [issued]
}

/** The code was not used in time (A8). That of a prospective litigant is good for the period, which ends by itself. */
export function expireActivation(state: AccountState | undefined, context: Context): readonly AccountOutput[] {
  const account = state?.account
  if (account?.status !== 'CREATED' || !account.activation || account.activation.expiresAt >= context.at) return []
  const { activationId } = account.activation
  return [{ type: 'ActivationExpired', data: { accountId: context.key, at: context.at, activationId } }]
}

export function activationTimers({ account }: AccountState): readonly Timer[] {
  if (account?.status !== 'CREATED' || !account.activation || account.prospectiveUntil !== null) return []
  return [{ name: 'activation', at: account.activation.expiresAt + 1 }]
}

const isPeriodOver = ({ prospectiveUntil }: HeldAccount, at: number): boolean =>
  prospectiveUntil !== null && at > prospectiveUntil

function whyNever(account: HeldAccount | null | undefined) {
  if (!account) return 'NO_SUCH_ACCOUNT'
  if (account.status === 'ACTIVE' || account.status === 'SUSPENDED') return 'ALREADY_ACTIVE'
  return account.status === 'CREATED' || account.status === 'ACTIVATION_EXPIRED' ? undefined : 'ACCOUNT_CLOSED'
}

const whyNotNow = (account: HeldAccount | null | undefined, at: number): ActivationRefusalReason | undefined =>
  whyNever(account) ?? (isLocked(account!.tries, at) ? 'LOCKED' : undefined)

function refused(
  reason: ActivationRefusalReason,
  account: HeldAccount | null | undefined,
  { key: accountId, at }: Context,
): AccountOutput {
  const until = reason === 'LOCKED' ? (account?.tries.lockedUntil ?? null) : null
  return { type: 'ActivationRefused', data: { accountId, at, reason, until } }
}
