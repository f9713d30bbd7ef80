// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Language } from './common.ts'

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
}

export type IntakeWebState = {
  SubmissionState: SubmissionState
}
