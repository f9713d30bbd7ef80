// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, ApplicationChannel, ErasureReason, IdentityDocument, Language, Paper, PaperDocument, PaperLeaf, PaperLikeness, PaperSender, PersonName, Reason, SearchTerms, SeenPart, SuppliedDocument } from './common.ts'
import type { WorkingDayClock } from './vetting-state-v1.ts'

/** The Judiciary Administrator approved: one account is to be created (R36a, R39). The decision is final. */
export type ApplicationApproved = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** True for a prospective litigant, whose account ends unless a case is linked in the period (R15b, R15d). */
  readonly conditional: boolean
  /** Which draw of the registrant id this is; one more each time the id before was taken. */
  readonly attempt: number
  /** Name of the registrant. */
  readonly name: PersonName
  /** Where notices go. */
  readonly email: string
  /** Language that comes first in notices. */
  readonly language: Language
  /** True to have an email for each message (R31c). */
  readonly emailPerMessage: boolean
  /** Case numbers that are to be linked (R40d). */
  readonly optedCases: ReadonlyArray<string>
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Somebody sees to the application. */
export type ApplicationAssigned = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of the member of staff who sees to it. */
  readonly assignee: string
  /** Opaque id of the member of staff who said so. */
  readonly assignedBy: string
}

/** The identity is authentic: the application waits for the Judiciary Administrator's decision (R36a, R39). */
export type ApplicationAuthenticated = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** An attempt to erase an application was made. */
export type ApplicationErased = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** Whether keys and documents are gone; otherwise another attempt follows. */
  readonly isErased: boolean
}

/** An application is to be erased: its data keys and documents are being taken away. */
export type ApplicationErasureDecided = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever decided it. */
  readonly decidedBy: string
  /** Role of the person. */
  readonly role: string | null
  /** Why. Nothing here is about the person who is erased. */
  readonly reason: ErasureReason
  /** When the application ended. */
  readonly endedAt: number
  /** Calendar days that it had to be kept after its end; none where it goes with its account. */
  readonly retentionDays: number | null
  /** Version of the administrative instructions that was in force. */
  readonly instructionsVersion: string | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The application was set aside; its clock stands still. The applicant is told nothing of it. */
export type ApplicationHeld = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Working days that the clock of vetting still had after this one; none when it had run out. */
  readonly workingDaysLeft: number | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Vetting has an application before it, whichever channel it came by, and finds out whether it is the only live one of its person (A31). */
export type ApplicationReceived = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When the Judiciary received it: the enquiry period counts from here (R37). */
  readonly submittedAt: number
  /** What the applicant stated. */
  readonly form: AnnexB
  /** Documents that came with it (R33). */
  readonly documents: ReadonlyArray<SuppliedDocument>
}

/** The application was rejected, or is regarded as rejected (R35b, R39). The decision is final: a fresh application is needed (R35c). */
export type ApplicationRejected = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** At which step. */
  readonly stage: RejectionStage
  /** Why; shown to the applicant. */
  readonly reasons: ReadonlyArray<Reason>
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** At which step an application was rejected: another live one of the same person, vetting by staff, the Help Centre, no attendance in 30 days, or the Judiciary Administrator. */
export type RejectionStage =
  | 'DUPLICATE'
  | 'VETTING'
  | 'AUTHENTICATION'
  | 'NO_SHOW'
  | 'FINAL_DECISION'
  | 'UNKNOWN'

/** Vetting goes on with an application that was set aside; its clock runs on with what it had left. */
export type ApplicationReleased = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Working days that are counted from now; none when the clock had run out. */
  readonly workingDays: number | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Staff typed in what a paper form says: an application that came by fax, by post or by hand is in (R32b). The day of its receipt, not of this fact, starts its clocks. */
export type ApplicationTranscribed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it was typed in. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document (A31). */
  readonly personId: string
  /** How it came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly submittedAt: number
  /** What the form says; its email is empty where the form has none (R34). */
  readonly form: AnnexB
  /** The paper that it was typed in from. */
  readonly paperId: string
}

