import type { Context, Timer } from '@icms/backbone/aggregate'
import { addDays, addMonths, dayOf, endOfDay } from '@icms/schemas/calendar-day'
import type {
  AccountState,
  HeldAccount,
  RecordedCase,
  ScheduledDeactivation,
} from '@icms/schemas/generated/accounts-state-v1'
import type { CaseLinked, LinkedCaseChanged } from '@icms/schemas/generated/case-linking-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { Policy } from '@icms/schemas/policy'
import type { AccountOutput } from './account.ts'
import { closeAccess, isClosed } from './closing.ts'

/** A notice that was not delivered is sent again, but not for ever: then the Judiciary Administrator decides. */
export const noticesMax = 10

const lastCaseDisposed = 'LAST_CASE_DISPOSED'
const notice = 'N12'
const dayMs = 24 * 3_600_000

/** What is known now of a case that the account is linked to, and what follows for the account (R16a, A13). */
export function noteStanding(
  { caseId, caseNumber, disposedAt }: Pick<CaseLinked | LinkedCaseChanged, 'caseId' | 'caseNumber' | 'disposedAt'>,
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  const account = state?.account
  if (!account || isClosed(account)) return []
  const known = account.cases.find(one => one.caseId === caseId)
  if (known && known.linkedAt !== null && known.disposedAt === disposedAt) return []
  const { key: accountId, at } = context
  const noted = { accountId, at, caseId, caseNumber, disposedAt }
  return [
    { type: 'CaseStandingNoted', data: noted },
    ...schedule(account, withStanding(account.cases, noted), context, policy),
  ]
}

/** The cases with one that is linked, and how it stands. */
export const withStanding = (
  cases: readonly RecordedCase[],
  { at, caseId, caseNumber, disposedAt }: MessageOf<'CaseStandingNoted'>['data'],
): RecordedCase[] => {
  const known = cases.find(one => one.caseId === caseId) ?? { caseId, caseNumber, filingId: '', linkedAt: null }
  return [...cases.filter(one => one.caseId !== caseId), { ...known, linkedAt: known.linkedAt ?? at, disposedAt }]
}

function schedule(
  { deactivation }: HeldAccount,
  cases: readonly RecordedCase[],
  context: Context,
  { deactivationMonths }: Policy,
): readonly AccountOutput[] {
  const { key: accountId, at } = context
  const disposals = cases.filter(one => one.linkedAt !== null).map(one => one.disposedAt)
  if (disposals.some(disposedAt => disposedAt === null)) return deactivation ? [cancel(deactivation, context)] : []
  const last = Math.max(...disposals.map(Number))
  const dueAt = endOfDay(addMonths(dayOf(last), deactivationMonths))
  // A later end may have been promised to the holder.
  if (deactivation && deactivation.dueAt >= dueAt) return []
  return [{ type: 'DeactivationScheduled', data: { accountId, at, dueAt } }]
}

/** It is not to be: a case goes on, or the Judiciary Administrator keeps the account open (R16c). */
export const cancel = ({ notices }: ScheduledDeactivation, { key: accountId, at }: Context): AccountOutput => ({
  type: 'DeactivationCancelled',
  data: { accountId, at, wasAnnounced: notices > 0 },
})

/**
 * Before the end the holder is told twice. Without a delivered notice there is no end: it is sent again, and the end moves
 * so that there are always some days between (R16b, A10).
 */
export function deactivationTimers({ account }: AccountState, policy: Policy): readonly Timer[] {
  if (!account?.deactivation || isClosed(account)) return []
  const { dueAt, scheduledAt, notices, lastNoticeAt, noticedAt } = account.deactivation
  const againMs = policy.deactivationReminderDays * dayMs
  const notBefore = lastNoticeAt === null ? scheduledAt : lastNoticeAt + againMs
  const days = [policy.deactivationNoticeDays, policy.deactivationReminderDays][notices]
  const plannedAt = days === undefined ? -Infinity : dueAt - days * dayMs
  const timers: Timer[] = []
  // Whoever knows is not told again later than planned: that would move the end.
  if (notices < noticesMax && (noticedAt === null || plannedAt >= notBefore))
    timers.push({ name: 'deactivation-notice', at: Math.max(plannedAt, notBefore) })
  if (noticedAt !== null) timers.push({ name: 'deactivation', at: Math.max(dueAt, noticedAt + againMs) })
  return timers
}

const isDue = (name: string, state: AccountState, at: number, policy: Policy): boolean =>
  deactivationTimers(state, policy).some(timer => timer.name === name && timer.at <= at)

/** Tells the holder, for a day that is still some days off. */
export function announce(
  state: AccountState | undefined,
  { key: accountId, at }: Context,
  policy: Policy,
): readonly AccountOutput[] {
  const scheduled = state?.account?.deactivation
  if (!scheduled || !isDue('deactivation-notice', state, at, policy)) return []
  const dueAt = Math.max(scheduled.dueAt, endOfDay(addDays(dayOf(at), policy.deactivationReminderDays)))
  const noticeNumber = scheduled.notices + 1
  return [{ type: 'DeactivationNoticeDue', data: { accountId, at, dueAt, noticeNumber } }]
}

/** What became of the mail: only one that the mail server took counts as a notice, and not once it came back. */
export function learnOfNotice(
  { type, data }: MessageOf<'EmailAccepted' | 'EmailBounced'>,
  state: AccountState | undefined,
  { key: accountId, at }: Context,
): readonly AccountOutput[] {
  const scheduled = state?.account?.deactivation
  if (!scheduled || data.notice !== notice) return []
  const isTaken = type === 'EmailAccepted'
  if (isTaken === (scheduled.noticedAt !== null)) return []
  const told = { accountId, at, emailId: data.emailId }
  return [{ type: isTaken ? 'DeactivationNoticed' : 'DeactivationNoticeBounced', data: told }]
}

/** The last of the cases ended three months ago, and the holder was told before (R16a, R16b). */
export function deactivate(
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  const account = state?.account
  if (!account || !isDue('deactivation', state, context.at, policy)) return []
  const { registrantId, personId } = account
  const { key: accountId, at } = context
  const reason = { code: lastCaseDisposed, textEn: null, textZh: null }
  return [
    { type: 'AccountDeactivated', data: { accountId, at, registrantId, personId, reason } },
    ...closeAccess(state, context),
  ]
}

type DeactivationEvent = MessageOf<
  | 'DeactivationScheduled'
  | 'DeactivationNoticeDue'
  | 'DeactivationNoticed'
  | 'DeactivationNoticeBounced'
  | 'DeactivationCancelled'
>

export function evolveDeactivation(
  before: ScheduledDeactivation | null,
  { type, data }: DeactivationEvent,
): ScheduledDeactivation | null {
  switch (type) {
    case 'DeactivationScheduled':
      return { dueAt: data.dueAt, scheduledAt: data.at, notices: 0, lastNoticeAt: null, noticedAt: null }
    case 'DeactivationCancelled':
      return null
    case 'DeactivationNoticeDue':
      return before && { ...before, dueAt: data.dueAt, notices: data.noticeNumber, lastNoticeAt: data.at }
    case 'DeactivationNoticed':
      return before && { ...before, noticedAt: data.at }
    case 'DeactivationNoticeBounced':
      return before && { ...before, noticedAt: null }
  }
}
