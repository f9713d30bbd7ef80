// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FilingRefusalReason } from './common.ts'

/** What became of a filing, for the court case system that told us. */
export type FilingAnswered = {
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference; key of the topic. */
  readonly courtReference: string
  /** When it happened. */
  readonly at: number
  /** ACCEPTED when the account is linked to the case. */
  readonly outcome: FilingOutcome
  /** Why it was refused. */
  readonly reason: FilingRefusalReason | null
  /** Canonical case number; as they spelled it when it could not be read. */
  readonly caseNumber: string
}

/** Whether a filing linked an account. */
export type FilingOutcome =
  | 'ACCEPTED'
  | 'REFUSED'
  | 'UNKNOWN'

export type CourtReplies = {
  FilingAnswered: FilingAnswered
}
