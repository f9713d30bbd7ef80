import type { Aggregate, Context, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { AttendanceCommand, AttendanceInput, AttendanceOutput, MailOutcome } from './attendance-messages.ts'
import { findMissing, findRefusal } from './attendance-refusal.ts'
import { attendanceRows } from './attendance-rows.ts'
import { evolveAttendance } from './attendance-state.ts'
import { deadlineFrom, invite, inviteAgain, learnOfMail } from './invitation.ts'

const decideUnder =
  (policy: Policy) =>
  (
    input: AttendanceInput | RuntimeInput,
    state: AttendanceState | undefined,
    context: Context,
  ): readonly AttendanceOutput[] => {
    const { at } = context
    switch (input.type) {
      case 'ApplicationVetted':
        return invite(input.data, state, context, policy)
      case 'InviteAgain':
        return inviteAgain(state, context, policy)
      case 'EmailBounced':
      case 'EmailAbandoned':
      case 'EmailInDoubt':
        return learnOfMail(input, state, context, policy)
      case 'ApplicationRejected':
      case 'ApplicationWithdrawn':
        if (!state || !isAwaited(state)) return []
        return [{ type: 'InvitationWithdrawn', data: { applicationId: state.applicationId, at } }]
      case 'RecordAttendance':
      case 'FailAuthentication':
        return attend(input, state, context, policy)
      case 'TimerFired': {
        if (!state || due(state).every(timer => timer.at > at)) return []
        const { applicationId, deadline } = state
        return [{ type: 'AttendanceWindowClosed', data: { applicationId, at, deadline } }]
      }
      default:
        return []
    }
  }

/** True until somebody attended and that was the end of it, or nobody did. */
const isAwaited = ({ status }: AttendanceState): boolean => status === 'INVITED' || status === 'SUPPLEMENT_ASKED'

const attend = (
  command: AttendanceCommand,
  state: AttendanceState | undefined,
  { key: applicationId, at, actor }: Context,
  { attendanceDays }: Policy,
): readonly AttendanceOutput[] => {
  const { attendedAt, attendee, note } = command.data
  const reason = findRefusal(command, state, at)
  if (!state || reason)
    return [{ type: 'AttendanceRefused', data: { applicationId, at, attendedAt, reason: reason ?? 'NOT_INVITED' } }]
  const recorded = { applicationId, at, attendedAt, attendee, recordedBy: actor.id, note }
  if (command.type === 'RecordAttendance') {
    const { documentsSeen, missingReason } = command.data
    const documentsMissing = findMissing(command.data, state)
    return [
      { type: 'AttendanceRecorded', data: { ...recorded, documentsSeen, documentsMissing, missingReason } },
      { type: 'IdentityAuthenticated', data: { applicationId, at } },
    ]
  }
  const { reasons, supplement, attendBy, attendByReason } = command.data
  const nothing = { documentsSeen: [], documentsMissing: [], missingReason: null }
  // Whom the invitation did not reach is notified by being here: the days count from now (R35b).
  const until = state.undelivered ? Math.max(state.deadline, deadlineFrom(at, attendanceDays)) : state.deadline
  const next = supplement ? { attendBy: attendBy ?? until, attendByReason } : noNext
  return [
    { type: 'AttendanceRecorded', data: { ...recorded, ...nothing } },
    { type: 'AuthenticationFailed', data: { applicationId, at, reasons, supplement, ...next } },
  ]
}

const noNext = { attendBy: null, attendByReason: null }

/** The lapse waits while it is known that the invitation did not arrive, or not known that it did. */
const due = (state: AttendanceState): readonly Timer[] =>
  isAwaited(state) && !state.undelivered ? [{ name: 'deadline', at: state.deadline }] : []

/**
 * The attendance of one applicant at the Help Centre, from the invitation to its end, within the days of the
 * policy (R34b, R35). While something is wanting after an attendance, the deadline stays and passes (R35b).
 */
export const attendance: Aggregate<AttendanceState, AttendanceInput, AttendanceOutput> = {
  name: 'attendance',
  state: 'icms.identity.AttendanceState',
  inputs: [
    { topic: 'vetting.events.v1', types: ['ApplicationVetted', 'ApplicationRejected', 'ApplicationWithdrawn'] },
    { topic: 'identity.commands.v1', types: ['RecordAttendance', 'FailAuthentication', 'InviteAgain'] },
    {
      topic: 'email.events.v1',
      types: ['EmailBounced', 'EmailAbandoned', 'EmailInDoubt'],
      key: (input: MailOutcome) => input.data.subjectId,
    },
  ],
  outputs: [
    'AuthenticationInvited',
    'InvitationUndelivered',
    'AttendanceRecorded',
    'IdentityAuthenticated',
    'AuthenticationFailed',
    'AttendanceWindowClosed',
    'InvitationWithdrawn',
    'AttendanceRefused',
  ],
  decide: decideUnder(defaultPolicy),
  evolve: evolveAttendance,
  due,
  rows: attendanceRows,
}

export const attendanceUnder = (policy: Policy): typeof attendance => ({ ...attendance, decide: decideUnder(policy) })
