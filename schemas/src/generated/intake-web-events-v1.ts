// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, ApplicationChannel, SuppliedDocument } from './common.ts'

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
  ApplicationSubmitted: ApplicationSubmitted
  SubmissionRefused: SubmissionRefused
  SupplementSupplied: SupplementSupplied
  WithdrawalRequested: WithdrawalRequested
}
