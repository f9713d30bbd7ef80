// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FilingRefusalReason, PartyRole } from './common.ts'

/** The account may act in the case for the party from now on, and the court sends to it (R40, R41). */
export type CaseLinked = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** The party, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** The filing that it rests on. */
  readonly filingId: string
  /** When it happened. */
  readonly at: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The account was linked to the case already; a further filing changed nothing (7.3). */
export type LinkKept = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The filing that named the account again. */
  readonly filingId: string
  /** When it happened. */
  readonly at: number
}

/** The account was not linked to the case. */
export type LinkRefused = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** The party, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** The filing that it rests on. */
  readonly filingId: string
  /** When it happened. */
  readonly at: number
  /** Why. */
  readonly reason: FilingRefusalReason
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

export type CaseLinkingEvents = {
  CaseLinked: CaseLinked
  LinkKept: LinkKept
  LinkRefused: LinkRefused
}
