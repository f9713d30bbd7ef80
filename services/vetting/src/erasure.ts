import type { Context, Effect, EffectSettled } from '@icms/backbone/aggregate'
import { erasureBegun, erasureTried, erasureWanted } from '@icms/backbone/erasure'
import { instructionsAt } from '@icms/reference-data/reference-view'
import type { AccountErasureDecided } from '@icms/schemas/generated/accounts-events-v1'
import type { ErasureReason } from '@icms/schemas/generated/common'
import type { EraseApplication } from '@icms/schemas/generated/vetting-commands-v1'
import type {
  ApplicationErased,
  ApplicationErasureDecided,
  DecisionRefused,
} from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { keptUntil } from '@icms/schemas/retention'
import { isFinal } from './application-end.ts'
import type { ApplicationOutput } from './application-messages.ts'

/** How an application ended that no account came of; undefined for any other. */
export const outcomeOf = (
  state: Pick<ApplicationState, 'status' | 'rejectedAtStage'>,
): 'rejected' | 'lapsed' | 'withdrawn' | undefined => {
  if (state.status === 'WITHDRAWN') return 'withdrawn'
  if (state.status !== 'REJECTED') return undefined
  return state.rejectedAtStage === 'NO_SHOW' ? 'lapsed' : 'rejected'
}

/** Erases an application that has ended and was kept long enough; refuses any other, with the date where there is one. */
export const decideErasure = (
  { reason, retention }: EraseApplication,
  state: ApplicationState | undefined,
  context: Context,
): readonly ApplicationOutput[] => {
  const { key: applicationId, at, actor, reference } = context
  const refused = (why: DecisionRefused['reason'], until: number | null = null): readonly ApplicationOutput[] => {
    const data = { applicationId, at, command: 'EraseApplication', reason: why, until }
    return [{ type: 'DecisionRefused', data: { ...data, referenceVersion: reference.version } }]
  }
  if (!state) return refused('NO_SUCH_APPLICATION')
  if (state.erasure) return refused('ERASED')
  if (!isFinal(state)) return refused('NOT_FINAL')
  const outcome = outcomeOf(state)
  if (!outcome) return refused('HAS_ACCOUNT')
  const retentionDays = retention[outcome]
  const until = keptUntil(state.statusAt, retentionDays)
  if (at <= until) return refused('RETENTION_RUNS', until)
  const decidedBy = { decidedBy: actor.id, role: actor.role ?? null, reason }
  return [decided(state, decidedBy, retentionDays, context)]
}

/** The application that an account came of is erased with the account. */
export const eraseWithAccount = (
  { decidedBy, role, reason }: AccountErasureDecided,
  state: ApplicationState | undefined,
  context: Context,
): readonly ApplicationOutput[] =>
  state && isFinal(state) && !state.erasure ? [decided(state, { decidedBy, role, reason }, null, context)] : []

const decided = (
  { applicationId, statusAt }: ApplicationState,
  by: { readonly decidedBy: string; readonly role: string | null; readonly reason: ErasureReason },
  retentionDays: number | null,
  { at, reference }: Context,
): ApplicationOutput => {
  const instructionsVersion = instructionsAt(reference, at)?.version ?? null
  const data = { applicationId, at, ...by, endedAt: statusAt, retentionDays, instructionsVersion }
  return { type: 'ApplicationErasureDecided', data: { ...data, referenceVersion: reference.version } }
}

export const erasureEffects = ({ applicationId, erasure }: ApplicationState): readonly Effect[] =>
  erasureWanted(applicationId, erasure)

/** What came of an attempt. */
export const takeErased = (
  { data: { effect, outcome } }: EffectSettled,
  state: ApplicationState | undefined,
  { at }: Context,
): readonly ApplicationOutput[] => {
  if (!state || !erasureEffects(state).some(({ id }) => id === effect)) return []
  const { applicationId, erasure } = state
  const data = { applicationId, at, attempt: erasure!.attempt, isErased: outcome === 'succeeded' }
  return [{ type: 'ApplicationErased', data }]
}

/** From the decision on nobody finds the application any more, whatever becomes of its keys meanwhile. */
export const withErasureDecided = (state: ApplicationState, decision: ApplicationErasureDecided): ApplicationState => ({
  ...state,
  searchTerms: null,
  assignee: null,
  erasure: erasureBegun(decision),
})

export const withErased = (state: ApplicationState, tried: ApplicationErased): ApplicationState => ({
  ...state,
  erasure: state.erasure && erasureTried(state.erasure, tried),
})
