// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, ApplicationChannel, Language, SuppliedDocument } from './common.ts'

/** An attempt to erase what was begun and never finished was made. */
export type AbandonedErased = {
  /** The application that a draft would have become, or the keyed hash of an address and a day; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** Whether keys and documents are gone; otherwise another attempt follows. */
  readonly isErased: boolean
}

/** What was begun and never finished, a draft or the proof of an address, is to be erased. */
export type AbandonedErasureDue = {
  /** The application that a draft would have become, or the keyed hash of an address and a day; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt is to be made, from 1. */
  readonly attempt: number
}

/** The applicant is known by another address from now on, which staff corrected (R34b); the one before leads to nothing. */
export type ApplicantEmailCorrected = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The right address. */
  readonly email: string
}

/** An application is in; nobody has looked at it yet. The day of this fact starts the enquiry period (R37). */
export type ApplicationSubmitted = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** How it came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly submittedAt: number
  /** What the applicant stated. */
  readonly form: AnnexB
  /** Documents that came with it (R33). */
  readonly documents: ReadonlyArray<SuppliedDocument>
}

/** A document came with a draft (R33). */
export type DocumentAdded = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The document, which is stored already. */
  readonly document: SuppliedDocument
  /** When the draft expires if it is not touched. */
  readonly expiresAt: number
}

/** The file of a document that nobody needs is deleted, or could not be. */
export type DocumentDiscarded = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The document. */
  readonly documentId: string
  /** False where the store failed: operators delete it. */
  readonly isDeleted: boolean
}

/** A document was taken back; its file is deleted. */
export type DocumentRemoved = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The document. */
  readonly documentId: string
  /** When the draft expires if it is not touched. */
  readonly expiresAt: number
}

/** A draft is no more, and nothing that was typed is kept of it. */
export type DraftEnded = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Why. */
  readonly reason: DraftEndReason
}

/** Why. */
export type DraftEndReason =
  | 'SUBMITTED'
  | 'EXPIRED'
  | 'DISCARDED'
  | 'UNKNOWN'

/** Nothing was changed in a draft. */
export type DraftRefused = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Why not. */
  readonly reason: DraftRefusalReason
}

/** Why not. */
export type DraftRefusalReason =
  | 'NO_DRAFT'
  | 'TOO_MANY_DOCUMENTS'
  | 'SUBMITTED'
  | 'UNKNOWN'

/** A form was saved. It is no application yet; untouched it expires. */
export type DraftSaved = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Address that was proven; whoever proves it again comes back to the draft. */
  readonly email: string
  /** Language that comes first for the applicant. */
  readonly language: Language
  /** When the address was proven. */
  readonly emailProvenAt: number
  /** The form as it was typed, as JSON: fields by the names that the page gives them. */
  readonly form: string
  /** When it expires if it is not touched. */
  readonly expiresAt: number
}

/** A code was made for an address; whoever types it within its time proves to read mail there. */
export type EmailCodeIssued = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** When it happened. */
  readonly at: number
  /** The code, by the id from which it is worked out; the code itself is in no message. */
  readonly codeId: string
  /** Address that is to be proven. */
  readonly email: string
  /** Language that comes first in the mail. */
  readonly language: Language
  /** Last instant at which the code is taken. */
  readonly expiresAt: number
}

/** No code is made, or none is looked at. */
export type EmailCodeRefused = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** When it happened. */
  readonly at: number
  /** Why not. */
  readonly reason: EmailCodeRefusalReason
}

/** Why not. */
export type EmailCodeRefusalReason =
  | 'TOO_MANY_CODES'
  | 'TRIES_USED_UP'
  | 'NONE_VALID'
  | 'UNKNOWN'

/** A code was typed; this many times so far. */
export type EmailCodeTried = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** When it happened. */
  readonly at: number
  /** The code, by the id from which it is worked out; the code itself is in no message. */
  readonly codeId: string
  /** Tries of this code, this one included. */
  readonly tries: number
}

/** The time of the last code is over; two days later the address is erased. */
export type EmailProofEnded = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** When it happened. */
  readonly at: number
}

/** Somebody proved to read mail at the address. The code is used up. */
export type EmailProven = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** When it happened. */
  readonly at: number
  /** The code, by the id from which it is worked out; the code itself is in no message. */
  readonly codeId: string
}

/** The applicant asked about the application (R37). Vetting answers it. */
export type EnquiryMade = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The enquiry. */
  readonly enquiryId: string
  /** What is asked, at most 2,000 characters. */
  readonly text: string
}

/** An application came on paper (R32b). Its applicant follows it online like any other, once there is an address. */
export type PaperApplicationNoted = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** When it was received. */
  readonly submittedAt: number
  /** Where the applicant is reached; empty where it is not known. */
  readonly email: string
  /** Language that comes first for the applicant. */
  readonly language: Language
}

/** A form was not accepted, and no application exists; the applicant was told every mistake. */
export type SubmissionRefused = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Every mistake, in the order of the form. */
  readonly defects: ReadonlyArray<FormDefect>
}

/** One mistake in a form. */
export type FormDefect = {
  /** Where: field names and positions joined by dots, such as cases.0.caseNumber. */
  readonly path: string
  /** What is wrong, by the closed list of codes of the form check. */
  readonly code: string
}

/** The applicant answered a request for supplementary information (R34d). Vetting goes on with it. */
export type SupplementSupplied = {
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
}

/** The applicant asked for the application to be withdrawn. Vetting withdraws it unless it has ended. */
export type WithdrawalRequested = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** What the applicant wrote, at most 2,000 characters. */
  readonly reason: string | null
}

export type IntakeWebEvents = {
  AbandonedErased: AbandonedErased
  AbandonedErasureDue: AbandonedErasureDue
  ApplicantEmailCorrected: ApplicantEmailCorrected
  ApplicationSubmitted: ApplicationSubmitted
  DocumentAdded: DocumentAdded
  DocumentDiscarded: DocumentDiscarded
  DocumentRemoved: DocumentRemoved
  DraftEnded: DraftEnded
  DraftRefused: DraftRefused
  DraftSaved: DraftSaved
  EmailCodeIssued: EmailCodeIssued
  EmailCodeRefused: EmailCodeRefused
  EmailCodeTried: EmailCodeTried
  EmailProofEnded: EmailProofEnded
  EmailProven: EmailProven
  EnquiryMade: EnquiryMade
  PaperApplicationNoted: PaperApplicationNoted
  SubmissionRefused: SubmissionRefused
  SupplementSupplied: SupplementSupplied
  WithdrawalRequested: WithdrawalRequested
}
