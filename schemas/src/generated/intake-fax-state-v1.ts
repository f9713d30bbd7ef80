// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { DailyDifference, FaxCall, PaperPage } from './common.ts'
import type { FaxReceived, FaxRefused } from './intake-fax-events-v1.ts'

/** What is kept of the reconciliation of one day (R32b). */
export type FaxDailyState = {
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

/** Calls of one sender that broke off shortly before. */
export type FaxSenderState = {
  /** Keyed hash of the sender's number; key of the state. */
  readonly senderId: string
  /** When the last call of the sender came. */
  readonly changedAt: number
  /** Calls that broke off, the latest last; at most 10. */
  readonly broken: ReadonlyArray<BrokenCall>
  /** Faxes that were answered, the latest last; at most 50. */
  readonly noted: ReadonlyArray<string>
}

/** A call that broke off and may be completed. */
export type BrokenCall = {
  /** The fax. */
  readonly faxId: string
  /** When it came. */
  readonly at: number
  /** How many pages did not come; none where that is not known. */
  readonly pagesMissing: number | null
  /** How many pages the sending machine announced, where it did. */
  readonly pagesDeclared: number | null
}

/** What the fax intake keeps of a fax. */
export type FaxState = {
  /** The fax; key of the state. */
  readonly faxId: string
  /** Named by another and not come; refused; asking to be joined; waiting for what completes it; its pages being prepared; told to vetting; part of another. */
  readonly status: FaxStatus
  /** What was taken; none while it has not come. */
  readonly received: FaxReceived | null
  /** The last refusal, while nothing was taken. */
  readonly refusal: FaxRefused | null
  /** Calls of the paper: its own first, then those that were joined to it. None where it is a part of another. */
  readonly calls: ReadonlyArray<PreparedCall>
  /** Calls that continue it and came first; at most 20. */
  readonly offers: ReadonlyArray<ParkedOffer>
  /** Until when a call is waited for that completes it. */
  readonly waitsUntil: number | null
  /** It is known whether another of the same sender broke off shortly before. */
  readonly isNoted: boolean
  /** That other one. */
  readonly likelyWith: string | null
  /** The fax that it says it continues and cannot be joined to. */
  readonly continuesId: string | null
  /** The paper that it is, or is a part of, once that is known. */
  readonly paperId: string | null
  /** Faxes that asked to be joined and were answered, or passed on with how often they had been before; the latest last, at most 50. */
  readonly answered: ReadonlyArray<string>
}

/** Where a fax is. */
export type FaxStatus =
  | 'EXPECTED'
  | 'REFUSED'
  | 'OFFERED'
  | 'WAITING'
  | 'PREPARING'
  | 'HANDED_OVER'
  | 'PART'
  | 'UNKNOWN'

/** A call of the paper, and how far its pages are. */
export type PreparedCall = {
  /** The call and its document. */
  readonly call: FaxCall
  /** How often preparing was begun, from 1. */
  readonly attempt: number
  /** How often it failed. */
  readonly failures: number
  /** When it is tried again, while it waits. */
  readonly retryAt: number | null
  /** Its pages are as they will be. */
  readonly isPrepared: boolean
  /** Id under which the archive file is stored. */
  readonly archiveId: string | null
  /** Its pages, once they are prepared and until they are handed over. */
  readonly pages: ReadonlyArray<PaperPage>
}

/** A call that came before the fax that it continues. */
export type ParkedOffer = {
  /** The call. */
  readonly call: FaxCall
  /** How often it was passed on. */
  readonly hops: number
  /** When it is refused, unless the fax has come. */
  readonly until: number
}

export type IntakeFaxState = {
  FaxDailyState: FaxDailyState
  FaxSenderState: FaxSenderState
  FaxState: FaxState
}
