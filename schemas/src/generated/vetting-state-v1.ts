// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, ApplicationChannel, Erasure, IdentityDocument, Paper, PaperLeaf, PaperLikeness, PersonName, Reason, SearchTerms, SubjectView, SuppliedDocument } from './common.ts'
import type { PaperAnswer, PaperObstacle, RejectionStage } from './vetting-events-v1.ts'

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
  /** What came on paper, in the order in which it was joined (R32b, R33). */
  readonly papers: ReadonlyArray<JoinedPaper>
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
  /** The paper that is the answer, where it came on paper. */
  readonly paperId: string | null
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

/** Paper that is with an application. */
export type JoinedPaper = {
  /** The paper. */
  readonly paperId: string
  /** How it came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly receivedAt: number
  /** Since when it is with the application. */
  readonly joinedAt: number
  /** Opaque id of whoever of the staff joined it; none where it joined by itself. */
  readonly by: string | null
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

/** What vetting keeps of a paper. */
export type PaperState = {
  /** The paper; key of the state. */
  readonly paperId: string
  /** Where it stands. */
  readonly status: PaperStatus
  /** Since when. */
  readonly statusAt: number
  /** What came, with the pages that are here. */
  readonly paper: Paper
  /** Applications that its cover sheets or whoever took it name. */
  readonly references: ReadonlyArray<string>
  /** Codes of why it is an exception, or was dismissed. */
  readonly reasons: ReadonlyArray<string>
  /** The application that it is with. */
  readonly applicationId: string | null
  /** True when that application has ended. */
  readonly isDecided: boolean
  /** The application that is being asked, while it is. */
  readonly offer: PaperOffer | null
  /** The application that did not take it, where that was the last thing tried. */
  readonly refusedBy: PaperOfferRefused | null
  /** What was typed in, until it is an application. */
  readonly typed: PaperTyping | null
  /** What was typed in so far, until it is sent or the paper is placed. */
  readonly saved: SavedTranscription | null
  /** Opaque id of the member of staff who sees to it, if anybody. */
  readonly assignee: string | null
  /** The working days in which it should be typed in or placed, while it waits for that. */
  readonly waitClock: WorkingDayClock | null
  /** Ids whose data keys protect what came with it; none of a part. */
  readonly subjects: ReadonlyArray<string>
  /** What its sender is told, while it is dismissed; none where nobody is. */
  readonly answer: PaperAnswer | null
  /** The paper that it was split off from. */
  readonly partOf: string | null
  /** What was split off. */
  readonly parts: ReadonlyArray<PaperPart>
  /** Papers that were put together with it. */
  readonly combined: ReadonlyArray<CombinedPaper>
  /** Its own receipt, where another's is earlier and counts. */
  readonly ownReceivedAt: number | null
  /** The paper that has its pages. */
  readonly combinedInto: string | null
  /** The paper whose place it takes. */
  readonly replaces: string | null
  /** The rescan that took its place. */
  readonly replacedBy: string | null
  /** How often it was tried to compare it with other papers. */
  readonly compareAttempts: number
  /** When it was compared; none until it is. */
  readonly comparedAt: number | null
  /** Papers that may have to do with it. */
  readonly likenesses: ReadonlyArray<PaperLikeness>
  /** Pages that are copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** How often it was tried to delete them. */
  readonly purgeAttempts: number
  /** Those that need no more trying: they were deleted, or are to be kept. */
  readonly purgedPages: ReadonlyArray<PaperLeaf>
  /** When the last of them were deleted. */
  readonly purgedAt: number | null
  /** That it is erased, if it is. */
  readonly erasure: Erasure | null
  /** What became of it, the latest 100; the topic has all of it. */
  readonly history: ReadonlyArray<PaperStep>
}

/** Where a paper stands: to be typed in or joined (UNASSIGNED), offered to an application (JOINING), typed in and to be checked by a second person (CHECKING), with an application (ASSIGNED), to be placed by staff (EXCEPTION), dismissed, replaced by a rescan, or put back together with the whole (RETURNED). */
export type PaperStatus =
  | 'UNASSIGNED'
  | 'JOINING'
  | 'CHECKING'
  | 'ASSIGNED'
  | 'EXCEPTION'
  | 'NOT_FOR_US'
  | 'UNREADABLE'
  | 'REPLACED'
  | 'RETURNED'
  | 'UNKNOWN'

/** That an application is being asked to take a paper. */
export type PaperOffer = {
  /** The application. */
  readonly applicationId: string
  /** True for the application that was typed in from it. */
  readonly isNew: boolean
  /** Opaque id of whoever of the staff wants it. */
  readonly by: string | null
  /** Where it stood before. */
  readonly backTo: PaperStatus
}

/** That an application did not take a paper. */
export type PaperOfferRefused = {
  /** The application. */
  readonly applicationId: string
  /** Why. */
  readonly reason: PaperObstacle
}

/** What was typed in from a paper. */
export type PaperTyping = {
  /** The form. */
  readonly form: AnnexB
  /** The person, as a keyed hash. */
  readonly personId: string
  /** Opaque id of whoever typed it in. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** When. */
  readonly at: number
  /** How the second person read it, where that differs. */
  readonly second: SecondReading | null
}

/** How a second person read whose form it is. */
export type SecondReading = {
  /** Name. */
  readonly name: PersonName
  /** Identity document. */
  readonly identityDocument: IdentityDocument
  /** Opaque id of the second person. */
  readonly by: string
  /** When. */
  readonly at: number
}

/** What was typed in so far and not sent. */
export type SavedTranscription = {
  /** This state of it. */
  readonly savedId: string
  /** The fields of the page as they were typed, as JSON. */
  readonly form: string
  /** Opaque id of whoever saved it. */
  readonly by: string
  /** When. */
  readonly at: number
}

/** A part that was split off. */
export type PaperPart = {
  /** The part. */
  readonly partId: string
  /** False once its pages are back, or erased. */
  readonly isOut: boolean
}

/** Another paper whose pages were put together with these. */
export type CombinedPaper = {
  /** The other paper. */
  readonly otherId: string
  /** When it was received. */
  readonly receivedAt: number
  /** Ids whose data keys protect what came with it. */
  readonly subjects: ReadonlyArray<string>
}

/** Something that became of a paper. */
export type PaperStep = {
  /** Name of the event. */
  readonly event: string
  /** When. */
  readonly at: number
  /** Opaque id of whoever of the staff did it. */
  readonly by: string | null
  /** Role of the person. */
  readonly role: string | null
  /** The application or the other paper that it is about. */
  readonly other: string | null
  /** What was noted for the record. */
  readonly note: string | null
}

/** Who saw what of a paper: the latest entries, one for each person, part and day. */
export type PaperViewsState = {
  /** The paper; key of the state. */
  readonly paperId: string
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
  PaperState: PaperState
  PaperViewsState: PaperViewsState
  PersonState: PersonState
}
