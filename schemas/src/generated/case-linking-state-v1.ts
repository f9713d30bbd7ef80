// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FilingRefusalReason, PartyRole } from './common.ts'

/** What case-linking keeps of a case: who is linked to it. */
export type CaseState = {
  /** The case, by our opaque id; key of the state. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** Accounts that are linked. */
  readonly links: ReadonlyArray<AccountLink>
  /** The latest refusals, for the holder and court support staff to see. */
  readonly refusals: ReadonlyArray<RefusedLink>
  /** Ids of the filings that were decided last, by which a repeat is recognised. */
  readonly answered: ReadonlyArray<string>
}

/** An account that is linked to the case. */
export type AccountLink = {
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
  /** Since when. */
  readonly linkedAt: number
}

/** A filing that did not link its account. */
export type RefusedLink = {
  /** The account. */
  readonly accountId: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** The filing. */
  readonly filingId: string
  /** When it was refused. */
  readonly refusedAt: number
  /** Why. */
  readonly reason: FilingRefusalReason
}

export type CaseLinkingState = {
  CaseState: CaseState
}