/** Nobody in particular sees to the application any more. */
export type ApplicationUnassigned = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of the member of staff who said so. */
  readonly unassignedBy: string
}

/** The application is in order; the identity is to be authenticated at the Help Centre (R34b). Nothing personal is said. */
export type ApplicationVetted = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** True when a personal representative may attend in place of the applicant (R34c). */
  readonly representativeAppointed: boolean
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** Codes of the documents that the applicant is to bring (R35a, Annex D). */
  readonly bring: ReadonlyArray<string>
  /** Codes of the documents that a personal representative is to bring instead; none where none was appointed (R34c). */
  readonly representativeBrings: ReadonlyArray<string>
}

/** A part of an application's record was shown to a member of staff. Nothing here is about the person. */
export type ApplicationViewed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever saw it. */
  readonly viewedBy: string
  /** Role that allowed it. */
  readonly role: string | null
  /** What was seen. */
  readonly part: SeenPart
  /** The document, where one was seen. */
  readonly documentId: string | null
}

/** The applicant withdrew the application. The end is final: a fresh application is needed (R35c). */
export type ApplicationWithdrawn = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** Why, as the applicant wrote. */
  readonly reason: string | null
}

/** The applicant was invited to the Help Centre: the application now waits for an attendance until the deadline (R34b, R35b). */
export type AttendanceAwaited = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it does not change; a new invitation makes a new one. */
  readonly deadline: number
}

/** Staff took a decision on an application: who, with what note, and under which version of the administrative instructions (R3-5, R39). What it led to is the next event. */
export type DecisionRecorded = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Name of the command that staff gave. */
  readonly command: string
  /** Opaque id of the person who decided. */
  readonly decidedBy: string
  /** The role in which it was decided. */
  readonly role: string | null
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** Version of the administrative instructions that was in force. */
  readonly instructionsVersion: string | null
  /** Day from which that version is in force. */
  readonly instructionsFrom: string | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** Codes of what was found to be there and in order, of the checklist of completeness (R34a). */
  readonly checked: ReadonlyArray<string>
  /** How reasons under R10c were weighed, at most 2,000 characters. */
  readonly weighing: string | null
}

/** What staff asked for no longer fits the application; nothing changed. */
export type DecisionRefused = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Name of the command. */
  readonly command: string
  /** Why it was refused. */
  readonly reason: DecisionRefusalReason
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** Until when it has to be kept, where that is why. */
  readonly until: number | null
}

/** Why a decision on an application was refused. */
export type DecisionRefusalReason =
  | 'NO_SUCH_APPLICATION'
  | 'NOT_IN_VETTING'
  | 'NOT_AUTHENTICATED'
  | 'ALREADY_FINAL'
  | 'NO_REASONS'
  | 'NOT_ON_HOLD'
  | 'NOT_ASSIGNED'
  | 'CHECKLIST_INCOMPLETE'
  | 'REASONS_NOT_WEIGHED'
  | 'ONLY_THE_ADMINISTRATOR'
  | 'NOT_FINAL'
  | 'HAS_ACCOUNT'
  | 'RETENTION_RUNS'
  | 'ERASED'
  | 'NO_ENQUIRY'
  | 'EMAIL_MISSING'
  | 'UNKNOWN'

/** The address that notices go to was wrong, and is another one from now on. */
export type EmailCorrected = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The right address. */
  readonly email: string
}

/** Staff answered what the applicant asked (R37). It decides nothing on the application. */
export type EnquiryAnswered = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The enquiry. */
  readonly enquiryId: string
  /** What the applicant is told. */
  readonly answer: string
}

/** The applicant had no response in the working days after which an enquiry may be made (R37). */
export type EnquiryDue = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Start of the working-day count. */
  readonly countedFrom: number
  /** How many working days were counted. */
  readonly workingDays: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Vetting has an enquiry of an applicant who had no response in seven working days (R37). */
