// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, Language, SuppliedDocument } from './common.ts'

/** An applicant handed in a document with a draft (R33). */
export type AddDocument = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** The document, which is stored already. */
  readonly document: SuppliedDocument
}

/** An applicant gives up a draft. */
export type DiscardDraft = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
}

/** An applicant who had no response in seven working days asks about the application (R37). */
export type MakeEnquiry = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What is asked, at most 2,000 characters. */
  readonly text: string
}

/** The code that was typed is the right one. */
export type ProveEmail = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** The code, by the id from which it is worked out; the code itself is in no message. */
  readonly codeId: string
}

/** An applicant takes a document back before the form is submitted. */
export type RemoveDocument = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** The document. */
  readonly documentId: string
}

/** Somebody asks for a code by mail, to prove an address. */
export type RequestEmailCode = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
  /** Address that is to be proven. */
  readonly email: string
  /** Language that comes first in the mail. */
  readonly language: Language
}

/** An applicant asks for the application to be withdrawn. */
export type RequestWithdrawal = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** What the applicant wrote, at most 2,000 characters. */
  readonly reason: string | null
}

/** An applicant saves a form to go on with it later. */
export type SaveDraft = {
  /** The application that the draft becomes; key of the topic. */
  readonly applicationId: string
  /** Address that was proven; whoever proves it again comes back to the draft. */
  readonly email: string
  /** Language that comes first for the applicant. */
  readonly language: Language
  /** When the address was proven. */
  readonly emailProvenAt: number
  /** The form as it was typed, as JSON: fields by the names that the page gives them. */
  readonly form: string
}

/** An applicant submits the form online (R32a). */
export type SubmitApplication = {
  /** Id that the edge gave the application; key of the topic. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** The form as the applicant filled it in, normalised. */
  readonly form: AnnexB
  /** When the applicant proved the address by a code. */
  readonly emailProvenAt: number | null
  /** Documents that came with it. */
  readonly documents: ReadonlyArray<SuppliedDocument>
}

/** An applicant answers a request for supplementary information (R34d). */
export type SupplySupplement = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** The request that is answered. */
  readonly requestId: string
  /** What the applicant wrote, at most 2,000 characters. */
  readonly text: string | null
  /** Documents that come with the answer; they are stored already. */
  readonly documents: ReadonlyArray<SuppliedDocument>
}

/** Somebody typed a code: the try is counted before the code is looked at. */
export type TryEmailCode = {
  /** Keyed hash of the address and the day: the same for every spelling, and tells nothing of it; key of the topic. */
  readonly proofId: string
}

export type IntakeWebCommands = {
  AddDocument: AddDocument
  DiscardDraft: DiscardDraft
  MakeEnquiry: MakeEnquiry
  ProveEmail: ProveEmail
  RemoveDocument: RemoveDocument
  RequestEmailCode: RequestEmailCode
  RequestWithdrawal: RequestWithdrawal
  SaveDraft: SaveDraft
  SubmitApplication: SubmitApplication
  SupplySupplement: SupplySupplement
  TryEmailCode: TryEmailCode
}
