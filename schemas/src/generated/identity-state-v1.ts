// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Attendee, Reason } from './common.ts'

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
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it never changes. */
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
}

/** Whether an attendance is awaited, or how it ended. */
export type AttendanceStatus =
  | 'INVITED'
  | 'AUTHENTICATED'
  | 'FAILED'
  | 'LAPSED'
  | 'WITHDRAWN'
  | 'UNKNOWN'

export type IdentityState = {
  AttendanceState: AttendanceState
}