export type EnquiryReceived = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The enquiry. */
  readonly enquiryId: string
  /** What is asked. */
  readonly text: string
}

/** What became of the copies of identity documents after the decision on the application: they are kept no longer than necessary. */
export type IdentityCopiesPurged = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** The documents that are concerned. */
  readonly documentIds: ReadonlyArray<string>
  /** Whether they are deleted, kept because the deployment says so, or to be tried again. */
  readonly outcome: PurgeOutcome
}

/** What became of copies of identity documents. */
export type PurgeOutcome =
  | 'DELETED'
  | 'KEPT'
  | 'FAILED'
  | 'UNKNOWN'

/** Staff say which pages are copies of identity documents: they are deleted once the application is decided. */
export type IdentityPagesMarked = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** All that are marked now. */
  readonly pages: ReadonlyArray<PaperLeaf>
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
}

/** What became of an attempt to delete pages that are copies of identity documents. */
export type IdentityPagesPurged = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** The pages. */
  readonly pages: ReadonlyArray<PaperLeaf>
  /** What became of it. */
  readonly outcome: PurgeOutcome
}

/** The paper is with an application. */
export type PaperAssigned = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The application. */
  readonly applicationId: string
  /** True where the application had ended. */
  readonly isDecided: boolean
}

/** Somebody else of the staff sees to the paper, or nobody. */
export type PaperAssigneeChanged = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever sees to it now. */
  readonly assignee: string | null
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
}

/** The second person read the identity of the applicant differently: it is to be typed in again. */
export type PaperCheckDiffered = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Name as the second person read it. */
  readonly name: PersonName
  /** Identity document as the second person read it. */
  readonly identityDocument: IdentityDocument
  /** Opaque id of the second person. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
}

/** What staff asked for does not fit the paper; nothing changed. */
export type PaperCommandRefused = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Name of the command. */
  readonly command: string
  /** Why. */
  readonly reason: PaperRefusalReason
  /** Until when it has to be kept, where that is why. */
  readonly until: number | null
}

/** Why something that staff wanted of paper was refused. */
export type PaperRefusalReason =
  | 'NO_SUCH_PAPER'
  | 'BUSY'
  | 'NOT_OPEN'
  | 'NOT_ASSIGNED'
  | 'ALREADY_THERE'
  | 'NOT_CHECKING'
  | 'SAME_PERSON'
  | 'FORM_NOT_IN_ORDER'
  | 'NO_SUCH_PAGES'
  | 'NO_PAGES_LEFT'
  | 'NOT_A_PART'
  | 'NOT_DISMISSED'
  | 'NO_REASONS'
  | 'TOO_MANY_PARTS'
  | 'HAS_PARTS'
  | 'RETENTION_RUNS'
  | 'SAVED_MEANWHILE'
  | 'SAME_PAPER'
  | 'IS_A_PART'
  | 'HAS_OTHERS'
  | 'PAGES_OF_ANOTHER'
  | 'NOT_COMBINED'
  | 'ERASED'
  | 'UNKNOWN'

/** The paper was compared with others: what may have to do with it is shown to staff. */
export type PaperCompared = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** False where it could not be done. */
  readonly isDone: boolean
  /** The most alike first. */
  readonly likenesses: ReadonlyArray<PaperLikeness>
}

/** Nothing can come of the paper: it is not for this office, or cannot be read. It stays, and can be looked at again. */
export type PaperDismissed = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** What it is. */
  readonly as: PaperDismissal
  /** Codes of why. */
  readonly reasons: ReadonlyArray<string>
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** What the sender is told; none where nobody is. */
  readonly answer: PaperAnswer | null
}

/** Why nothing can come of paper. */
export type PaperDismissal =
  | 'NOT_FOR_US'
  | 'UNREADABLE'
  | 'UNKNOWN'

/** Whom a dismissal is told to, and of which paper. */
export type PaperAnswer = {
  /** Who is told. */
  readonly sender: PaperSender
  /** How the paper came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly receivedAt: number
  /** Pages that it had when it was dismissed. */
  readonly pages: number
  /** Until when it is kept at least, as the sender is told; none where that is not known. */
  readonly keptUntil: number | null
}

