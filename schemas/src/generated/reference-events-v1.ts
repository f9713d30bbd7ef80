// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Closure, ContactDetails, GeneralHoliday, ImplementationNotice, InstructionsVersion, LinkType, TermsVersion } from './common.ts'

/** Contact details are in the reference data, from their effective date. */
export type ContactDetailsRecorded = {
  /** The entry; key of the topic. An entry is never edited. */
  readonly entryId: string
  /** Day in Hong Kong from whose start the entry counts. */
  readonly effectiveFrom: string
  /** When it was entered. */
  readonly recordedAt: number
  /** Who entered it, by opaque id; none for what a deployment starts with. */
  readonly recordedBy: string | null
  /** What is entered. */
  readonly details: ContactDetails
}

/** Something is in the reference data, from its effective date. */
export type ReferenceEntryRecorded = {
  /** The entry; key of the topic. An entry is never edited. */
  readonly entryId: string
  /** Day in Hong Kong from whose start the entry counts. */
  readonly effectiveFrom: string
  /** When it was entered. */
  readonly recordedAt: number
  /** What was entered. */
  readonly content: { readonly 'icms.reference.GeneralHoliday': GeneralHoliday } | { readonly 'icms.reference.Closure': Closure } | { readonly 'icms.reference.ImplementationNotice': ImplementationNotice } | { readonly 'icms.reference.TermsVersion': TermsVersion } | { readonly 'icms.reference.InstructionsVersion': InstructionsVersion } | { readonly 'icms.reference.LinkType': LinkType }
  /** Who entered it, by opaque id; none for what a deployment starts with. */
  readonly recordedBy: string | null
}

/** An entry was not taken. */
export type ReferenceEntryRefused = {
  /** The entry; key of the topic. */
  readonly entryId: string
  /** When it happened. */
  readonly at: number
  /** Why it was refused. */
  readonly reason: ReferenceRefusalReason
}

/** Why an entry was refused. */
export type ReferenceRefusalReason =
  | 'ID_IN_USE'
  | 'INVALID_CONTENT'
  | 'INVALID_DATE'
  | 'UNKNOWN'

export type ReferenceEvents = {
  ContactDetailsRecorded: ContactDetailsRecorded
  ReferenceEntryRecorded: ReferenceEntryRecorded
  ReferenceEntryRefused: ReferenceEntryRefused
}
