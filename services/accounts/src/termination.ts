import type { Context } from '@icms/backbone/aggregate'
import type { TerminateAccount } from '@icms/schemas/generated/accounts-commands-v1'
import type { AccountState } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'

/** Closes an account for good, at the discretion of the Judiciary Administrator (R12). */
export function terminate(
  { reason }: TerminateAccount,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  if (!account || account.status === 'TERMINATED') return []
  const { registrantId, personId } = account
  return [
    { type: 'AccountTerminated', data: { accountId: context.key, at: context.at, registrantId, personId, reason } },
  ]
}
