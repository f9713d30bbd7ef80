import type { Codec } from '@icms/backbone/codec'
import { system } from '@icms/backbone/actor'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { seedContact, seedEntries } from '@icms/reference-data/seed-entries'
import { referenceTopic } from '@icms/reference-data/reference-view'

/** Long before everything. */
const at = Date.parse('2022-01-01T00:00:00+08:00')

/** What a deployment starts with, as it was recorded long ago: recording it anew in every run would only take time. */
export function seededRecords({ encode }: Codec): OutRecord[] {
  const record = (key: string, fullName: string, data: object): OutRecord => {
    const headers = headersOf({ id: `seed-${key}`, fullName, service: 'reference-data', key, at, actor: system })
    return { topic: referenceTopic, key, value: encode(fullName, data), headers, at }
  }
  const { details, ...contact } = seedContact
  return [
    ...seedEntries.map(entry =>
      record(entry.entryId, 'icms.reference.ReferenceEntryRecorded', { ...entry, recordedAt: at, recordedBy: null }),
    ),
    record(contact.entryId, 'icms.reference.ContactDetailsRecorded', {
      ...{ ...contact, details, recordedAt: at, recordedBy: null },
    }),
  ]
}
