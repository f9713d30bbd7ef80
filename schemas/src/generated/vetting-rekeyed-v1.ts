// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, ApplicationChannel, ErasureReason, Paper, PaperDocument, PaperLeaf } from './common.ts'
import type { PaperObstacle } from './vetting-events-v1.ts'
import type { WorkingDayClock } from './vetting-state-v1.ts'

/** An application asks to be the only live one of its person (A31). */
export type ClaimPerson = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that asks. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** A paper is erased with its application. */
export type ErasePaper = {
  /** The paper; key of the message. */
  readonly paperId: string
  /** The application; none of a part that was put back. */
  readonly applicationId: string | null
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever decided it. */
  readonly decidedBy: string
  /** Role of the person. */
  readonly role: string | null
  /** Why. */
  readonly reason: ErasureReason
}

/** An application was typed in from a paper, which is to be with it (R32b). */
export type FilePaperApplication = {
  /** The application; key of the message. */
  readonly applicationId: string
  /** The paper. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document (A31). */
  readonly personId: string
  /** How it came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly receivedAt: number
  /** What was typed in. */
  readonly form: AnnexB
  /** Opaque id of whoever of the staff wants it; none where a cover sheet or the sender says so. */
  readonly by: string | null
  /** Role of the person. */
  readonly role: string | null
}

/** Pages go back to the paper that they came with. */
export type GiveBackPages = {
  /** That paper; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The paper that had them, or did not take them. */
  readonly from: string
  /** The documents, with those pages. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** The clock that it goes on to wait by. */
  readonly waitClock: WorkingDayClock | null
  /** Code of why they were not taken; none where they were taken apart. */
  readonly obstacle: string | null
}

/** A part that was split off is erased. */
export type NotePartGone = {
  /** The paper that it was split off from; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The part. */
  readonly partId: string
}

/** A paper asks an application to take it. */
export type OfferPaper = {
  /** The application; key of the message. */
  readonly applicationId: string
  /** The paper that asks. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** How it came. */
  readonly channel: ApplicationChannel
  /** When it was received. */
  readonly receivedAt: number
  /** Opaque id of whoever of the staff wants it; none where a cover sheet or the sender says so. */
  readonly by: string | null
  /** Role of the person. */
  readonly role: string | null
}

/** The application did not take the paper. */
export type PaperNotTaken = {
  /** The paper; key of the message. */
  readonly paperId: string
  /** The application. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Why. */
  readonly reason: PaperObstacle
}

/** What the paper was, whose place a rescan takes. */
export type PaperPlaceGiven = {
  /** The rescan; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The paper. */
  readonly replaces: string
  /** The application that it was with. */
  readonly applicationId: string | null
  /** Code of why nothing can be inherited: REPLACES_UNKNOWN, REPLACED_WAS_SPLIT. */
  readonly obstacle: string | null
}

/** The application took the paper. */
export type PaperTaken = {
  /** The paper; key of the message. */
  readonly paperId: string
  /** The application. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** True where the application had ended. */
  readonly isDecided: boolean
}

/** The person has another live application, or an account (A31). */
export type PersonClaimRefused = {
  /** The application that asked; key of the message. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When it happened. */
  readonly at: number
  /** The live application of the same person. */
  readonly liveApplicationId: string | null
  /** The live account of the same person. */
  readonly accountId: string | null
}

/** The application is now the only live one of its person (A31). */
export type PersonClaimed = {
  /** The application that asked; key of the message. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When it happened. */
  readonly at: number
}

/** The account of the person was closed, so another application may be made (R16d). */
export type PersonDeregistered = {
  /** The person; key of the message. */
  readonly personId: string
  /** The account. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
}

/** The person has an account, so no other application of theirs is taken (A31). */
export type PersonRegistered = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that led to the account. */
  readonly applicationId: string
  /** The account. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
}

/** The person has no live application any more and may apply again (R35c). */
export type PersonReleased = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that had ended. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** A paper is not with the application any more. */
export type ReleasePaper = {
  /** The application; key of the message. */
  readonly applicationId: string
  /** The paper. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
}

/** An application has ended without an account, so the person may apply again (R35c). */
export type ReleasePerson = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that has ended. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** A rescan takes the place of a paper. */
export type ReplacePaper = {
  /** The paper; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The rescan. */
  readonly replacedBy: string
}

/** The application that the paper is with has ended: copies of identity documents are needed no longer. */
export type SettlePaper = {
  /** The paper; key of the message. */
  readonly paperId: string
  /** The application. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** Pages of a part go back to the paper that they were split off from. */
export type TakeBackPart = {
  /** That paper; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The part. */
  readonly partId: string
  /** The documents, with those pages. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
}

/** All pages of another paper, which belong to this one. */
export type TakePages = {
  /** The paper that is to take them; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The other paper. */
  readonly otherId: string
  /** When the other was received. */
  readonly receivedAt: number
  /** Ids whose data keys protect what came with the other: by these its pages are known again. */
  readonly subjects: ReadonlyArray<string>
  /** The documents, with those pages. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** The clock by which the other waits. */
  readonly waitClock: WorkingDayClock | null
  /** Opaque id of whoever of the staff did it. */
  readonly by: string
  /** Role of the person. */
  readonly role: string | null
  /** What was noted for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** Pages that were split off become a paper of their own. */
export type TakePart = {
  /** The new paper; key of the message. */
  readonly paperId: string
  /** When it happened. */
  readonly at: number
  /** The paper that they were split off from. */
  readonly partOf: string
  /** The new paper. */
  readonly paper: Paper
  /** Those that are marked as copies of identity documents. */
  readonly identityPages: ReadonlyArray<PaperLeaf>
  /** The clock that the whole waits by; none where it does not wait. */
  readonly waitClock: WorkingDayClock | null
}

export type VettingRekeyed = {
  ClaimPerson: ClaimPerson
  ErasePaper: ErasePaper
  FilePaperApplication: FilePaperApplication
  GiveBackPages: GiveBackPages
  NotePartGone: NotePartGone
  OfferPaper: OfferPaper
  PaperNotTaken: PaperNotTaken
  PaperPlaceGiven: PaperPlaceGiven
  PaperTaken: PaperTaken
  PersonClaimRefused: PersonClaimRefused
  PersonClaimed: PersonClaimed
  PersonDeregistered: PersonDeregistered
  PersonRegistered: PersonRegistered
  PersonReleased: PersonReleased
  ReleasePaper: ReleasePaper
  ReleasePerson: ReleasePerson
  ReplacePaper: ReplacePaper
  SettlePaper: SettlePaper
  TakeBackPart: TakeBackPart
  TakePages: TakePages
  TakePart: TakePart
}
