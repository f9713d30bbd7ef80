// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FaxCall, FaxRefusalCode } from './common.ts'

/** A fax gateway, or a file in the drop folder, brings a fax whose document is stored (R32b). */
export type ReceiveFax = {
  /** The fax; key of the topic. */
  readonly faxId: string
  /** The fax gateway, by its own name. */
  readonly gateway: string
  /** The number that called, or what the sending machine calls itself. */
  readonly sender: string | null
  /** Keyed hash of that number, by which calls of the same sender are found; none where there is no number. */
  readonly senderId: string | null
  /** The number that was called, where it is known; one of ours. */
  readonly calledNumber: string | null
  /** The call and its document. */
  readonly call: FaxCall
}

/** Says what a fax gateway sent on a day, as a list that is stored; a later one takes its place (R32b). */
export type RecordFaxDaily = {
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

/** A fax was refused to whoever brought it; nothing of its document was kept. */
export type RecordFaxRefusal = {
  /** The fax; key of the topic. */
  readonly faxId: string
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

export type IntakeFaxCommands = {
  ReceiveFax: ReceiveFax
  RecordFaxDaily: RecordFaxDaily
  RecordFaxRefusal: RecordFaxRefusal
}
