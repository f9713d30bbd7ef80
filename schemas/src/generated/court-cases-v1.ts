// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

/** A court case system says that a proceeding was finally disposed of (R16, A13). Written by court case systems, keyed and ordered as they please. */
export type CaseDisposed = {
  /** Their reference, given back with the answer. */
  readonly courtReference: string
  /** Case number as the court case system spells it. */
  readonly caseNumber: string
  /** Code of the court, where the case number does not say it. */
  readonly court: string | null
  /** When it was finally disposed of. */
  readonly disposedAt: number
}

/** A court case system says that a proceeding which was disposed of goes on: it was re-opened, or an appeal was lodged (A13). Written by court case systems, keyed and ordered as they please. */
export type CaseReopened = {
  /** Their reference, given back with the answer. */
  readonly courtReference: string
  /** Case number as the court case system spells it. */
  readonly caseNumber: string
  /** Code of the court, where the case number does not say it. */
  readonly court: string | null
  /** Since when it goes on. */
  readonly reopenedAt: number
}

/** A court case system says that such an order holds no more (R11). Written by court case systems, keyed and ordered as they please. */
export type OrderLifted = {
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
  /** Since when it holds no more. */
  readonly liftedAt: number
}

/** A court case system says that a restrictive or disallowance order stops somebody from sending documents (R11). Written by court case systems, keyed and ordered as they please. */
export type OrderMade = {
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
  /** Since when it holds. */
  readonly madeAt: number
}

export type CourtCases = {
  CaseDisposed: CaseDisposed
  CaseReopened: CaseReopened
  OrderLifted: OrderLifted
  OrderMade: OrderMade
}