/** What became of an attempt to erase the paper. */
export type PaperErased = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** True when keys and documents are gone. */
  readonly isErased: boolean
}

/** What is known of the paper is to be erased for ever. */
export type PaperErasureDecided = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The application that it is erased with, if it is. */
  readonly applicationId: string | null
  /** Opaque id of whoever decided it. */
  readonly decidedBy: string
  /** Role of the person. */
  readonly role: string | null
  /** Why. */
  readonly reason: ErasureReason
  /** Calendar days that it had to be kept; none where it is erased with an application. */
  readonly retentionDays: number | null
}

/** A paper has the pages of another that belongs to it. The earlier of their receipts counts (A32). */
export type PaperExtended = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The other paper. */
  readonly otherId: string
  /** When the other was received. */
  readonly receivedAt: number
  /** Ids whose data keys protect what came with the other: by these its pages are known again. */
  readonly subjects: ReadonlyArray<string>
  /** The documents, with those pages. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** The clock by which the other waited. */
  readonly waitClock: WorkingDayClock | null
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Paper is now with the application. */
export type PaperJoined = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The paper. */
  readonly paperId: string
  /** How it came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly receivedAt: number
  /** Opaque id of whoever of the staff joined it; none where it joined by itself. */
  readonly by: string | null
  /** Role of the person. */
  readonly role: string | null
}

/** The application did not take the paper. */
export type PaperNotAssigned = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The application. */
  readonly applicationId: string
  /** Why. */
  readonly reason: PaperObstacle
}

/** Why an application did not take paper. */
export type PaperObstacle =
  | 'NO_SUCH_APPLICATION'
  | 'APPLICATION_ENDED'
  | 'APPLICATION_ERASED'
  | 'TOO_MANY_PAPERS'
  | 'UNKNOWN'

/** An application is asked to take the paper: one that is named, or the new one that was typed in from it. */
export type PaperOffered = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The application. */
  readonly applicationId: string
  /** True for the application that was typed in from it. */
  readonly isNew: boolean
  /** Opaque id of whoever of the staff wants it; none where a cover sheet or the sender says so. */
  readonly by: string | null
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** The working days in which paper should have been typed in or placed are over; staff are alerted (R32b). */
export type PaperOverdue = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Start of the working-day count. */
  readonly countedFrom: number
  /** How many working days were counted. */
  readonly workingDays: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** A part that was split off is erased; what it left behind goes with the whole. */
export type PaperPartGone = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The part. */
  readonly partId: string
}

/** A part goes back, with all its pages, to the paper that it was split off from. */
export type PaperPutBack = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** That paper. */
  readonly to: string
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** All pages of a paper go to another that it belongs to (R32b); that takes them, or gives them back. */
export type PaperPutTogether = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The other paper. */
  readonly into: string
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Vetting has paper before it, or a part that was split off, and decides what becomes of it (R32b). */
export type PaperReceived = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** What came. */
  readonly paper: Paper
  /** Applications that its cover sheets or whoever took it name. */
  readonly references: ReadonlyArray<string>
  /** The paper that it was split off from. */
  readonly partOf: string | null
  /** The paper whose place it takes. */
  readonly replaces: string | null
  /** Pages of a part that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** The clock that a part goes on to wait by; none where a new one begins. */
  readonly waitClock: WorkingDayClock | null
}

/** Pages that were split off are back. */
export type PaperRejoined = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The part that they come from. */
  readonly partId: string
  /** The documents, with those pages. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
}

/** Paper is not with the application any more. */
export type PaperRemoved = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The paper. */
  readonly paperId: string
}

/** Paper that was dismissed, or was being checked, is on the worklist again. */
export type PaperReopened = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** A rescan took the place of the paper, which stays visible. */
export type PaperReplaced = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The rescan. */
  readonly replacedBy: string
}

