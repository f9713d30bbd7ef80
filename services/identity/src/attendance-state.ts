import type { AuthenticationInvited } from '@icms/schemas/generated/identity-events-v1'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'
import type { AttendanceOutput } from './attendance-messages.ts'

/** Takes one fact of identity into the state of its attendance. */
export const evolveAttendance = (
  state: AttendanceState | undefined,
  output: AttendanceOutput,
): AttendanceState | undefined => {
  if (output.type === 'AuthenticationInvited') return invited(state, output.data)
  if (!state) return state
  const { at } = output.data
  switch (output.type) {
    case 'AttendanceRecorded': {
      const { attendedAt, attendee, documentsSeen, recordedBy, note, documentsMissing, missingReason } = output.data
      return { ...state, attendedAt, attendee, documentsSeen, recordedBy, note, documentsMissing, missingReason }
    }
    case 'IdentityAuthenticated':
      return { ...state, status: 'AUTHENTICATED', statusAt: at, undelivered: null }
    case 'AuthenticationFailed': {
      const { reasons, supplement, attendBy, attendByReason } = output.data
      const failed = { ...state, statusAt: at, reasons, undelivered: null }
      if (!supplement) return { ...failed, status: 'FAILED' }
      const deadline = attendBy ?? state.deadline
      return { ...failed, status: 'SUPPLEMENT_ASKED', deadline, deadlineReason: attendByReason }
    }
    case 'AttendanceWindowClosed':
      return { ...state, status: 'LAPSED', statusAt: at }
    case 'InvitationWithdrawn':
      return { ...state, status: 'WITHDRAWN', statusAt: at, undelivered: null }
    case 'InvitationUndelivered':
      return { ...state, undelivered: { at, problem: output.data.problem } }
    case 'AttendanceRefused': {
      const { attendedAt, reason } = output.data
      const isLate = reason === 'AFTER_DEADLINE' || reason === 'WINDOW_CLOSED'
      return isLate && state.status === 'LAPSED' ? { ...state, refused: { at, attendedAt, reason } } : state
    }
  }
}

const invited = (state: AttendanceState | undefined, data: AuthenticationInvited): AttendanceState => {
  const { applicationId, at, deadline, representativeAppointed, bring, representativeBrings } = data
  const before = state ?? nobodyCame
  const said = { deadline, representativeAppointed, bring, representativeBrings }
  return { ...before, applicationId, status: 'INVITED', statusAt: at, invitedAt: at, ...said, undelivered: null }
}

const nobodyCame = {
  attendedAt: null,
  attendee: null,
  documentsSeen: [],
  recordedBy: null,
  note: null,
  reasons: [],
  documentsMissing: [],
  missingReason: null,
  deadlineReason: null,
  refused: null,
} satisfies Partial<AttendanceState>
