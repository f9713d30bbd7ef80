// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { LodgingChannel, PartyRole, Representation } from './common.ts'

/** A proceeding was finally disposed of (R16, A13). */
export type CaseDisposed = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** When it happened here. */
  readonly at: number
  /** When it was finally disposed of. */
  readonly disposedAt: number
  /** The delivery that it came with. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference, given back with the answer. */
  readonly courtReference: string
}

/** A proceeding that was disposed of goes on (A13). */
export type CaseReopened = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** When it happened here. */
  readonly at: number
  /** Since when it goes on. */
  readonly reopenedAt: number
  /** The delivery that it came with. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference, given back with the answer. */
  readonly courtReference: string
}

/** A document was filed in a case: checked, in canonical form and told once, however often we were told. */
export type FilingLodged = {
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number, such as DCPI 1234/2023. */
  readonly caseNumber: string
  /** The filing, by our id. */
  readonly filingId: string
  /** The delivery that it came by. */
  readonly deliveryId: string
  /** When it happened. */
  readonly at: number
  /** Code of the court. */
  readonly court: string
  /** Code of the venue, where it matters. */
  readonly venue: string | null
  /** Account of the filer, worked out from the login name where only that was given; it need not exist; key of the record. */
  readonly accountId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
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
  /** The court case system that told us. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference. */
  readonly courtReference: string
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Such an order holds no more (R11). */
export type OrderLifted = {
  /** The account; key of the record. */
  readonly accountId: string
  /** Their id for the order, with the court case system it is of. */
  readonly orderId: string
  /** The case, by our opaque id; none where it is every proceeding. */
  readonly caseId: string | null
  /** Canonical case number. */
  readonly caseNumber: string | null
  /** When it happened here. */
  readonly at: number
  /** Since when it holds no more. */
  readonly liftedAt: number
  /** The delivery that it came with. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference, given back with the answer. */
  readonly courtReference: string
}

/** A restrictive or disallowance order stops somebody from sending documents, and from nothing else (R11). */
export type OrderMade = {
  /** The account; key of the record. */
  readonly accountId: string
  /** Their id for the order, with the court case system it is of. */
  readonly orderId: string
  /** The case, by our opaque id; none where it is every proceeding. */
  readonly caseId: string | null
  /** Canonical case number. */
  readonly caseNumber: string | null
  /** When it happened here. */
  readonly at: number
  /** Since when it holds. */
  readonly madeAt: number
  /** The delivery that it came with. */
  readonly deliveryId: string
  /** The court case system. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** Its reference, given back with the answer. */
  readonly courtReference: string
}

export type CourtCasesEvents = {
  CaseDisposed: CaseDisposed
  CaseReopened: CaseReopened
  FilingLodged: FilingLodged
  OrderLifted: OrderLifted
  OrderMade: OrderMade
}
