import type { ReadSide } from '@icms/backbone/port'
import type { HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import { rebuilding } from '@icms/web/problem'

/** The row `accounts`, as `rowsOfAccount` makes it. */
export type AccountRow = Omit<HeldAccount, 'kind' | 'tries' | 'cases' | 'undecided' | 'refused' | 'liftedOrders'> & {
  readonly accountId: string
  readonly lockedUntil: number | null
  readonly caseIds: readonly string[]
  readonly caseNumbers: readonly string[]
  readonly isRestorable: boolean
}

/** The account of that id; undefined where there is none. Throws `rebuilding`, and `NotNow` while the read side is away. */
export async function readAccount(readSide: ReadSide, accountId: string): Promise<AccountRow | undefined> {
  const answer = await readSide.get('accounts', 'accounts', accountId)
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found?.data as AccountRow | undefined
}
