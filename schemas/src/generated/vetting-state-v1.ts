// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, Erasure, Reason, SearchTerms, SubjectView, SuppliedDocument } from './common.ts'
import type { RejectionStage } from './vetting-events-v1.ts'

/** What vetting keeps of an application. */
export type ApplicationState = {
  /** The application. */
  readonly applicationId: string
  /** The person, as a keyed hash. */
  readonly personId: string
  /** Where it stands. */
  readonly status: ApplicationStatus
  /** Since when. */
  readonly statusAt: number
  /** When the Judiciary received it. */
  readonly submittedAt: number
  /** What the applicant stated. */
  readonly form: AnnexB
  /** The days in which vetting should end (R34a); none before it starts. */
  readonly vettingClock: WorkingDayClock | null
  /** The days without a response after which the applicant may enquire (R37). */
  readonly enquiryClock: WorkingDayClock
  /** Last instant for attendance at the Help Centre, as the applicant was told (R35b). */
  readonly attendBy: number | null
  /** At which step it was rejected, if it was. */
  readonly rejectedAtStage: RejectionStage | null
  /** Why it was rejected. */
  readonly reasons: ReadonlyArray<Reason>
  /** What staff decided, in order. */
  readonly decisions: ReadonlyArray<DecisionTaken>
  /** The registrant id that it drew, if it was approved. */
  readonly registrantId: string | null
  /** Draws of a registrant id so far. */
  readonly attempt: number
  /** Documents that came with the application. */
  readonly documents: ReadonlyArray<SuppliedDocument>
  /** What was asked for, in order; the last one waits for its answer while the status says so. */
  readonly supplements: ReadonlyArray<SupplementAsked>
  /** While it is set aside: working days that the clock of vetting still had; none when it had run out. */
  readonly workingDaysLeft: number | null
  /** Opaque id of the member of staff who sees to it, if anybody. */
  readonly assignee: string | null
  /** By what it is found; none until it is worked out. */
  readonly searchTerms: SearchTerms | null
  /** How often that was tried. */
  readonly searchAttempts: number
  /** That it is erased, if it is. */
  readonly erasure: Erasure | null
  /** How often it was tried to delete the copies of identity documents. */
  readonly purgeAttempts: number
  /** What became of the copies of identity documents; none before that is settled. */
  readonly purge: Purge | null
  /** Why the applicant withdrew it, where that was written. */
  readonly withdrawalReason: string | null
  /** What the applicant asked, in order. A response to the application answers it too. */
  readonly enquiries: ReadonlyArray<Enquiry>
}

/** Where an application stands: whether it is the only one of its person is being found out (RECEIVED), staff vet it, supplementary information is awaited, it is set aside (ON_HOLD), the applicant is to attend the Help Centre (AUTH_PENDING), the Judiciary Administrator is to decide (AUTHENTICATED), or it has ended. */
export type ApplicationStatus =
  | 'RECEIVED'
  | 'VETTING'
  | 'SUPPLEMENT_REQUESTED'
  | 'ON_HOLD'
  | 'AUTH_PENDING'
  | 'AUTHENTICATED'
  | 'APPROVED'
  | 'APPROVED_CONDITIONAL'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'UNKNOWN'

/** A deadline in working days, kept as start and count because the calendar may change until it runs out. */
export type WorkingDayClock = {
  /** The instant that is counted from. */
  readonly countedFrom: number
  /** How many working days. */
  readonly workingDays: number
  /** When it ran out; none while it runs or after it was stopped. */
  readonly ranOutAt: number | null
}

/** A decision that staff took. */
export type DecisionTaken = {
  /** Name of the command. */
  readonly command: string
  /** When. */
  readonly at: number
  /** Opaque id of the person. */
  readonly decidedBy: string
  /** Role of the person. */
  readonly role: string | null
  /** What staff noted for the record. */
  readonly note: string | null
  /** Version of the administrative instructions that was in force. */
  readonly instructionsVersion: string | null
  /** Codes of what was found to be there and in order. */
  readonly checked: ReadonlyArray<string>
  /** How reasons under R10c were weighed. */
  readonly weighing: string | null
}

/** Supplementary information that was asked for, and its answer. */
export type SupplementAsked = {
  /** The request. */
  readonly requestId: string
  /** When. */
  readonly askedAt: number
  /** What is wanted. */
  readonly reasons: ReadonlyArray<Reason>
  /** When staff were told that nothing came, if they were (A4). */
  readonly overdueAt: number | null
  /** When it was answered, if it was. */
  readonly answeredAt: number | null
  /** What the applicant wrote. */
  readonly text: string | null
  /** Documents that came with the answer. */
  readonly documents: ReadonlyArray<SuppliedDocument>
}

/** What became of the copies of identity documents after the decision. */
export type Purge = {
  /** When. */
  readonly at: number
  /** Those that were deleted; none where they are kept. */
  readonly documentIds: ReadonlyArray<string>
}

/** What the applicant asked, having had no response (R37). */
export type Enquiry = {
  /** The enquiry. */
  readonly enquiryId: string
  /** When. */
  readonly askedAt: number
  /** What was asked. */
  readonly text: string
  /** When staff answered it, if they did. */
  readonly answeredAt: number | null
  /** What the applicant was told. */
  readonly answer: string | null
}

/** Who saw what of an application's record: the latest entries, one for each person, part and day. */
export type ApplicationViewsState = {
  /** The application; key of the state. */
  readonly applicationId: string
  /** The entry that was seen last comes last. */
  readonly views: ReadonlyArray<SubjectView>
  /** Views of entries that are no longer kept here, all together; the topic has them. */
  readonly earlier: number
}

/** What vetting keeps of a person: the one live application and the live account (A31). */
export type PersonState = {
  /** The person. */
  readonly personId: string
  /** The live application, if any. */
  readonly liveApplicationId: string | null
  /** The live account, if any. */
  readonly accountId: string | null
  /** The latest applications that were refused or have ended, the newest last: their claims are never taken again. */
  readonly pastApplicationIds: ReadonlyArray<string>
}

export type VettingState = {
  ApplicationState: ApplicationState
  ApplicationViewsState: ApplicationViewsState
  PersonState: PersonState
}
