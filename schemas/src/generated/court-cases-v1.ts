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

export type CourtCases = {
  CaseDisposed: CaseDisposed
  CaseReopened: CaseReopened
}
