// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { EnvelopeProblem, Paper } from './common.ts'

/** An envelope is in order by itself, and all of it is stored; it asks to be taken (R32b). */
export type ReceiveEnvelope = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** Hash of all that came, in hexadecimal: says whether it is the same again. */
  readonly contentHash: string
  /** Hash of the manifest that the envelope came with, in hexadecimal; none over the counter. */
  readonly manifestHash: string | null
  /** What came, its pages not prepared yet. */
  readonly paper: Paper
  /** How many pages each document has, in their order. */
  readonly pageCounts: ReadonlyArray<number>
  /** What is stored beside the documents: the manifest and its signature, byte by byte. */
  readonly evidenceIds: ReadonlyArray<string>
  /** The paper whose place it takes. */
  readonly rescanOf: string | null
  /** The application that whoever took it over the counter says that it belongs to. */
  readonly applicationId: string | null
  /** Post office box or counter. */
  readonly box: string
}

/** Says what the mail room sent on a day, as a list that is stored; a later one takes its place (R32b). */
export type RecordScanDaily = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
  /** Id under which the list is stored. */
  readonly documentId: string
  /** How many it names. */
  readonly sent: number
}

/** An envelope is not in order by itself; its sender is told everything that is wrong (R32b). */
export type RefuseEnvelope = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** Hash of all that came, in hexadecimal: says whether it is the same again. */
  readonly contentHash: string
  /** All that is wrong. */
  readonly problems: ReadonlyArray<EnvelopeProblem>
}

export type IntakePostCommands = {
  ReceiveEnvelope: ReceiveEnvelope
  RecordScanDaily: RecordScanDaily
  RefuseEnvelope: RefuseEnvelope
}
