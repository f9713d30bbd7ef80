import type { Aggregate, Context, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import { addDays, dayOf, endOfDay } from '@icms/schemas/calendar-day'
import type { FailAuthentication, RecordAttendance } from '@icms/schemas/generated/identity-commands-v1'
import type { IdentityEvents } from '@icms/schemas/generated/identity-events-v1'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'
import type { ApplicationRejected, ApplicationVetted } from '@icms/schemas/generated/vetting-events-v1'
import { findRefusal } from './attendance-refusal.ts'
import { attendanceRows } from './attendance-rows.ts'

export type AttendanceInput =
  | { readonly type: 'ApplicationVetted'; readonly data: ApplicationVetted }
  | { readonly type: 'ApplicationRejected'; readonly data: ApplicationRejected }
  | { readonly type: 'RecordAttendance'; readonly data: RecordAttendance }
  | { readonly type: 'FailAuthentication'; readonly data: FailAuthentication }

export type AttendanceOutput = {
  [Type in keyof IdentityEvents]: { readonly type: Type; readonly data: IdentityEvents[Type] }
}[keyof IdentityEvents]

/** Calendar days from the notification, its own day not counted (R35b, A2). The last day is not moved to a working day. */
const attendanceDays = 30

const decide = (
  input: AttendanceInput | RuntimeInput,
  state: AttendanceState | undefined,
  context: Context,
): readonly AttendanceOutput[] => {
  const { at } = context
  switch (input.type) {
    case 'ApplicationVetted':
      return state ? [] : [invitation(input.data, at)]
    case 'ApplicationRejected':
      if (state?.status !== 'INVITED') return []
      return [{ type: 'InvitationWithdrawn', data: { applicationId: state.applicationId, at } }]
    case 'RecordAttendance':
    case 'FailAuthentication':
      return attend(input, state, context)
    case 'TimerFired': {
      if (state?.status !== 'INVITED' || at < state.deadline) return []
      const { applicationId, deadline } = state
      return [{ type: 'AttendanceWindowClosed', data: { applicationId, at, deadline } }]
    }
    default:
      return []
  }
}

const invitation = (vetted: ApplicationVetted, at: number): AttendanceOutput => {
  const { applicationId, representativeAppointed, referenceVersion } = vetted
  const deadline = endOfDay(addDays(dayOf(at), attendanceDays))
  return {
    type: 'AuthenticationInvited',
    data: { applicationId, at, deadline, representativeAppointed, referenceVersion },
  }
}

const attend = (
  command: Extract<AttendanceInput, { type: 'RecordAttendance' | 'FailAuthentication' }>,
  state: AttendanceState | undefined,
  { key, at, actor }: Context,
): readonly AttendanceOutput[] => {
  const { attendedAt, attendee, note } = command.data
  const applicationId = key
  const reason = findRefusal(command, state, at)
  if (reason) return [{ type: 'AttendanceRefused', data: { applicationId, at, attendedAt, reason } }]
  const documentsSeen = command.type === 'RecordAttendance' ? command.data.documentsSeen : []
  const recorded = { applicationId, at, attendedAt, attendee, documentsSeen, recordedBy: actor.id, note }
  return [
    { type: 'AttendanceRecorded', data: recorded },
    command.type === 'RecordAttendance'
      ? { type: 'IdentityAuthenticated', data: { applicationId, at } }
      : { type: 'AuthenticationFailed', data: { applicationId, at, reasons: command.data.reasons } },
  ]
}

const evolve = (state: AttendanceState | undefined, output: AttendanceOutput): AttendanceState | undefined => {
  if (output.type === 'AuthenticationInvited') return invited(output.data)
  if (!state) return state
  const { at } = output.data
  switch (output.type) {
    case 'AttendanceRecorded': {
      const { attendedAt, attendee, documentsSeen, recordedBy, note } = output.data
      return { ...state, attendedAt, attendee, documentsSeen, recordedBy, note }
    }
    case 'IdentityAuthenticated':
      return { ...state, status: 'AUTHENTICATED', statusAt: at }
    case 'AuthenticationFailed':
      return { ...state, status: 'FAILED', statusAt: at, reasons: output.data.reasons }
    case 'AttendanceWindowClosed':
      return { ...state, status: 'LAPSED', statusAt: at }
    case 'InvitationWithdrawn':
      return { ...state, status: 'WITHDRAWN', statusAt: at }
    case 'AttendanceRefused':
      return state
  }
}

const invited = (data: IdentityEvents['AuthenticationInvited']): AttendanceState => ({
  applicationId: data.applicationId,
  status: 'INVITED',
  statusAt: data.at,
  invitedAt: data.at,
  deadline: data.deadline,
  representativeAppointed: data.representativeAppointed,
  attendedAt: null,
  attendee: null,
  documentsSeen: [],
  recordedBy: null,
  note: null,
  reasons: [],
})

const due = ({ status, deadline }: AttendanceState): readonly Timer[] =>
  status === 'INVITED' ? [{ name: 'deadline', at: deadline }] : []

/** The attendance of one applicant at the Help Centre, from the invitation to its end, within 30 calendar days (R34b, R35). */
export const attendance: Aggregate<AttendanceState, AttendanceInput, AttendanceOutput> = {
  name: 'attendance',
  state: 'icms.identity.AttendanceState',
  inputs: [
    { topic: 'vetting.events.v1', types: ['ApplicationVetted', 'ApplicationRejected'] },
    { topic: 'identity.commands.v1', types: ['RecordAttendance', 'FailAuthentication'] },
  ],
  outputs: [
    'AuthenticationInvited',
    'AttendanceRecorded',
    'IdentityAuthenticated',
    'AuthenticationFailed',
    'AttendanceWindowClosed',
    'InvitationWithdrawn',
    'AttendanceRefused',
  ],
  decide,
  evolve,
  due,
  rows: attendanceRows,
}
