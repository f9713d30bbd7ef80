// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { LodgingChannel, PartyRole, Representation } from './common.ts'

/** A court case system says that a document was filed. Written by court case systems, keyed and ordered as they please. */
export type FilingLodged = {
  /** Their id for the filing, if they have one. */
  readonly filingId: string | null
  /** Their reference, given back with the answer. */
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

export type CourtFilings = {
  FilingLodged: FilingLodged
}
