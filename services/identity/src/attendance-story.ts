import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import type { NoticeNumber } from '@icms/schemas/generated/common'
import { attendanceUnder } from './attendance.ts'
import type { AttendanceInput } from './attendance-messages.ts'
import { defaultPolicy } from '@icms/schemas/policy'

/** What the tests of attendances tell their stories with. Times are Hong Kong's. */
export const hongKong = (text: string) => Date.parse(`${text}+08:00`)
export const officer: Actor = { kind: 'staff', id: 'staff-7', role: 'help-centre' }
export const applicationId = 'app-1'
export const invitedAt = hongKong('2023-01-20T15:04:00')
export const deadline = hongKong('2023-02-19T23:59:59.999')
export const dayMs = 86_400_000

export const vetted: AttendanceInput = {
  type: 'ApplicationVetted',
  data: {
    applicationId,
    at: invitedAt,
    representativeAppointed: true,
    referenceVersion: 7,
    bring: ['HKID', 'NOTICE_OF_PROCEEDING'],
    representativeBrings: ['AUTHORIZATION_LETTER', 'REPRESENTATIVE_ID', 'APPLICANT_ID_COPY'],
  },
}
export const record = (
  attendedAt: number,
  documentsSeen = ['HKID', 'NOTICE_OF_PROCEEDING'],
  missingReason: string | null = null,
) =>
  ({
    type: 'RecordAttendance',
    data: { applicationId, attendedAt, attendee: 'APPLICANT', documentsSeen, missingReason, note: null },
  }) as const satisfies AttendanceInput
export const reasons = [{ code: 'DOCUMENTS_MISSING', textEn: null, textZh: null }]
export const failWanting = (attendedAt: number, attendBy: number | null = null): AttendanceInput => ({
  type: 'FailAuthentication',
  data: {
    applicationId,
    attendedAt,
    attendee: 'APPLICANT',
    reasons,
    note: null,
    supplement: true,
    attendBy,
    attendByReason: attendBy === null ? null : 'The document comes from abroad.',
  },
})
export const withdrawn: AttendanceInput = {
  type: 'ApplicationWithdrawn',
  data: { applicationId, at: invitedAt, personId: 'person-1', referenceVersion: 7, reason: null },
}
export const inviteAgain: AttendanceInput = { type: 'InviteAgain', data: { applicationId } }
export const bounced = (at: number, notice: NoticeNumber = 'N3', queuedAt: number | null = at): AttendanceInput => ({
  type: 'EmailBounced',
  data: { ...exampleOf('email.events.v1', 'EmailBounced'), subjectId: applicationId, notice, at, queuedAt },
})
export const inDoubt = (at: number, until: number | null): AttendanceInput => ({
  type: 'EmailInDoubt',
  data: {
    ...exampleOf('email.events.v1', 'EmailInDoubt'),
    subjectId: applicationId,
    notice: 'N3',
    at,
    until,
    queuedAt: at,
  },
})

export const storyUnder = (policy = defaultPolicy) => {
  const told = storyOf(attendanceUnder(policy), {
    key: applicationId,
    contracts,
  })
  told.input(vetted, invitedAt)
  return told
}
export const refusal = (reason: string) => [{ type: 'AttendanceRefused', data: { reason } }]
