// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Attendee, Reason } from './common.ts'

/** Somebody attended the Help Centre in time. */
export type AttendanceRecorded = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** When. */
  readonly attendedAt: number
  /** Who. */
  readonly attendee: Attendee
  /** Codes of the documents that were seen in the original. */
  readonly documentsSeen: ReadonlyArray<string>
  /** Opaque id of the member of staff who recorded it. */
  readonly recordedBy: string
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** An attendance could not be recorded, and is not lost: it came too late or did not fit. */
export type AttendanceRefused = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** When the person attended. */
  readonly attendedAt: number
  /** Why it was refused. */
  readonly reason: AttendanceRefusalReason
}

/** Why an attendance was refused. WINDOW_CLOSED: it was in time but recorded when the application had already lapsed. */
export type AttendanceRefusalReason =
  | 'NOT_INVITED'
  | 'AFTER_DEADLINE'
  | 'WINDOW_CLOSED'
  | 'BEFORE_INVITATION'
  | 'IN_THE_FUTURE'
  | 'ALREADY_AUTHENTICATED'
  | 'ALREADY_FAILED'
  | 'INVITATION_WITHDRAWN'
  | 'REPRESENTATIVE_NOT_APPOINTED'
  | 'NO_DOCUMENTS_SEEN'
  | 'NO_REASONS'
  | 'UNKNOWN'

/** Nobody attended by the deadline: the application is regarded as rejected (R35b). */
export type AttendanceWindowClosed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it never changes. */
  readonly deadline: number
}

/** The identity of the applicant could not be authenticated. */
export type AuthenticationFailed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Why; shown to the applicant. */
  readonly reasons: ReadonlyArray<Reason>
}

/** The applicant is to be notified to attend the Help Centre by the deadline (R34b, R35b). */
export type AuthenticationInvited = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it never changes. */
  readonly deadline: number
  /** True when a personal representative may attend (R34c). */
  readonly representativeAppointed: boolean
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The identity of the applicant is authentic; the Judiciary Administrator may decide (R36a). */
export type IdentityAuthenticated = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** The application ended while an attendance was awaited: nobody needs to come any more. */
export type InvitationWithdrawn = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

export type IdentityEvents = {
  AttendanceRecorded: AttendanceRecorded
  AttendanceRefused: AttendanceRefused
  AttendanceWindowClosed: AttendanceWindowClosed
  AuthenticationFailed: AuthenticationFailed
  AuthenticationInvited: AuthenticationInvited
  IdentityAuthenticated: IdentityAuthenticated
  InvitationWithdrawn: InvitationWithdrawn
}
