// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Language, SuppliedDocument } from './common.ts'

/** What the online intake keeps of a form that is not submitted. */
export type DraftState = {
  /** The application that it becomes. */
  readonly applicationId: string
  /** Address that was proven; empty once the draft ended. */
  readonly email: string
  /** Language that comes first for the applicant. */
  readonly language: Language
  /** When the address was proven. */
  readonly emailProvenAt: number
  /** The form as it was typed, as JSON; empty once the draft ended. */
  readonly form: string
  /** Documents that came with it. */
  readonly documents: ReadonlyArray<SuppliedDocument>
  /** When it was changed last. */
  readonly savedAt: number
  /** When it expires if it is not touched; none once it ended. */
  readonly expiresAt: number | null
  /** Documents whose files are to be deleted. */
  readonly discarding: ReadonlyArray<string>
  /** Whether an application was made of it: it takes nothing more. */
  readonly isSubmitted: boolean
  /** When it expired or was given up; none while it lives, and where it was submitted. */
  readonly endedAt: number | null
  /** Which attempt to erase it is under way; 0 before the first. */
  readonly erasing: number
}

/** What the online intake keeps of an address while a code for it is valid. */
export type EmailProofState = {
  /** Keyed hash of the address and the day. */
  readonly proofId: string
  /** The code that is valid now. */
  readonly codeId: string
  /** Codes made since the first of them. */
  readonly issued: number
  /** Tries of the code. */
  readonly tries: number
  /** Last instant at which the code is taken. */
  readonly expiresAt: number
  /** Whether the code was used. */
  readonly isProven: boolean
  /** When the time of the last code was over; none while it runs. */
  readonly endedAt: number | null
  /** Which attempt to erase it is under way; 0 before the first. */
  readonly erasing: number
}

/** What the online intake keeps of a form that it took. */
export type SubmissionState = {
  /** The application. */
  readonly applicationId: string
  /** When it was taken. */
  readonly submittedAt: number
  /** Where the applicant proved to be reached: the status page is shown to whoever can read mail there. */
  readonly email: string
  /** Language that comes first for the applicant. */
  readonly language: Language
  /** Documents that came with it and with answers to requests. */
  readonly documents: ReadonlyArray<SuppliedDocument>
  /** Requests for supplementary information that were answered, by their ids. */
  readonly answered: ReadonlyArray<string>
  /** When the applicant asked to withdraw it. */
  readonly withdrawalRequestedAt: number | null
  /** What the applicant asked last, if anything (R37). */
  readonly enquiry: EnquiryAsked | null
  /** How often its address was corrected: what was opened under another is void. */
  readonly sessionEpoch: number
}

/** An enquiry that the applicant made. */
export type EnquiryAsked = {
  /** The enquiry. */
  readonly enquiryId: string
  /** When. */
  readonly at: number
}

export type IntakeWebState = {
  DraftState: DraftState
  EmailProofState: EmailProofState
  SubmissionState: SubmissionState
}
