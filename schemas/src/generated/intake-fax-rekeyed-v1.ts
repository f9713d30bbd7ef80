// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FaxCall, FaxOfferRefusal } from './common.ts'

/** The list of a day came, so that of the next working day is awaited (R32b). */
export type AwaitFaxDaily = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
  /** When. */
  readonly at: number
}

/** What is known of the sender's calls shortly before. */
export type FaxCallNoted = {
  /** The fax that asked; key of the message. */
  readonly faxId: string
  /** Keyed hash of the sender's number. */
  readonly senderId: string
  /** When. */
  readonly at: number
  /** A fax of the same sender that broke off shortly before, and that this one may complete. */
  readonly likelyWith: string | null
  /** The call broke off. */
  readonly isPartial: boolean
  /** How many pages did not come; none where that is not known. */
  readonly pagesMissing: number | null
  /** How many pages the sending machine announced, where it did. */
  readonly pagesDeclared: number | null
  /** The fax that it says it continues. */
  readonly continuesId: string | null
}

/** The fax cannot be joined to the one that it says it continues. */
export type FaxOfferRefused = {
  /** The fax that asked; key of the message. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** Why. */
  readonly reason: FaxOfferRefusal
  /** The paper that it would have been joined to. */
  readonly paperId: string
}

/** The fax is joined to the one that it says it continues. */
export type FaxOfferTaken = {
  /** The fax that asked; key of the message. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The paper that it is a part of. */
  readonly paperId: string
}

/** No call of a sender is recent enough any more to be completed. */
export type FaxSenderForgotten = {
  /** Keyed hash of the sender's number; key of the message. */
  readonly senderId: string
  /** When. */
  readonly at: number
}

/** A fax asks whether one of the same sender broke off shortly before. */
export type NoteFaxCall = {
  /** Keyed hash of the sender's number; key of the message. */
  readonly senderId: string
  /** When. */
  readonly at: number
  /** The fax that asks. */
  readonly faxId: string
  /** The call broke off. */
  readonly isPartial: boolean
  /** How many pages the sending machine announced, where it did. */
  readonly pagesDeclared: number | null
  /** How many pages came. */
  readonly pagesFound: number
  /** The fax that it says it continues. */
  readonly continuesId: string | null
}

/** A fax asks the one that it says it continues to be joined to it. */
export type OfferFax = {
  /** The fax that is asked; key of the message. */
  readonly faxId: string
  /** When. */
  readonly at: number
  /** The call that is to be joined. */
  readonly call: FaxCall
  /** How often it was passed on to the fax that the one that was asked is itself a part of. */
  readonly hops: number
}

export type IntakeFaxRekeyed = {
  AwaitFaxDaily: AwaitFaxDaily
  FaxCallNoted: FaxCallNoted
  FaxOfferRefused: FaxOfferRefused
  FaxOfferTaken: FaxOfferTaken
  FaxSenderForgotten: FaxSenderForgotten
  NoteFaxCall: NoteFaxCall
  OfferFax: OfferFax
}
