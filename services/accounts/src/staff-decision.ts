import type { Context } from '@icms/backbone/aggregate'
import { instructionsAt } from '@icms/reference-data/reference-view'
import type { AccountRefusalReason } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { Reason } from '@icms/schemas/generated/common'
import type { MessageOf } from '@icms/schemas/message-of'
import type { AccountOutput } from './account.ts'
import { closeAccess, isClosed } from './closing.ts'
import { cancel } from './deactivation.ts'
import { answerWaiting } from './filing.ts'

export type StaffCommand = MessageOf<
  | 'TerminateAccount'
  | 'DeactivateAccount'
  | 'SuspendAccount'
  | 'ReinstateAccount'
  | 'RestoreAccount'
  | 'KeepAccountOpen'
>

/** What the Judiciary Administrator decides on an account: its record and its consequence, or a refusal (R12, R15d, R16). */
export function decideForStaff(
  command: StaffCommand,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  const refusal = account ? whyNot(command.type, account, state) : 'NO_SUCH_ACCOUNT'
  if (!account || refusal) return [refuse(command.type, refusal ?? 'NO_SUCH_ACCOUNT', context)]
  const { reason, note } = command.data
  return [recordDecision(command.type, { reason, note }, context), ...consequences(command, state, account, context)]
}

/** Who decided, why, and under which version of the instructions (R3-5). */
export function recordDecision(
  command: string,
  { reason, note }: { readonly reason: Reason | null; readonly note: string | null },
  { key: accountId, at, actor, reference }: Context,
): AccountOutput {
  const instructions = instructionsAt(reference, at)
  return {
    type: 'AccountDecisionRecorded',
    data: {
      accountId,
      at,
      command,
      decidedBy: actor.id,
      role: actor.role ?? null,
      reason,
      note,
      instructionsVersion: instructions?.version ?? null,
      instructionsFrom: instructions?.effectiveFrom ?? null,
      referenceVersion: reference.version,
    },
  }
}

export const refuse = (
  command: string,
  reason: AccountRefusalReason,
  { key, at }: Context,
  until: number | null = null,
): AccountOutput => ({ type: 'AccountCommandRefused', data: { accountId: key, at, command, reason, until } })

function whyNot(
  command: StaffCommand['type'],
  account: HeldAccount,
  { parked }: AccountState,
): AccountRefusalReason | undefined {
  switch (command) {
    case 'TerminateAccount':
    case 'DeactivateAccount':
      return isClosed(account) ? 'ACCOUNT_CLOSED' : undefined
    case 'SuspendAccount':
      return account.status === 'ACTIVE' ? undefined : 'NOT_ACTIVE'
    case 'ReinstateAccount':
      return account.status === 'SUSPENDED' ? undefined : 'NOT_SUSPENDED'
    case 'RestoreAccount':
      return isClosed(account) && !account.erasure && account.lateFilingAt !== null && parked.length > 0
        ? undefined
        : 'NOT_RESTORABLE'
    case 'KeepAccountOpen':
      return account.deactivation ? undefined : 'NOT_SCHEDULED'
  }
}

function consequences(
  { type, data: { reason } }: StaffCommand,
  state: AccountState,
  account: HeldAccount,
  context: Context,
): readonly AccountOutput[] {
  const { key: accountId, at } = context
  const { registrantId, personId, applicationId } = account
  switch (type) {
    case 'TerminateAccount': {
      const data = { accountId, at, registrantId, personId, reason, prospectiveUntil: null }
      return [{ type: 'AccountTerminated', data }, ...closeAccess(state, context)]
    }
    case 'DeactivateAccount':
      return [
        { type: 'AccountDeactivated', data: { accountId, at, registrantId, personId, reason } },
        ...closeAccess(state, context),
      ]
    case 'SuspendAccount':
      return [{ type: 'AccountSuspended', data: { accountId, at, reason } }]
    case 'ReinstateAccount':
      return [{ type: 'AccountReinstated', data: { accountId, at, reason } }]
    case 'KeepAccountOpen':
      return [cancel(account.deactivation!, context)]
    case 'RestoreAccount': {
      const restored = { ...account, status: 'ACTIVE', life: account.life + 1 } as const
      return [
        {
          type: 'AccountRestored',
          data: { accountId, at, registrantId, personId, applicationId, life: restored.life, reason },
        },
        ...answerWaiting(state, restored, context),
      ]
    }
  }
}
