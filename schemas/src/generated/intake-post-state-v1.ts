// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { ApplicationChannel, DailyDifference, EnvelopeProblem, Paper } from './common.ts'

/** Who has the control numbers of one block of a hundred (R32b). */
export type ControlNumbersState = {
  /** The block. */
  readonly blockId: string
  /** Numbers that are used. */
  readonly used: ReadonlyArray<UsedNumber>
  /** The latest claims that were answered, each as paper and attempt. */
  readonly answered: ReadonlyArray<string>
}

/** One control number that is used. */
export type UsedNumber = {
  /** The number. */
  readonly number: string
  /** The first paper of the line of rescans that has it. */
  readonly rootId: string
  /** Papers of that line that have it. */
  readonly paperIds: ReadonlyArray<string>
}

/** What the intake keeps of an envelope: until it is handed on all of it, afterwards what its sender may ask (R32b). */
export type EnvelopeState = {
  /** The paper that it is. */
  readonly paperId: string
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** How often other content came under that id, from 1; a refused envelope may come corrected. */
  readonly attempt: number
  /** Hash of all that came, in hexadecimal: says whether it is the same again. */
  readonly contentHash: string
  /** Hash of the manifest, in hexadecimal. */
  readonly manifestHash: string | null
  /** Where it stands. */
  readonly status: EnvelopeStatus
  /** When it came first with this content. */
  readonly firstReceivedAt: number
  /** When it was taken or refused. */
  readonly decidedAt: number | null
  /** When the paper was opened, or handed in and stamped; the start of time of what was refused. */
  readonly openedAt: number
  /** Supplier of the mail room, or the counter. */
  readonly source: string
  /** How it came. */
  readonly channel: ApplicationChannel
  /** Post office box or counter. */
  readonly box: string
  /** What came, with the pages that are prepared; none once it is handed on or refused. */
  readonly paper: Paper | null
  /** Its documents. */
  readonly kept: ReadonlyArray<KeptDocument>
  /** What is stored beside the documents. */
  readonly evidenceIds: ReadonlyArray<string>
  /** The paper whose place it takes. */
  readonly rescanOf: string | null
  /** The first paper of its line of rescans. */
  readonly rootId: string
  /** The application that it is said to belong to. */
  readonly applicationId: string | null
  /** Blocks of control numbers that are not answered yet. */
  readonly awaited: ReadonlyArray<string>
  /** Blocks of control numbers that it asked for. */
  readonly blocks: ReadonlyArray<string>
  /** What is wrong; of one that is being looked at, so far. */
  readonly problems: ReadonlyArray<EnvelopeProblem>
  /** The latest rescans that were told whether this one is taken, each as paper and attempt. */
  readonly answeredRescans: ReadonlyArray<string>
  /** Of the preparation, from 0. */
  readonly round: number
  /** How many documents are prepared. */
  readonly prepared: number
  /** Failures of the preparation in a row. */
  readonly tries: number
  /** When the preparation is tried again. */
  readonly retryAt: number | null
}

/** Where an envelope stands. */
export type EnvelopeStatus =
  | 'ASKING_RESCAN'
  | 'CLAIMING_NUMBERS'
  | 'PREPARING'
  | 'HANDED_ON'
  | 'REFUSED'
  | 'UNKNOWN'

/** One document of an envelope, as it stays known. */
export type KeptDocument = {
  /** Id under which the original is stored. */
  readonly documentId: string
  /** Number printed on the paper. */
  readonly controlNumber: string | null
  /** How many pages it has. */
  readonly pages: number
}

/** What is kept of the reconciliation of one day (R32b). */
export type ScanDailyState = {
  /** The day of one sender. */
  readonly dailyId: string
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
  /** Id under which the list is stored; none while it is awaited. */
  readonly documentId: string | null
  /** How many it names. */
  readonly sent: number
  /** When the list came. */
  readonly recordedAt: number | null
  /** When it began to be awaited. */
  readonly awaitedAt: number | null
  /** True when it was told that the list did not come in time. */
  readonly isMissed: boolean
  /** When it was compared last. */
  readonly comparedAt: number | null
  /** Of the comparison, from 0. */
  readonly round: number
  /** True while a comparison is wanted. */
  readonly isComparing: boolean
  /** How many differ. */
  readonly differing: number
  /** The first of them. */
  readonly differences: ReadonlyArray<DailyDifference>
  /** True when operations were told that they differ. */
  readonly isTold: boolean
}

export type IntakePostState = {
  ControlNumbersState: ControlNumbersState
  EnvelopeState: EnvelopeState
  ScanDailyState: ScanDailyState
}
