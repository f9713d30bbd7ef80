// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

/** A rescan asks whether the envelope that it names is taken (R32b). */
export type AskRescan = {
  /** The paper that the envelope is; key of the topic. */
  readonly paperId: string
  /** The paper that asks. */
  readonly askedBy: string
  /** Of the one that asks. */
  readonly attempt: number
  /** When. */
  readonly at: number
}

/** The list of a day came, so that of the next working day is awaited (R32b). */
export type AwaitScanDaily = {
  /** Derived from the sender and the day; key of the topic. */
  readonly dailyId: string
  /** Who sent: the supplier or the fax gateway. */
  readonly source: string
  /** The day. */
  readonly date: string
  /** When. */
  readonly at: number
}

/** An envelope asks for control numbers of one block, which nobody else may have used (R32b). */
export type ClaimControlNumbers = {
  /** Derived from the supplier and all digits but the last two; key of the message. */
  readonly blockId: string
  /** The paper that asks. */
  readonly paperId: string
  /** The first paper of its line of rescans. */
  readonly rootId: string
  /** Of the paper that asks. */
  readonly attempt: number
  /** The numbers. */
  readonly numbers: ReadonlyArray<string>
  /** When. */
  readonly at: number
}

/** Says which control numbers of a block an envelope has, and which somebody else used (R32b). */
export type ControlNumbersAnswered = {
  /** The paper that asked; key of the message. */
  readonly paperId: string
  /** The block. */
  readonly blockId: string
  /** The first paper of its line of rescans. */
  readonly rootId: string
  /** Of the paper that asked. */
  readonly attempt: number
  /** Numbers that are its own now. */
  readonly granted: ReadonlyArray<string>
  /** Numbers that another envelope has. */
  readonly repeated: ReadonlyArray<string>
  /** When. */
  readonly at: number
}

/** Control numbers of an envelope that was refused are free again (R32b). */
export type ControlNumbersReleased = {
  /** The block; key of the message. */
  readonly blockId: string
  /** The paper that gave them back. */
  readonly paperId: string
  /** Of that paper. */
  readonly attempt: number
  /** When. */
  readonly at: number
}

/** An envelope is not taken after all; its control numbers are free again (R32b). */
export type ReleaseControlNumbers = {
  /** The block; key of the message. */
  readonly blockId: string
  /** The paper that gives them back. */
  readonly paperId: string
  /** Of that paper. */
  readonly attempt: number
  /** When. */
  readonly at: number
}

/** Says to a rescan whether the envelope that it names is taken (R32b). */
export type RescanAnswered = {
  /** The paper that asked; key of the message. */
  readonly paperId: string
  /** Of the one that asked. */
  readonly attempt: number
  /** The paper that it named. */
  readonly rescanOf: string
  /** True when that one is taken. */
  readonly isKnown: boolean
  /** The first paper of the line of rescans; its control numbers may be used again. */
  readonly rootId: string
  /** When. */
  readonly at: number
}

export type IntakePostRekeyed = {
  AskRescan: AskRescan
  AwaitScanDaily: AwaitScanDaily
  ClaimControlNumbers: ClaimControlNumbers
  ControlNumbersAnswered: ControlNumbersAnswered
  ControlNumbersReleased: ControlNumbersReleased
  ReleaseControlNumbers: ReleaseControlNumbers
  RescanAnswered: RescanAnswered
}
