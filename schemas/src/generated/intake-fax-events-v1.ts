// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { DailyDifference, FaxCall, FaxOfferRefusal, FaxRefusalCode, Paper, PaperPage } from './common.ts'

/** A call came that says it continues a fax that has not come yet; it waits for that one. */
export type FaxAwaited = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The call that came. */
  readonly call: FaxCall
  /** How often it was passed on. */
  readonly hops: number
  /** Until when it waits. */
  readonly until: number
}

/** A fax is a part of the one that it continues. */
export type FaxBecamePart = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The paper that it is a part of. */
  readonly paperId: string
}

/** What was said to be sent on a day is compared again with what arrived (R32b). */
export type FaxComparisonDue = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Of the comparison, from 0. */
  readonly round: number
}

/** A comparison could not be made; it is made again (R32b). */
export type FaxComparisonFailed = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Of the comparison, from 0. */
  readonly round: number
  /** Why, by its code. */
  readonly code: string
}

/** No call came in time that would complete a fax: it is handed over as it is. */
export type FaxCompletionMissed = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
}

/** The list of a day is awaited until noon of the next working day (R32b). */
export type FaxDailyAwaited = {
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
export type FaxDailyCompared = {
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

/** The list of a day did not come in time; operations ask a fax gateway for it (R32b). */
export type FaxDailyMissed = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
}

/** What a fax gateway says it sent on a day is known (R32b). */
export type FaxDailyRecorded = {
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

/** A later call was joined to a fax: it completes it, or brings more of it. */
export type FaxJoined = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The later call and its document. */
  readonly call: FaxCall
  /** Until when another call is waited for; none where nothing is missing any more. */
  readonly waitsUntil: number | null
}

/** The pages of one call can be shown, or it is known that they cannot. */
export type FaxPagesPrepared = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The call whose pages they are. */
  readonly callId: string
  /** Id under which the archive file is stored; none where no page can be read. */
  readonly archiveId: string | null
  /** Its pages, in their order. */
  readonly pages: ReadonlyArray<PaperPage>
}

/** A fax is complete as far as it ever will be, its pages are ready to be shown; vetting decides what becomes of it (R32b). */
export type FaxPaperReceived = {
  /** The paper; key of the topic. */
  readonly paperId: string
  /** When. */
  readonly at: number
  /** What came. */
  readonly paper: Paper
}

/** Preparing the pages of a call is not over: it goes on, or failed and is tried again. */
export type FaxPreparationDelayed = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The call whose pages they are. */
  readonly callId: string
  /** When it is tried again; none where it goes on at once. */
  readonly until: number | null
  /** Why it failed; none where it only takes long. */
  readonly code: string | null
}

/** Preparing the pages of a call is tried again. */
export type FaxPreparationResumed = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The call whose pages they are. */
  readonly callId: string
}

/** A fax was taken and is acknowledged; its document is stored, and nothing of it can be lost any more (R32b). */
export type FaxReceived = {
  /** The fax; key of the topic, and what its receipt says. */
  readonly faxId: string
  /** When: what the receipt says. */
  readonly at: number
  /** The fax gateway, by its own name. */
  readonly gateway: string
  /** The number that called, or what the sending machine calls itself. */
  readonly sender: string | null
  /** Keyed hash of that number; none where there is no number. */
  readonly senderId: string | null
  /** The number that was called, where it is known; one of ours. */
  readonly calledNumber: string | null
  /** The call and its document. */
  readonly call: FaxCall
  /** Until when a call is waited for that completes it; none where nothing is missing, or where it says itself which fax it completes. */
  readonly waitsUntil: number | null
}

/** What was said to be sent on a day and what arrived differ; somebody has to look (R32b). */
export type FaxReconciliationDiffered = {
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
export type FaxReconciliationSettled = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** When. */
  readonly at: number
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
}

/** A fax was refused to whoever brought it (R32b). */
export type FaxRefused = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The fax gateway, by its own name. */
  readonly gateway: string
  /** The gateway's own id of the call. */
  readonly jobId: string
  /** When the gateway received it. */
  readonly receivedAt: number
  /** Hash of the document that was refused. */
  readonly sha256: string
  /** Why. */
  readonly code: FaxRefusalCode
}

/** A fax that was taken before came again; it has the first receipt. */
export type FaxRepeated = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** When it was taken. */
  readonly acceptedAt: number
}

/** What is known of calls of the same sender shortly before is recorded with the fax. */
export type FaxSenderNoted = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** A fax of the same sender that broke off shortly before, and that this one may complete; a person decides. */
  readonly likelyWith: string | null
}

/** A fax says that it continues another, which cannot be: it is a paper of its own, and names that one. */
export type FaxStandsAlone = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** Why. */
  readonly reason: FaxOfferRefusal
  /** The paper that it would have been joined to. */
  readonly continuesId: string
  /** Until when a call is waited for that completes it; none where it did not break off. */
  readonly waitsUntil: number | null
}

export type IntakeFaxEvents = {
  FaxAwaited: FaxAwaited
  FaxBecamePart: FaxBecamePart
  FaxComparisonDue: FaxComparisonDue
  FaxComparisonFailed: FaxComparisonFailed
  FaxCompletionMissed: FaxCompletionMissed
  FaxDailyAwaited: FaxDailyAwaited
  FaxDailyCompared: FaxDailyCompared
  FaxDailyMissed: FaxDailyMissed
  FaxDailyRecorded: FaxDailyRecorded
  FaxJoined: FaxJoined
  FaxPagesPrepared: FaxPagesPrepared
  FaxPaperReceived: FaxPaperReceived
  FaxPreparationDelayed: FaxPreparationDelayed
  FaxPreparationResumed: FaxPreparationResumed
  FaxReceived: FaxReceived
  FaxReconciliationDiffered: FaxReconciliationDiffered
  FaxReconciliationSettled: FaxReconciliationSettled
  FaxRefused: FaxRefused
  FaxRepeated: FaxRepeated
  FaxSenderNoted: FaxSenderNoted
  FaxStandsAlone: FaxStandsAlone
}
