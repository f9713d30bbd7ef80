// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Closure, ContactDetails, GeneralHoliday, ImplementationNotice, InstructionsVersion, LinkType, TermsVersion } from './common.ts'

/** Enter contact details into the reference data. */
export type RecordContactDetails = {
  /** The entry; key of the topic. An entry is never edited. */
  readonly entryId: string
  /** Day in Hong Kong from whose start the entry counts. */
  readonly effectiveFrom: string
  /** What is entered. */
  readonly details: ContactDetails
}

/** Enter something into the reference data. */
export type RecordReferenceEntry = {
  /** The entry; key of the topic. An entry is never edited. */
  readonly entryId: string
  /** Day in Hong Kong from whose start the entry counts. */
  readonly effectiveFrom: string
  /** What is entered. */
  readonly content: { readonly 'icms.reference.GeneralHoliday': GeneralHoliday } | { readonly 'icms.reference.Closure': Closure } | { readonly 'icms.reference.ImplementationNotice': ImplementationNotice } | { readonly 'icms.reference.TermsVersion': TermsVersion } | { readonly 'icms.reference.InstructionsVersion': InstructionsVersion } | { readonly 'icms.reference.LinkType': LinkType }
}

export type ReferenceDataCommands = {
  RecordContactDetails: RecordContactDetails
  RecordReferenceEntry: RecordReferenceEntry
}
