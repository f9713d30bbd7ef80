// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FilingRefusalReason, PartyRole, Reason } from './common.ts'

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
  /** Requests that wait. */
  readonly requests: ReadonlyArray<LinkRequest>
  /** The latest refused requests. */
  readonly refusedRequests: ReadonlyArray<RefusedRequest>
  /** Accounts that nothing links any more, with the life of theirs that ended. */
  readonly closed: ReadonlyArray<ClosedAccount>
  /** The latest of what became of the case, the newest last. */
  readonly history: ReadonlyArray<CaseHistoryEntry>
  /** When the case was finally disposed of; none where it goes on. */
  readonly disposedAt: number | null
  /** When it last went on again; a disposal before that is an old one. */
  readonly reopenedAt: number | null
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
  /** True where staff linked it (R40c). */
  readonly byRequest: boolean
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
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

/** A request that waits for court support staff. */
export type LinkRequest = {
  /** Names the request. */
  readonly requestId: string
  /** The account. */
  readonly accountId: string
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** The party, as the court or the account names it. */
  readonly party: string
  /** When it was made. */
  readonly requestedAt: number
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
}

/** A request that staff refused. */
export type RefusedRequest = {
  /** Names the request. */
  readonly requestId: string
  /** The account. */
  readonly accountId: string
  /** When it was refused. */
  readonly refusedAt: number
  /** Why; the holder is told. */
  readonly reasons: ReadonlyArray<Reason>
}

/** An account that was closed. */
export type ClosedAccount = {
  /** The account. */
  readonly accountId: string
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
}

/** Something that became of the case here. */
export type CaseHistoryEntry = {
  /** When it happened. */
  readonly at: number
  /** What happened, or what was decided. */
  readonly event: string
  /** The account. */
  readonly accountId: string
  /** Who decided it. */
  readonly decidedBy: string | null
  /** Role that allowed it. */
  readonly role: string | null
  /** For the record alone. */
  readonly note: string | null
  /** Version of the instructions that applied. */
  readonly instructionsVersion: string | null
}

export type CaseLinkingState = {
  CaseState: CaseState
}
