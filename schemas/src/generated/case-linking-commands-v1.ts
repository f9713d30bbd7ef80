// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { PartyRole, Reason } from './common.ts'

/** Court support staff link the account to the case as its holder asked (R40c). */
export type LinkAccount = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** The account. */
  readonly accountId: string
  /** Names the request. */
  readonly requestId: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** The party, as the court names it, where that differs from the name of the holder. */
  readonly party: string | null
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** Court support staff do not link the account to the case (R40c). */
export type RefuseLinkRequest = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** The account. */
  readonly accountId: string
  /** Names the request. */
  readonly requestId: string
  /** Why; the holder is told. */
  readonly reasons: ReadonlyArray<Reason>
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

export type CaseLinkingCommands = {
  LinkAccount: LinkAccount
  RefuseLinkRequest: RefuseLinkRequest
}
