// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Reason } from './common.ts'

/** The Judiciary Administrator approves the application, after the identity was authenticated (R36a, R39). */
export type ApproveApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Vetting staff found the application in order: invite the applicant to the Help Centre (R34b). */
export type ApproveForAuthentication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff, or the Judiciary Administrator, reject the application (R39). */
export type RejectApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Why; shown to the applicant. At least one. */
  readonly reasons: ReadonlyArray<Reason>
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

export type VettingCommands = {
  ApproveApplication: ApproveApplication
  ApproveForAuthentication: ApproveForAuthentication
  RejectApplication: RejectApplication
}
