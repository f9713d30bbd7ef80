// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, ErasureReason, IdentityDocument, PaperLeaf, PaperSender, PersonName, Reason, SeenPart } from './common.ts'
import type { PaperDismissal } from './vetting-events-v1.ts'

/** Vetting staff answer what the applicant asked about the application (R37). */
export type AnswerEnquiry = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What the applicant is told, at most 2,000 characters. */
  readonly answer: string
  /** For the record, at most 2,000 characters. */
  readonly note: string | null
}

/** The Judiciary Administrator approves the application, after the identity was authenticated (R36a, R39). */
export type ApproveApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** How the reasons of an application under R10c were weighed, and why they are good and sufficient; at most 2,000 characters. */
  readonly weighing: string | null
}

/** Vetting staff found the application in order: invite the applicant to the Help Centre (R34b). */
export type ApproveForAuthentication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** Codes of what was found to be there and in order, of the checklist of completeness (R34a). */
  readonly checked: ReadonlyArray<string>
}

/** A member of staff takes an application on, or gives it to another. */
export type AssignApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Opaque id of the member of staff who is to see to it; none means whoever asks. */
  readonly assignee: string | null
}

/** A second person typed in whose form it is, without seeing what the first one typed. */
export type CheckTranscription = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** Name of the applicant. */
  readonly name: PersonName
  /** Identity document of the applicant. */
  readonly identityDocument: IdentityDocument
}

/** Staff put a paper together with another that it belongs to, such as the rest of a fax that broke off (R32b). */
export type CombinePaper = {
  /** The paper whose pages go; key of the topic. */
  readonly paperId: string
  /** The paper that they go to. */
  readonly into: string
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Vetting staff correct the address that notices go to, having learnt it from the applicant another way. */
export type CorrectEmail = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** The right address. */
  readonly email: string
  /** Why, for the record; at most 2,000 characters. */
  readonly note: string
}

/** Staff say that nothing can come of a paper. */
export type DismissPaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** What it is. */
  readonly as: PaperDismissal
  /** Codes of why. */
  readonly reasons: ReadonlyArray<string>
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** Who is to be answered; none where nobody is, or no address stands on it. */
  readonly sender: PaperSender | null
  /** Days for which the deployment keeps paper of which nothing came, as the answer tells; none where that is not known. */
  readonly retentionDays: number | null
}

/** What is known of an application that has ended is erased for ever. */
export type EraseApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Why. */
  readonly reason: ErasureReason
  /** How long it has to be kept, as set where the command was taken. */
  readonly retention: ApplicationRetention
}

/** Calendar days that an application is kept after its end, by how it ended. */
export type ApplicationRetention = {
  /** Where it was rejected. */
  readonly rejected: number
  /** Where nobody came to the Help Centre. */
  readonly lapsed: number
  /** Where the applicant withdrew it. */
  readonly withdrawn: number
}

/** A paper of which nothing came is erased for ever. */
export type ErasePaperKept = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** Why. */
  readonly reason: ErasureReason
  /** Calendar days that it has to be kept, as set where the command was taken. */
  readonly retentionDays: number
}

/** Vetting staff set the application aside for a while; its clock stands still until it is released. */
export type HoldApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Why, for the record; at most 2,000 characters. */
  readonly note: string
}

/** Staff join a paper to an application, also one that is with another application. */
export type JoinPaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** The application. */
  readonly applicationId: string
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff say which pages are copies of identity documents; those that are not named are none. */
export type MarkIdentityPages = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** The pages. */
  readonly pages: ReadonlyArray<PaperLeaf>
}

/** Staff put a part back together with the paper that it was split off from. */
export type PutBackPaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** A member of staff, the actor, is about to be shown a part of an application's record. */
export type RecordApplicationView = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What is shown. */
  readonly part: SeenPart
  /** The document, where one is shown. */
  readonly documentId: string | null
}

/** A member of staff, the actor, is about to be shown a paper. */
export type RecordPaperView = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** What is shown. */
  readonly part: SeenPart
  /** The document, where one is shown. */
  readonly documentId: string | null
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

/** Vetting staff go on with an application that was set aside. */
export type ReleaseApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Why, for the record; at most 2,000 characters. */
  readonly note: string
}

/** Staff put a paper that was dismissed, or is being checked, on the worklist again. */
export type ReopenPaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Vetting staff found the application not in order: the applicant is asked for supplementary information (R34d). */
export type RequestSupplement = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What is wanted; shown to the applicant. At least one. */
  readonly reasons: ReadonlyArray<Reason>
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff keep what they typed in of a paper so far, to be gone on with by anybody (R32b). It is neither checked nor an application. */
export type SaveTranscription = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** The fields of the page as they were typed, as JSON. */
  readonly form: string
  /** What was saved that whoever sends it had before them; none where nothing was. */
  readonly basedOn: string | null
}

/** Somebody sees to a paper, or nobody any more. */
export type SetPaperAssignee = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** Opaque id of the member of staff. */
  readonly assignee: string | null
}

/** Staff split pages off into a paper of their own. */
export type SplitPaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** The pages. */
  readonly pages: ReadonlyArray<PaperLeaf>
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff take a paper apart again from another that was put together with it. */
export type TakeApartPaper = {
  /** The paper that has the pages; key of the topic. */
  readonly paperId: string
  /** The paper that is to be one of its own again. */
  readonly otherId: string
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff take a paper out of its application again. */
export type TakeOutPaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Staff typed in the form on a paper (R32b). */
export type TranscribePaper = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** Keyed hash of the kind and number of the identity document (A31). */
  readonly personId: string
  /** What was typed in. */
  readonly form: AnnexB
  /** What was saved that whoever sends it had before them; none where nothing was. */
  readonly basedOn: string | null
}

/** An application is put back, for anybody to take on. */
export type UnassignApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
}

export type VettingCommands = {
  AnswerEnquiry: AnswerEnquiry
  ApproveApplication: ApproveApplication
  ApproveForAuthentication: ApproveForAuthentication
  AssignApplication: AssignApplication
  CheckTranscription: CheckTranscription
  CombinePaper: CombinePaper
  CorrectEmail: CorrectEmail
  DismissPaper: DismissPaper
  EraseApplication: EraseApplication
  ErasePaperKept: ErasePaperKept
  HoldApplication: HoldApplication
  JoinPaper: JoinPaper
  MarkIdentityPages: MarkIdentityPages
  PutBackPaper: PutBackPaper
  RecordApplicationView: RecordApplicationView
  RecordPaperView: RecordPaperView
  RejectApplication: RejectApplication
  ReleaseApplication: ReleaseApplication
  ReopenPaper: ReopenPaper
  RequestSupplement: RequestSupplement
  SaveTranscription: SaveTranscription
  SetPaperAssignee: SetPaperAssignee
  SplitPaper: SplitPaper
  TakeApartPaper: TakeApartPaper
  TakeOutPaper: TakeOutPaper
  TranscribePaper: TranscribePaper
  UnassignApplication: UnassignApplication
}
