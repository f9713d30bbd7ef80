// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Closure, ContactDetails, GeneralHoliday, ImplementationNotice, InstructionsVersion, LinkType, TermsVersion } from './common.ts'

/** Contact details as they were recorded. They are never edited. */
export type ContactState = {
  /** The entry; key of the topic. An entry is never edited. */
  readonly entryId: string
  /** Day in Hong Kong from whose start the entry counts. */
  readonly effectiveFrom: string
  /** What is entered. */
  readonly details: ContactDetails
}

/** An entry as it was recorded. It is never edited. */
export type EntryState = {
  /** The entry. */
  readonly entryId: string
  /** Day in Hong Kong from whose start the entry counts. */
  readonly effectiveFrom: string
  /** What was entered. */
  readonly content: { readonly 'icms.reference.GeneralHoliday': GeneralHoliday } | { readonly 'icms.reference.Closure': Closure } | { readonly 'icms.reference.ImplementationNotice': ImplementationNotice } | { readonly 'icms.reference.TermsVersion': TermsVersion } | { readonly 'icms.reference.InstructionsVersion': InstructionsVersion } | { readonly 'icms.reference.LinkType': LinkType }
}

export type ReferenceDataState = {
  ContactState: ContactState
  EntryState: EntryState
}
