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
  /** Codes of the documents that should have been brought and were not seen. */
  readonly documentsMissing: ReadonlyArray<string>
  /** Why they were not needed, at most 2,000 characters. */
  readonly missingReason: string | null
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
  | 'DOCUMENTS_MISSING'
  | 'SUPPLEMENT_AWAITED'
  | 'DEADLINE_NOT_LATER'
  | 'INVITATION_NOT_UNDELIVERED'
  | 'UNKNOWN'

/** Nobody attended by the deadline: the application is regarded as rejected (R35b). */
export type AttendanceWindowClosed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it does not change; a new invitation makes a new one. */
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
  /** True when the applicant is to be asked for supplementary information; the application ends otherwise. */
  readonly supplement: boolean
  /** Last instant for the next attendance, with a supplement (R35b). */
  readonly attendBy: number | null
  /** Why it is another one than was promised, at most 2,000 characters; none when it is not. */
  readonly attendByReason: string | null
}

/** The applicant is to be notified to attend the Help Centre by the deadline (R34b, R35b). */
export type AuthenticationInvited = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it does not change; a new invitation makes a new one. */
  readonly deadline: number
  /** True when a personal representative may attend (R34c). */
  readonly representativeAppointed: boolean
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** Codes of the documents that the applicant is to bring (R35a, Annex D). */
  readonly bring: ReadonlyArray<string>
  /** Codes of the documents that a personal representative is to bring instead; none where none was appointed (R34c). */
  readonly representativeBrings: ReadonlyArray<string>
}

/** The identity of the applicant is authentic; the Judiciary Administrator may decide (R36a). */
export type IdentityAuthenticated = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** The notice that invites the applicant did not arrive, or may not have: the application does not lapse until it is sent again (R34b, R35b). */
export type InvitationUndelivered = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** What became of the mail. */
  readonly problem: InvitationProblem
}

/** What became of the mail: the address refused it, all attempts were used up, or it is not known whether it was taken. */
export type InvitationProblem =
  | 'BOUNCED'
  | 'ABANDONED'
  | 'IN_DOUBT'
  | 'UNKNOWN'

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
  InvitationUndelivered: InvitationUndelivered
  InvitationWithdrawn: InvitationWithdrawn
}
