// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Attendee, Reason } from './common.ts'

/** Help Centre staff could not authenticate the identity. */
export type FailAuthentication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When the person attended. */
  readonly attendedAt: number
  /** Who attended. */
  readonly attendee: Attendee
  /** Why; shown to the applicant. At least one. */
  readonly reasons: ReadonlyArray<Reason>
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** True to ask the applicant for supplementary information instead of ending the application (R34d). */
  readonly supplement: boolean
  /** Another last instant for the next attendance, with a supplement; none keeps the one that was promised (R35b). */
  readonly attendBy: number | null
  /** Why the last instant is another one, at most 2,000 characters; needed with it. */
  readonly attendByReason: string | null
}

/** Staff send the invitation again, which was not delivered: with a new date of notification and so a new deadline (R34b, R35b). */
export type InviteAgain = {
  /** The application; key of the topic. */
  readonly applicationId: string
}

/** Help Centre staff record that somebody attended and that the identity is authentic (R34b, R35a). */
export type RecordAttendance = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When the person attended; may lie before the message. */
  readonly attendedAt: number
  /** Who attended. */
  readonly attendee: Attendee
  /** Codes of the documents that were seen in the original, such as HKID or AUTHORIZATION_LETTER. */
  readonly documentsSeen: ReadonlyArray<string>
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** Why a document that should have been brought was not needed; at most 2,000 characters. */
  readonly missingReason: string | null
}

export type IdentityCommands = {
  FailAuthentication: FailAuthentication
  InviteAgain: InviteAgain
  RecordAttendance: RecordAttendance
}
