// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB } from './common.ts'

/** An applicant submits the form online (R32a). */
export type SubmitApplication = {
  /** Id that the edge gave the application; key of the topic. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** The form as the applicant filled it in, normalised. */
  readonly form: AnnexB
}

export type IntakeWebCommands = {
  SubmitApplication: SubmitApplication
}