/** A paper that was put together with another has its pages again, and is to be placed. */
export type PaperSeparated = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The other paper. */
  readonly from: string
  /** The documents, with those pages. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** The clock that it goes on to wait by; none where a new one begins. */
  readonly waitClock: WorkingDayClock | null
  /** Code of why the other did not take them; none where they were taken apart. */
  readonly obstacle: string | null
}

/** The paper cannot be placed by itself: it is on the list of exceptions until staff place it. */
export type PaperSetAside = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Codes of why: DIFFERENT_APPLICATIONS, NO_SUCH_APPLICATION, FORM_NOT_SUPPORTED_YET and others. */
  readonly reasons: ReadonlyArray<string>
}

/** Pages were split off into a paper of their own. */
export type PaperSplit = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The new paper. */
  readonly partId: string
  /** The pages that went. */
  readonly pages: ReadonlyArray<PaperLeaf>
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** The pages of another paper go back to it. */
export type PaperTakenApart = {
  /** The paper that had them; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The other paper. */
  readonly otherId: string
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** The paper was taken out of its application again, and is not placed. */
export type PaperTakenOut = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The application. */
  readonly applicationId: string
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff typed in the form on the paper; another person is to check whose it is (R32b). */
export type PaperTyped = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document (A31). */
  readonly personId: string
  /** What was typed in. */
  readonly form: AnnexB
  /** Opaque id of whoever typed it in. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
}

/** A paper was shown to a member of staff. Nothing here is about the person. */
export type PaperViewed = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever saw it. */
  readonly viewedBy: string
  /** Role that allowed it. */
  readonly role: string | null
  /** What was seen. */
  readonly part: SeenPart
  /** The document, where one was seen. */
  readonly documentId: string | null
}

/** The registrant id of an approved application was taken by another one, so the next was drawn: the account is to be created under this one. It says all that the approval said of the account. */
export type RegistrantIdAssigned = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Which draw it is; the approval made the first. */
  readonly attempt: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** True for a prospective litigant, whose account ends unless a case is linked in the period (R15b, R15d). */
  readonly conditional: boolean
  /** Name of the registrant. */
  readonly name: PersonName
  /** Where notices go. */
  readonly email: string
  /** Language that comes first in notices. */
  readonly language: Language
  /** True to have an email for each message (R31c). */
  readonly emailPerMessage: boolean
  /** Case numbers that are to be linked (R40d). */
  readonly optedCases: ReadonlyArray<string>
}

/** By what the application is found: keyed hashes, which say nothing to whoever has no key. Worked out outside of the core, which has none. */
export type SearchTermsRecorded = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** The hashes; none when the attempt failed. */
  readonly terms: SearchTerms | null
}

/** Nothing came in the days after which staff look again at what was asked for (A4). It ends nothing. */
export type SupplementOverdue = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The request that was not answered. */
  readonly requestId: string
  /** When it was asked. */
  readonly askedAt: number
}

/** The applicant answered what was asked for: vetting goes on, and its clock starts again from the answer (R34a, R34d, A3). */
export type SupplementReceived = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The request that is answered. */
  readonly requestId: string
  /** What the applicant wrote, at most 2,000 characters. */
  readonly text: string | null
  /** Documents that came with the answer. */
  readonly documents: ReadonlyArray<SuppliedDocument>
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** The paper that is the answer, where it came on paper (R32b). */
  readonly paperId: string | null
  /** When that paper was received: the clock counts from then (A32). */
  readonly receivedAt: number | null
}

/** The paper that was taken as the answer was taken out again: the answer is awaited as before (R34d). */
export type SupplementReopened = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The request. */
  readonly requestId: string
  /** The paper. */
  readonly paperId: string
}

