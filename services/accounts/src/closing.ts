import type { Context } from '@icms/backbone/aggregate'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'
import { refuseAll } from './filing.ts'

/** True once the account is closed: nobody signs in, and nothing links it any more. */
export const isClosed = ({ status }: HeldAccount): boolean => status === 'TERMINATED' || status === 'DEACTIVATED'

/**
 * What follows from closing an account: every case that it recorded is told, so that links end and none is made later
 * (I5), and filings that wait are refused.
 */
export function closeAccess(state: AccountState, context: Context): readonly AccountOutput[] {
  const { key: accountId, at } = context
  const { cases, life } = state.account!
  return [
    ...cases.map(({ caseId, caseNumber }): AccountOutput => {
      return { type: 'CaseAccessEnded', data: { accountId, at, caseId, caseNumber, life } }
    }),
    ...refuseAll(state.parked, 'ACCOUNT_CLOSED', context),
  ]
}
