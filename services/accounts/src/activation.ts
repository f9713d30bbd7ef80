import type { Context } from '@icms/backbone/aggregate'
import { currentTermsAt } from '@icms/reference-data/reference-view'
import type { ActivateAccount } from '@icms/schemas/generated/accounts-commands-v1'
import type { ActivationRefusalReason } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'
import { answerWaiting } from './filing.ts'
import { issueActivation } from './registration.ts'
import { isLocked, lockMs, triesMax } from './tries.ts'

/**
 * Counts a try before its code is looked at; the fifth locks the account for 30 minutes unless it succeeds (A33).
 * A try of a code that expired sends for a new one: nobody is left without a way in (A8).
 */
export function decideActivationTry(state: AccountState | undefined, context: Context): readonly AccountOutput[] {
  const { key: accountId, at } = context
  const account = state?.account
  const reason = whyNotNow(account, at)
  if (reason) return [refused(reason, account, context)]
  const { loginName, tries, activation } = account!
  if (!activation || at > activation.expiresAt)
    return [refused('CODE_EXPIRED', account, context), issueActivation(loginName, context)]
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
  return [{ type: 'AccountActivated', data: activated }, ...answerWaiting(state!, context)]
}

function whyNever(account: HeldAccount | null | undefined): ActivationRefusalReason | undefined {
  if (!account) return 'NO_SUCH_ACCOUNT'
  if (account.status === 'ACTIVE') return 'ALREADY_ACTIVE'
  if (account.status !== 'CREATED') return 'ACCOUNT_CLOSED'
  return undefined
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
