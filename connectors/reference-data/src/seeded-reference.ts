import { noReference, type Reference, withEntry } from '@icms/backbone/reference'
import type { RecordReferenceEntry } from '@icms/schemas/generated/reference-data-commands-v1'
import { entryOf } from './reference-view.ts'
import { seedContact, seedEntries } from './seed-entries.ts'

/** A table with one more entry, recorded at an instant (UTC ms): for tests and tools that have no topic to read. */
export const withRecorded = (reference: Reference, entry: RecordReferenceEntry, recordedAt: number): Reference =>
  withEntry(reference, entryOf('icms.reference.ReferenceEntryRecorded', { ...entry, recordedAt, recordedBy: null })!)

const seededAt = Date.parse('2022-01-01T00:00:00+08:00')
const contact = { ...seedContact, recordedAt: seededAt, recordedBy: null }

/** The table of a new deployment. */
export const seededReference: Reference = withEntry(
  seedEntries.reduce((table, entry) => withRecorded(table, entry, seededAt), noReference),
  entryOf('icms.reference.ContactDetailsRecorded', contact)!,
)
