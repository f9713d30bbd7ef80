import type { Actor } from '@icms/backbone/actor'
import type { Command } from '@icms/backbone/edge'
import { deriveId } from '@icms/backbone/record'
import type { Reference } from '@icms/backbone/reference'
import type { RecordContactDetails, RecordReferenceEntry } from '@icms/schemas/generated/reference-data-commands-v1'
import seeded from '../seed/entries.json' with { type: 'json' }
import seededHolidays from '../seed/general-holidays.json' with { type: 'json' }
import { type EntryContent, partsOf, textOf } from './entry-content.ts'

const seeder: Actor = { kind: 'system', id: 'reference-seed' }

/** The entries that a new deployment starts with. */
export const seedEntries: readonly RecordReferenceEntry[] = [
  ...seededHolidays.map(({ date, nameEn, nameZh }) =>
    entryFor(`holiday.${date}`, date, { 'icms.reference.GeneralHoliday': { date, nameEn, nameZh, observed: true } }),
  ),
  ...seeded.implementationNotices.flatMap(({ court, venues = [''], caseTypes, effectiveFrom }) =>
    venues.flatMap(venue =>
      caseTypes.map(type => {
        // The prefix of a magistracy's case number names the venue, so a notice for the prefix is for that venue only.
        const caseType = `${venue}${type}`
        const notice = { court, caseType, venue: '*', gazette: null }
        return entryFor(`notice.${caseType}`, effectiveFrom, { 'icms.reference.ImplementationNotice': notice })
      }),
    ),
  ),
  ...seeded.termsVersions.map(({ version, url, effectiveFrom }) =>
    entryFor(`terms.${version}`, effectiveFrom, { 'icms.reference.TermsVersion': { version, url } }),
  ),
  ...seeded.instructionsVersions.map(({ version, url, effectiveFrom }) =>
    entryFor(`instructions.${version}`, effectiveFrom, { 'icms.reference.InstructionsVersion': { version, url } }),
  ),
  ...seeded.linkTypes.documentTypes.map(documentType =>
    entryFor(`link-type.${documentType}`, seeded.linkTypes.effectiveFrom, {
      'icms.reference.LinkType': { documentType, links: true },
    }),
  ),
]

function entryFor(entryId: string, effectiveFrom: string, content: EntryContent): RecordReferenceEntry {
  return { entryId, effectiveFrom, content }
}

/**
 * The commands that record what of the seed is not in the table yet, to be sent at every start. Their ids follow from
 * what they say, so a repeat is recognised; an entry that is there already stays as it is.
 */
export const seedCommands = (reference: Reference): readonly Command[] => {
  const present = new Set(seededKinds.flatMap(kind => reference.entries(kind).map(({ id }) => id)))
  const entries = seedEntries
    .filter(({ entryId }) => !present.has(entryId))
    .map(entry => ({
      id: deriveId('seed', entry.entryId, entry.effectiveFrom, textOf(entry.content)),
      type: 'RecordReferenceEntry',
      key: entry.entryId,
      data: entry,
      actor: seeder,
    }))
  const hasContact = reference.entries('ContactDetails').some(({ id }) => id === seedContact.entryId)
  return hasContact ? entries : [...entries, contactCommand]
}

/** The contact details of a new deployment: those of a court office. */
export const seedContact: RecordContactDetails = seeded.contact

const contactCommand: Command = {
  id: deriveId('seed', seedContact.entryId, seedContact.effectiveFrom, JSON.stringify(seedContact.details)),
  type: 'RecordContactDetails',
  key: seedContact.entryId,
  data: seedContact,
  actor: seeder,
}

const seededKinds = [...new Set(seedEntries.map(({ content }) => partsOf(content).kind))]
