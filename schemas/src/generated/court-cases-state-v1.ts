// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FilingRefusalReason } from './common.ts'
import type { FilingOutcome } from './court-replies-v1.ts'

/** What the bridge keeps of one delivery, to answer it once. */
export type DeliveryState = {
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference. */
  readonly courtReference: string
  /** Canonical case number; as they spelled it when it could not be read. */
  readonly caseNumber: string
  /** When it was checked. */
  readonly receivedAt: number
  /** The answer; none while the filing is under way. */
  readonly answer: DeliveryAnswer | null
}

/** The answer that was given. */
export type DeliveryAnswer = {
  /** Whether the filing linked an account. */
  readonly outcome: FilingOutcome
  /** Why it was refused. */
  readonly reason: FilingRefusalReason | null
  /** When. */
  readonly answeredAt: number
}

export type CourtCasesState = {
  DeliveryState: DeliveryState
}
