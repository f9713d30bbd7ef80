// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { LodgingChannel, PartyRole, Representation } from './common.ts'

/** The bridge took from a court case system that a proceeding ended, or goes on. */
export type ReceiveCaseChange = {
  /** Keyed by source and their id, so that a repeat has the same; key of the topic. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message; its place on the topic where there is none. */
  readonly sourceId: string
  /** Its reference, given back with the answer. */
  readonly courtReference: string
  /** Case number as the court case system spells it. */
  readonly caseNumber: string
  /** Code of the court, as it came. */
  readonly court: string | null
  /** What became of it. */
  readonly change: CaseChange
  /** When, by the court case system. */
  readonly changedAt: number
}

/** What became of a proceeding. */
export type CaseChange =
  | 'DISPOSED'
  | 'REOPENED'
  | 'UNKNOWN'

/** The bridge took a filing from a court case system; it is to be checked, once. */
export type ReceiveFiling = {
  /** Keyed by source and their id, so that a repeat has the same; key of the topic. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Their id for the filing, if they have one. */
  readonly filingId: string | null
  /** Their reference. */
  readonly courtReference: string
  /** Case number as the court case system spells it. */
  readonly caseNumber: string
  /** Code of the court, where the case number does not say it. */
  readonly court: string | null
  /** Code of the venue, where it matters. */
  readonly venue: string | null
  /** Login name of the filer; this or the account is given. */
  readonly loginName: string | null
  /** Account of the filer; this or the login name is given. */
  readonly accountId: string | null
  /** The party for whom it was filed, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** Whether the party acts in person. */
  readonly representation: Representation
  /** Code of the type of document. */
  readonly documentType: string
  /** How the document came. */
  readonly lodgedVia: LodgingChannel
  /** When it was filed. */
  readonly filedAt: number
}

/** The bridge took from a court case system that an order stops somebody from sending, or does no more (R11). */
export type ReceiveOrder = {
  /** Keyed by source and their id, so that a repeat has the same; key of the topic. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message; its place on the topic where there is none. */
  readonly sourceId: string
  /** Their id for the order; it names it when it is lifted. */
  readonly orderId: string
  /** Their reference, given back with the answer. */
  readonly courtReference: string
  /** Case number as the court case system spells it; none where the order is on every proceeding. */
  readonly caseNumber: string | null
  /** Login name of the person; this or the account is given. */
  readonly loginName: string | null
  /** Account of the person; this or the login name is given. */
  readonly accountId: string | null
  /** What became of it. */
  readonly change: OrderChange
  /** When, by the court case system. */
  readonly changedAt: number
}

/** What became of an order. */
export type OrderChange =
  | 'MADE'
  | 'LIFTED'
  | 'UNKNOWN'

/** The bridge took something from a court case system that cannot be read as a filing; it is to be refused, visibly and once. */
export type ReceiveUnreadable = {
  /** Keyed by source and their id, so that a repeat has the same; key of the topic. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message; its place on the topic where there is none. */
  readonly sourceId: string
  /** Its reference, as far as one can be made out; else its id for the message. */
  readonly courtReference: string
}

export type CourtCasesCommands = {
  ReceiveCaseChange: ReceiveCaseChange
  ReceiveFiling: ReceiveFiling
  ReceiveOrder: ReceiveOrder
  ReceiveUnreadable: ReceiveUnreadable
}
