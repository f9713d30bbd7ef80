import type { Context, Effect, EffectSettled } from '@icms/backbone/aggregate'
import { eraseSubject } from '@icms/backbone/erasure'
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

export function erasureEffects({ accountId, account }: AccountState): readonly Effect[] {
  const erasure = account?.erasure
  if (!erasure || erasure.erasedAt !== null) return []
  const { attempt, decidedBy: id, role } = erasure
  return [eraseSubject(accountId, attempt, { kind: 'staff', id, ...(role !== null && { role }) })]
}

/** Whatever is not known to have succeeded is done again: it may be done twice. */
export function takeErased(
  { data: { effect, outcome } }: EffectSettled,
  state: AccountState | undefined,
  { key: accountId, at }: Context,
): readonly AccountOutput[] {
  if (!state || !erasureEffects(state).some(({ id }) => id === effect)) return []
  const { attempt } = state.account!.erasure!
  return [{ type: 'AccountErased', data: { accountId, at, attempt, isErased: outcome === 'succeeded' } }]
}

export function withErasureDecided(account: HeldAccount, data: AccountErasureDecided): HeldAccount {
  const { at: decidedAt, decidedBy, role, reason } = data
  return { ...account, erasure: { decidedAt, decidedBy, role, reason, attempt: 1, erasedAt: null } }
}

export function withErased(account: HeldAccount, { at, attempt, isErased }: AccountErased): HeldAccount {
  const next = isErased ? { erasedAt: at } : { attempt: attempt + 1 }
  return { ...account, erasure: account.erasure && { ...account.erasure, ...next } }
}
