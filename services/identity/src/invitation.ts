import type { Context } from '@icms/backbone/aggregate'
import { addDays, dayOf, endOfDay } from '@icms/schemas/calendar-day'
import type { InvitationProblem } from '@icms/schemas/generated/identity-events-v1'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { Policy } from '@icms/schemas/policy'
import type { AttendanceOutput } from './attendance-messages.ts'
import { findInvitationRefusal } from './attendance-refusal.ts'

/**
 * The invitation of an application that is in order (R34b). After an attendance at which something was wanting, the
 * deadline stays as it was promised, or as staff set it then (R35b).
 */
export const invite = (
  vetted: MessageOf<'ApplicationVetted'>['data'],
  state: AttendanceState | undefined,
  { at }: Context,
  { attendanceDays }: Policy,
): readonly AttendanceOutput[] => {
  if (state && state.status !== 'SUPPLEMENT_ASKED') return []
  const { applicationId, representativeAppointed, referenceVersion, bring, representativeBrings } = vetted
  const deadline = state?.deadline ?? deadlineFrom(at, attendanceDays)
  const said = { representativeAppointed, referenceVersion, bring, representativeBrings }
  return [{ type: 'AuthenticationInvited', data: { applicationId, at, deadline, ...said } }]
}

/** The invitation sent again, which did not arrive: the days count from now (R35b). */
export const inviteAgain = (
  state: AttendanceState | undefined,
  { key: applicationId, at, reference }: Context,
  { attendanceDays }: Policy,
): readonly AttendanceOutput[] => {
  const reason = findInvitationRefusal(state)
  if (!state || reason)
    return [{ type: 'AttendanceRefused', data: { applicationId, at, attendedAt: at, reason: reason ?? 'NOT_INVITED' } }]
  const { representativeAppointed, bring, representativeBrings } = state
  const said = { representativeAppointed, referenceVersion: reference.version, bring, representativeBrings }
  const deadline = Math.max(state.deadline, deadlineFrom(at, attendanceDays))
  return [{ type: 'AuthenticationInvited', data: { applicationId, at, deadline, ...said } }]
}

/** The last instant of so many calendar days, the day itself not counted (A2). */
export const deadlineFrom = (at: number, days: number): number => endOfDay(addDays(dayOf(at), days))

const problems = { EmailBounced: 'BOUNCED', EmailAbandoned: 'ABANDONED', EmailInDoubt: 'IN_DOUBT' } as const

/**
 * What became of a mail that matters to whoever is awaited: an invitation that did not arrive, or may not have and is not
 * sent again by itself. The mails of an invitation that was sent before do not count any more.
 */
export const learnOfMail = (
  { type, data }: MessageOf<'EmailBounced' | 'EmailAbandoned' | 'EmailInDoubt'>,
  state: AttendanceState | undefined,
  { at }: Context,
  { lapseAwaitsDelivery }: Policy,
): readonly AttendanceOutput[] => {
  if (!lapseAwaitsDelivery || state?.status !== 'INVITED' || state.undelivered) return []
  const isTriedAgain = type === 'EmailInDoubt' && data.until !== null
  // What is told of a mail may come days after it: what counts is which invitation it was.
  const isEarlier = (data.queuedAt ?? data.at) < state.invitedAt
  if (data.notice !== 'N3' || isTriedAgain || isEarlier) return []
  const problem: InvitationProblem = problems[type]
  return [{ type: 'InvitationUndelivered', data: { applicationId: state.applicationId, at, problem } }]
}
