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
  // Whom the invitation did not reach has no deadline yet: it counts from the notification (R35b).
  if (data.attendedAt > state.deadline && !state.undelivered) return 'AFTER_DEADLINE'
  if (data.attendedAt < state.invitedAt - (state.invitedAt % minuteMs)) return 'BEFORE_INVITATION'
  if (data.attendee === 'REPRESENTATIVE' && !state.representativeAppointed) return 'REPRESENTATIVE_NOT_APPOINTED'
  if (type === 'FailAuthentication') return refusalOfFailure(data, at)
  if (data.documentsSeen.length === 0) return 'NO_DOCUMENTS_SEEN'
  const isExplained = findMissing(data, state).length === 0 || data.missingReason !== null
  return isExplained ? undefined : 'DOCUMENTS_MISSING'
}

/** Documents that whoever came should have brought and that were not seen (R35a, Annex D). */
export const findMissing = (
  { attendee, documentsSeen }: Pick<RecordAttendance, 'attendee' | 'documentsSeen'>,
  { bring, representativeBrings }: AttendanceState,
): readonly string[] =>
  (attendee === 'REPRESENTATIVE' ? representativeBrings : bring).filter(code => !documentsSeen.includes(code))

/** Why an invitation cannot be sent again; nothing when it can. */
export const findInvitationRefusal = (state: AttendanceState | undefined): AttendanceRefusalReason | undefined => {
  if (!state) return 'NOT_INVITED'
  return state.status === 'INVITED' && state.undelivered ? undefined : 'INVITATION_NOT_UNDELIVERED'
}

const refusalOfFailure = (
  { reasons, supplement, attendBy }: FailAuthentication,
  at: number,
): AttendanceRefusalReason | undefined => {
  if (reasons.length === 0) return 'NO_REASONS'
  return supplement && attendBy !== null && attendBy <= at ? 'DEADLINE_NOT_LATER' : undefined
}

const refusalOfEnded = (
  { status, deadline }: AttendanceState,
  attendedAt: number,
): AttendanceRefusalReason | undefined => {
  switch (status) {
    case 'INVITED':
      return undefined
    case 'SUPPLEMENT_ASKED':
      return attendedAt > deadline ? 'AFTER_DEADLINE' : 'SUPPLEMENT_AWAITED'
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
