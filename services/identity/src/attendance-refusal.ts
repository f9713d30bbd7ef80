import type { FailAuthentication, RecordAttendance } from '@icms/schemas/generated/identity-commands-v1'
import type { AttendanceRefusalReason } from '@icms/schemas/generated/identity-events-v1'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'

type Attending =
  | { readonly type: 'RecordAttendance'; readonly data: RecordAttendance }
  | { readonly type: 'FailAuthentication'; readonly data: FailAuthentication }

const minuteMs = 60_000

/**
 * Why an attendance cannot be recorded at an instant (UTC ms); nothing when it can. Attendances are noted to the
 * minute, so one in the minute of the invitation counts as after it.
 */
export const findRefusal = (
  { type, data }: Attending,
  state: AttendanceState | undefined,
  at: number,
): AttendanceRefusalReason | undefined => {
  if (!state) return 'NOT_INVITED'
  const ended = refusalOfEnded(state, data.attendedAt)
  if (ended) return ended
  if (data.attendedAt > at) return 'IN_THE_FUTURE'
  if (data.attendedAt > state.deadline) return 'AFTER_DEADLINE'
  if (data.attendedAt < state.invitedAt - (state.invitedAt % minuteMs)) return 'BEFORE_INVITATION'
  if (data.attendee === 'REPRESENTATIVE' && !state.representativeAppointed) return 'REPRESENTATIVE_NOT_APPOINTED'
  if (type === 'RecordAttendance') return data.documentsSeen.length === 0 ? 'NO_DOCUMENTS_SEEN' : undefined
  return data.reasons.length === 0 ? 'NO_REASONS' : undefined
}

const refusalOfEnded = (
  { status, deadline }: AttendanceState,
  attendedAt: number,
): AttendanceRefusalReason | undefined => {
  switch (status) {
    case 'INVITED':
      return undefined
    case 'AUTHENTICATED':
      return 'ALREADY_AUTHENTICATED'
    case 'FAILED':
      return 'ALREADY_FAILED'
    case 'WITHDRAWN':
      return 'INVITATION_WITHDRAWN'
    case 'LAPSED':
      return attendedAt > deadline ? 'AFTER_DEADLINE' : 'WINDOW_CLOSED'
    case 'UNKNOWN':
      throw new Error('the attendance has a status that this build does not know')
  }
}