/** The application is not in order: the applicant is asked for supplementary information before it is processed further (R34d). It stops the clock of vetting. */
export type SupplementRequested = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** This request; the answer names it. */
  readonly requestId: string
  /** What is wanted; shown to the applicant. */
  readonly reasons: ReadonlyArray<Reason>
  /** Last instant of attendance at the Help Centre, where it was asked for after an attendance; null otherwise (R35b). */
  readonly attendBy: number | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** What staff typed in of a paper so far is kept, to be gone on with; nothing of it is taken for true (R32b). */
export type TranscriptionSaved = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** This state of it: whoever goes on from here names it. */
  readonly savedId: string
  /** The state that it goes on from, and takes the place of. */
  readonly basedOn: string | null
  /** The fields of the page as they were typed, as JSON. */
  readonly form: string
  /** Opaque id of whoever typed it in. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
}

/** The application is the only live one of its person and waits for staff; the vetting clock runs from its submission (R34a). */
export type VettingStarted = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When the application was received: start of the working-day counts. */
  readonly submittedAt: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The working days in which vetting should have ended are over (R34a); staff are alerted. */
export type VettingTargetMissed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Start of the working-day count. */
  readonly countedFrom: number
  /** How many working days were counted. */
  readonly workingDays: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

export type VettingEvents = {
  ApplicationApproved: ApplicationApproved
  ApplicationAssigned: ApplicationAssigned
  ApplicationAuthenticated: ApplicationAuthenticated
  ApplicationErased: ApplicationErased
  ApplicationErasureDecided: ApplicationErasureDecided
  ApplicationHeld: ApplicationHeld
  ApplicationReceived: ApplicationReceived
  ApplicationRejected: ApplicationRejected
  ApplicationReleased: ApplicationReleased
  ApplicationTranscribed: ApplicationTranscribed
  ApplicationUnassigned: ApplicationUnassigned
  ApplicationVetted: ApplicationVetted
  ApplicationViewed: ApplicationViewed
  ApplicationWithdrawn: ApplicationWithdrawn
  AttendanceAwaited: AttendanceAwaited
  DecisionRecorded: DecisionRecorded
  DecisionRefused: DecisionRefused
  EmailCorrected: EmailCorrected
  EnquiryAnswered: EnquiryAnswered
  EnquiryDue: EnquiryDue
  EnquiryReceived: EnquiryReceived
  IdentityCopiesPurged: IdentityCopiesPurged
  IdentityPagesMarked: IdentityPagesMarked
  IdentityPagesPurged: IdentityPagesPurged
  PaperAssigned: PaperAssigned
  PaperAssigneeChanged: PaperAssigneeChanged
  PaperCheckDiffered: PaperCheckDiffered
  PaperCommandRefused: PaperCommandRefused
  PaperCompared: PaperCompared
  PaperDismissed: PaperDismissed
  PaperErased: PaperErased
  PaperErasureDecided: PaperErasureDecided
  PaperExtended: PaperExtended
  PaperJoined: PaperJoined
  PaperNotAssigned: PaperNotAssigned
  PaperOffered: PaperOffered
  PaperOverdue: PaperOverdue
  PaperPartGone: PaperPartGone
  PaperPutBack: PaperPutBack
  PaperPutTogether: PaperPutTogether
  PaperReceived: PaperReceived
  PaperRejoined: PaperRejoined
  PaperRemoved: PaperRemoved
  PaperReopened: PaperReopened
  PaperReplaced: PaperReplaced
  PaperSeparated: PaperSeparated
  PaperSetAside: PaperSetAside
  PaperSplit: PaperSplit
  PaperTakenApart: PaperTakenApart
  PaperTakenOut: PaperTakenOut
  PaperTyped: PaperTyped
  PaperViewed: PaperViewed
  RegistrantIdAssigned: RegistrantIdAssigned
  SearchTermsRecorded: SearchTermsRecorded
  SupplementOverdue: SupplementOverdue
  SupplementReceived: SupplementReceived
  SupplementReopened: SupplementReopened
  SupplementRequested: SupplementRequested
  TranscriptionSaved: TranscriptionSaved
  VettingStarted: VettingStarted
  VettingTargetMissed: VettingTargetMissed
}
