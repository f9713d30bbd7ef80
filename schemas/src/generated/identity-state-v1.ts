// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Attendee, Reason } from './common.ts'
import type { AttendanceRefusalReason, InvitationProblem } from './identity-events-v1.ts'

/** What identity keeps of an application whose applicant was invited to the Help Centre. */
export type AttendanceState = {
  /** The application. */
  readonly applicationId: string
  /** Where it stands. */
  readonly status: AttendanceStatus
  /** Since when. */
  readonly statusAt: number
  /** When the invitation was decided. */
  readonly invitedAt: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it does not change; a new invitation makes a new one. */
  readonly deadline: number
  /** True when a personal representative may attend (R34c). */
  readonly representativeAppointed: boolean
  /** When somebody attended, if anybody did. */
  readonly attendedAt: number | null
  /** Who attended. */
  readonly attendee: Attendee | null
  /** Codes of the documents that were seen in the original. */
  readonly documentsSeen: ReadonlyArray<string>
  /** Opaque id of the member of staff who recorded it. */
  readonly recordedBy: string | null
  /** What staff noted for the record. */
  readonly note: string | null
  /** Why the identity could not be authenticated. */
  readonly reasons: ReadonlyArray<Reason>
  /** Codes of the documents that the applicant is to bring (R35a, Annex D). */
  readonly bring: ReadonlyArray<string>
  /** Codes of the documents that a personal representative is to bring instead; none where none was appointed (R34c). */
  readonly representativeBrings: ReadonlyArray<string>
  /** Codes of the documents that should have been brought and were not seen. */
  readonly documentsMissing: ReadonlyArray<string>
  /** Why they were not needed. */
  readonly missingReason: string | null
  /** Why staff set another deadline after an attendance, if they did. */
  readonly deadlineReason: string | null
  /** What became of the invitation while it has to be sent again; the application does not lapse. */
  readonly undelivered: UndeliveredInvitation | null
  /** The last attendance that was refused because the application had lapsed, if any was (R35c). */
  readonly refused: RefusedAttendance | null
}

/** Whether an attendance is awaited, or how it ended. */
export type AttendanceStatus =
  | 'INVITED'
  | 'SUPPLEMENT_ASKED'
  | 'AUTHENTICATED'
  | 'FAILED'
  | 'LAPSED'
  | 'WITHDRAWN'
  | 'UNKNOWN'

/** An invitation that did not arrive, or may not have. */
export type UndeliveredInvitation = {
  /** Since when it is known. */
  readonly at: number
  /** What became of the mail. */
  readonly problem: InvitationProblem
}

/** An attendance that could not be recorded. */
export type RefusedAttendance = {
  /** When staff entered it. */
  readonly at: number
  /** When the person attended. */
  readonly attendedAt: number
  /** Why it was refused. */
  readonly reason: AttendanceRefusalReason
}

export type IdentityState = {
  AttendanceState: AttendanceState
}
