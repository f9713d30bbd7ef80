// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { ErasureReason, Reason, SeenPart } from './common.ts'

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

/** Vetting staff correct the address that notices go to, having learnt it from the applicant another way. */
export type CorrectEmail = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** The right address. */
  readonly email: string
  /** Why, for the record; at most 2,000 characters. */
  readonly note: string
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

/** Vetting staff set the application aside for a while; its clock stands still until it is released. */
export type HoldApplication = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Why, for the record; at most 2,000 characters. */
  readonly note: string
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

/** Vetting staff found the application not in order: the applicant is asked for supplementary information (R34d). */
export type RequestSupplement = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What is wanted; shown to the applicant. At least one. */
  readonly reasons: ReadonlyArray<Reason>
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
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
  CorrectEmail: CorrectEmail
  EraseApplication: EraseApplication
  HoldApplication: HoldApplication
  RecordApplicationView: RecordApplicationView
  RejectApplication: RejectApplication
  ReleaseApplication: ReleaseApplication
  RequestSupplement: RequestSupplement
  UnassignApplication: UnassignApplication
}
