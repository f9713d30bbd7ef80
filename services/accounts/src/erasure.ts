import type { Context, Effect, EffectSettled } from '@icms/backbone/aggregate'
import { erasureBegun, erasureTried, erasureWanted } from '@icms/backbone/erasure'
import { instructionsAt } from '@icms/reference-data/reference-view'
import type { EraseAccount } from '@icms/schemas/generated/accounts-commands-v1'
import type { AccountErased, AccountErasureDecided } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import { keptUntil } from '@icms/schemas/retention'
import type { AccountOutput } from './account.ts'
import { isClosed } from './closing.ts'
import { refuse } from './staff-decision.ts'

/** Erases an account that ended and was kept long enough, and by its event the application that it came of. */
export function decideErasure(
  { reason, retentionDays }: EraseAccount,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const { key: accountId, at, actor, reference } = context
  const refused = (...why: [Parameters<typeof refuse>[1], number?]) => {
    const [code, until = null] = why
    return [refuse('EraseAccount', code, context, until)]
  }
  const account = state?.account
  if (!account) return refused('NO_SUCH_ACCOUNT')
  if (account.erasure) return refused('ERASED')
  if (!isClosed(account) || account.closedAt === null) return refused('NOT_CLOSED')
  const endedAt = account.closedAt
  const until = keptUntil(endedAt, retentionDays)
  if (at <= until) return refused('RETENTION_RUNS', until)
  const { applicationId } = account
  const instructionsVersion = instructionsAt(reference, at)?.version ?? null
  const by = { decidedBy: actor.id, role: actor.role ?? null, reason }
  const data = { accountId, at, applicationId, ...by, endedAt, retentionDays, instructionsVersion }
  return [{ type: 'AccountErasureDecided', data: { ...data, referenceVersion: reference.version } }]
}

export const erasureEffects = ({ accountId, account }: AccountState): readonly Effect[] =>
  erasureWanted(accountId, account?.erasure)

/** What came of an attempt. */
export function takeErased(
  { data: { effect, outcome } }: EffectSettled,
  state: AccountState | undefined,
  { key: accountId, at }: Context,
): readonly AccountOutput[] {
  if (!state || !erasureEffects(state).some(({ id }) => id === effect)) return []
  const { attempt } = state.account!.erasure!
  return [{ type: 'AccountErased', data: { accountId, at, attempt, isErased: outcome === 'succeeded' } }]
}

export const withErasureDecided = (account: HeldAccount, decision: AccountErasureDecided): HeldAccount => ({
  ...account,
  erasure: erasureBegun(decision),
})

export const withErased = (account: HeldAccount, tried: AccountErased): HeldAccount => ({
  ...account,
  erasure: account.erasure && erasureTried(account.erasure, tried),
})
