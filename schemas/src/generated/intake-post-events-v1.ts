// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { DailyDifference, EnvelopeProblem, Paper, PreparedDocument } from './common.ts'

/** The envelope is taken, and its sender may be told; its pages are being prepared (R32b). */
export type EnvelopeAccepted = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** How often other content came under that id, from 1; a refused envelope may come corrected. */
  readonly attempt: number
  /** How many pages were taken. */
  readonly pages: number
}

/** Other content came under the id of an envelope that is taken or being looked at; it changes nothing of that one (R32b). */
export type EnvelopeConflictRefused = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** Hash of all that came, in hexadecimal: says whether it is the same again. */
  readonly contentHash: string
  /** All that is wrong. */
  readonly problems: ReadonlyArray<EnvelopeProblem>
}

/** Something of what an envelope asks for was answered; more answers are awaited (R32b). */
export type EnvelopeQuestioned = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** How often other content came under that id, from 1; a refused envelope may come corrected. */
  readonly attempt: number
  /** The block of control numbers that answered; none of the envelope whose place it takes. */
  readonly blockId: string | null
  /** What is wrong so far as that answer says. */
  readonly problems: ReadonlyArray<EnvelopeProblem>
}

/** An envelope came and is stored; whether it is taken is being found out (R32b). */
export type EnvelopeReceived = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** How often other content came under that id, from 1; a refused envelope may come corrected. */
  readonly attempt: number
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

/** The envelope is not taken; its sender is told why, and may send it again corrected (R32b). */
export type EnvelopeRefused = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** The sender's own id of the envelope. */
  readonly envelopeId: string
  /** How often other content came under that id, from 1; a refused envelope may come corrected. */
  readonly attempt: number
  /** Hash of all that came, in hexadecimal: says whether it is the same again. */
  readonly contentHash: string
  /** All that is wrong. */
  readonly problems: ReadonlyArray<EnvelopeProblem>
}

/** Pages of some documents of an envelope can be shown; more may follow (R32b). */
export type PaperPagesPrepared = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** Of the preparation, from 0. */
  readonly round: number
  /** Those that are ready, in their order. */
  readonly documents: ReadonlyArray<PreparedDocument>
}

/** Pages of an envelope could not be prepared; it is tried again, and after some tries handed on with what is missing said (R32b). */
export type PaperPreparationFailed = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** Of the preparation, from 0. */
  readonly round: number
  /** How often in a row. */
  readonly tries: number
  /** Why, by its code. */
  readonly code: string
}

/** The preparation of an envelope's pages is tried again (R32b). */
export type PaperPreparationRetried = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** Of the preparation, from 0. */
  readonly round: number
}

/** What was said to be sent on a day is compared again with what arrived (R32b). */
export type ScanComparisonDue = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Of the comparison, from 0. */
  readonly round: number
}

/** A comparison could not be made; it is made again (R32b). */
export type ScanComparisonFailed = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Of the comparison, from 0. */
  readonly round: number
  /** Why, by its code. */
  readonly code: string
}

/** The list of a day is awaited until noon of the next working day (R32b). */
export type ScanDailyAwaited = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
}

/** What was said to be sent on a day was compared with what arrived (R32b). */
export type ScanDailyCompared = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Of the comparison, from 0. */
  readonly round: number
  /** How many differ. */
  readonly differing: number
  /** The first of them. */
  readonly differences: ReadonlyArray<DailyDifference>
}

/** The list of a day did not come in time; operations ask the mail room for it (R32b). */
export type ScanDailyMissed = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
}

/** What the mail room says it sent on a day is known (R32b). */
export type ScanDailyRecorded = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
  /** Id under which the list is stored. */
  readonly documentId: string
  /** How many it names. */
  readonly sent: number
}

/** What was said to be sent on a day and what arrived differ; somebody has to look (R32b). */
export type ScanReconciliationDiffered = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
  /** How many differ. */
  readonly differing: number
}

/** What was said to be sent on a day and what arrived agree now (R32b). */
export type ScanReconciliationSettled = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
}

/** An envelope was taken, or paper over the counter, and its pages are ready to be shown; vetting decides what becomes of it (R32b). */
export type ScannedPaperReceived = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** What came. */
  readonly paper: Paper
  /** The paper whose place a rescan takes; that one stays visible. */
  readonly replaces: string | null
  /** The application that whoever took it over the counter says that it belongs to. */
  readonly applicationId: string | null
}

export type IntakePostEvents = {
  EnvelopeAccepted: EnvelopeAccepted
  EnvelopeConflictRefused: EnvelopeConflictRefused
  EnvelopeQuestioned: EnvelopeQuestioned
  EnvelopeReceived: EnvelopeReceived
  EnvelopeRefused: EnvelopeRefused
  PaperPagesPrepared: PaperPagesPrepared
  PaperPreparationFailed: PaperPreparationFailed
  PaperPreparationRetried: PaperPreparationRetried
  ScanComparisonDue: ScanComparisonDue
  ScanComparisonFailed: ScanComparisonFailed
  ScanDailyAwaited: ScanDailyAwaited
  ScanDailyCompared: ScanDailyCompared
  ScanDailyMissed: ScanDailyMissed
  ScanDailyRecorded: ScanDailyRecorded
  ScanReconciliationDiffered: ScanReconciliationDiffered
  ScanReconciliationSettled: ScanReconciliationSettled
  ScannedPaperReceived: ScannedPaperReceived
}
