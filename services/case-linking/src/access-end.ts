import type { Context } from '@icms/backbone/aggregate'
import type { CaseAccessEnded } from '@icms/schemas/generated/accounts-events-v1'
import type { CaseState } from '@icms/schemas/generated/case-linking-state-v1'
import type { CaseOutput } from './case.ts'

/** An account and which life of it: what ended one does not end the next, after the account was restored. */
export type AccountLife = { readonly accountId: string; readonly life: number }

/** True of an account whose access to the case ended in that life, or a later one. */
export const isEnded = (state: CaseState | undefined, { accountId, life }: AccountLife): boolean =>
  state?.closed.some(one => one.accountId === accountId && one.life >= life) ?? false

/** The account was closed: its link ends, what it asked for is over, and nothing links it later (I5). */
export function endAccess(
  ended: CaseAccessEnded,
  state: CaseState | undefined,
  { key: caseId, at }: Context,
): readonly CaseOutput[] {
  if (isEnded(state, ended)) return []
  const { accountId, life, caseNumber } = ended
  const wasLinked = state?.links.some(link => link.accountId === accountId && link.life <= life) ?? false
  const number = state?.caseNumber || caseNumber
  return [{ type: 'LinkEnded', data: { caseId, caseNumber: number, accountId, life, wasLinked, at } }]
}
