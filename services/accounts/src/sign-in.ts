import type { Context } from '@icms/backbone/aggregate'
import type { ConfirmSignIn } from '@icms/schemas/generated/accounts-commands-v1'
import type { SignInRefusalReason } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'
import { canConfirm, isLocked, lockMs, triesMax } from './tries.ts'

/**
 * Counts a try before its password is looked at: of a hundred guesses at once, five are looked at (A33). The fifth
 * locks the account for 30 minutes unless it succeeds.
 */
export function decideSignInTry(state: AccountState | undefined, context: Context): readonly AccountOutput[] {
  const { key: accountId, at } = context
  const account = state?.account
  const reason = whyNot(account) ?? (isLocked(account!.tries, at) ? 'LOCKED' : undefined)
  if (reason) return [refused(reason, account, context)]
  const { tries } = account!
  const tried: AccountOutput = { type: 'SignInTried', data: { accountId, at, attempt: tries.last + 1 } }
  return tries.failed + 1 < triesMax
    ? [tried]
    : [tried, { type: 'AccountLocked', data: { accountId, at, until: at + lockMs } }]
}

/** The password of a try was right. An older try than the one that succeeded last does not sign in. */
export function confirmSignIn(
  { attempt }: ConfirmSignIn,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  const reason = whyNot(account) ?? (canConfirm(account!.tries, attempt) ? undefined : 'TRY_NOT_CURRENT')
  if (reason) return [refused(reason, account, context)]
  return [{ type: 'SignedIn', data: { accountId: context.key, at: context.at, attempt } }]
}

function whyNot(account: HeldAccount | null | undefined): SignInRefusalReason | undefined {
  if (!account) return 'NO_SUCH_ACCOUNT'
  if (account.status === 'CREATED' || account.status === 'ACTIVATION_EXPIRED') return 'NOT_ACTIVATED'
  if (account.status === 'SUSPENDED') return 'ACCOUNT_SUSPENDED'
  if (account.status !== 'ACTIVE') return 'ACCOUNT_CLOSED'
  return undefined
}

function refused(
  reason: SignInRefusalReason,
  account: HeldAccount | null | undefined,
  { key: accountId, at }: Context,
): AccountOutput {
  const until = reason === 'LOCKED' ? (account?.tries.lockedUntil ?? null) : null
  return { type: 'SignInRefused', data: { accountId, at, reason, until } }
}
