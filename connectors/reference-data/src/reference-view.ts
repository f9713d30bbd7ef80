import type { Reference, ReferenceEntry } from '@icms/backbone/reference'
import { type CalendarDay, dayOf } from '@icms/schemas/calendar-day'
import type { NoticeInForce } from '@icms/schemas/e-proceeding'
import type {
  Closure,
  ContactDetails,
  GeneralHoliday,
  ImplementationNotice,
  InstructionsVersion,
  LinkType,
  TermsVersion,
} from '@icms/schemas/generated/common'
import type { ContactDetailsRecorded, ReferenceEntryRecorded } from '@icms/schemas/generated/reference-events-v1'
import type { Calendar } from '@icms/schemas/working-day'
import { partsOf } from './entry-content.ts'

/** Name of the topic that every task reads before it opens. */
export const referenceTopic = 'reference.events.v1'

/** What a record of the topic adds to the table; nothing for a refusal. */
export const entryOf = (fullName: string, data: unknown): ReferenceEntry | undefined => {
  if (fullName === 'icms.reference.ContactDetailsRecorded') {
    const { entryId: id, details: content, ...entry } = data as ContactDetailsRecorded
    return { id, kind: 'ContactDetails', ...entry, content }
  }
  if (fullName !== 'icms.reference.ReferenceEntryRecorded') return undefined
  const { entryId, effectiveFrom, recordedAt, recordedBy, content } = data as ReferenceEntryRecorded
  const { kind, record } = partsOf(content)
  return { id: entryId, kind, effectiveFrom, recordedAt, recordedBy, content: record }
}

/** A version of a text that people agree to or decisions rest on, and the day from which it is in force. */
export type VersionInForce = { readonly version: string; readonly url: string; readonly effectiveFrom: CalendarDay }

/**
 * General holidays and closures. They count as soon as they are recorded, whatever their effective date: a holiday of
 * next year moves a deadline of today. Of two entries for one day the one recorded later holds.
 */
export const calendarOf = (reference: Reference): Calendar => calendars(reference)

/** Implementation notices, of the past and of the future: `isEProceeding` looks at their dates (R2). */
export const noticesOf = (reference: Reference): readonly NoticeInForce[] => notices(reference)

/** Types of document that link the filer's account to the case by themselves, on a day (R40e, R40f, A17). */
export const linkTypesOf = (reference: Reference, day: CalendarDay): ReadonlySet<string> => {
  const linking = new Set<string>()
  for (const { content, effectiveFrom } of linkTypeEntries(reference)) {
    if (effectiveFrom > day) continue
    const { documentType, links } = content as LinkType
    if (links) linking.add(documentType)
    else linking.delete(documentType)
  }
  return linking
}

/** The terms and conditions in force at an instant, UTC milliseconds (R29). */
export const currentTermsAt = (reference: Reference, at: number): VersionInForce | undefined =>
  versionAt(termsEntries(reference), at)

/** The terms that come next after all of these versions, whether in force already or later (R29, A27). */
export const termsAfter = (reference: Reference, known: readonly (string | null)[]): VersionInForce | undefined => {
  const entries = termsEntries(reference)
  const last = entries.findLastIndex(({ content }) => known.includes((content as TermsVersion).version))
  const next = last < 0 ? undefined : entries[last + 1]
  if (!next) return undefined
  const { version, url } = next.content as TermsVersion
  return { version, url, effectiveFrom: next.effectiveFrom }
}

/** The administrative instructions in force at an instant, UTC milliseconds (R3-5). */
export const instructionsAt = (reference: Reference, at: number): VersionInForce | undefined =>
  versionAt(instructionsEntries(reference), at)

/** Where and when the Help Centre is reached, as it is in force at an instant, UTC milliseconds (R34b). */
export const contactDetailsAt = (reference: Reference, at: number): ContactDetails | undefined => {
  const day = dayOf(at)
  const found = contactEntries(reference).findLast(({ effectiveFrom }) => effectiveFrom <= day)
  return found?.content as ContactDetails | undefined
}

/** Kinds without which nothing can be decided rightly. Closures may well be none. */
const neededKinds = ['GeneralHoliday', 'ImplementationNotice', 'TermsVersion', 'InstructionsVersion', 'LinkType']

/** True when the table has something of every kind that decisions need; false in a deployment that was never seeded. */
export const isReferenceReady = (reference: Reference): boolean =>
  neededKinds.every(kind => reference.entries(kind).length > 0)

/** The table is one value for as long as nothing is added to it, so what is worked out from it is kept beside it. */
const kept = <T>(work: (reference: Reference) => T): ((reference: Reference) => T) => {
  const results = new WeakMap<Reference, T>()
  return reference => {
    const known = results.get(reference)
    if (known !== undefined) return known
    const result = work(reference)
    results.set(reference, result)
    return result
  }
}

// Entries come from several partitions, so the order of the table differs from process to process. What comes later in
// these lists holds: by effective day, then by the time of recording, then by id.
const inForceOrder = (kind: string) =>
  kept(reference =>
    reference.entries(kind).toSorted((a, b) => compare(a.effectiveFrom, b.effectiveFrom) || later(a, b)),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const later = (a: ReferenceEntry, b: ReferenceEntry): number => a.recordedAt - b.recordedAt || compare(a.id, b.id)

const contactEntries = inForceOrder('ContactDetails')
const linkTypeEntries = inForceOrder('LinkType')
const termsEntries = inForceOrder('TermsVersion')
const instructionsEntries = inForceOrder('InstructionsVersion')

const calendars = kept((reference): Calendar => {
  const holidays = new Set<CalendarDay>()
  for (const { content } of reference.entries('GeneralHoliday').toSorted(later)) {
    const { date, observed } = content as GeneralHoliday
    if (observed) holidays.add(date)
    else holidays.delete(date)
  }
  return { holidays, closures: reference.entries('Closure').map(({ content }) => content as Closure) }
})

const notices = kept((reference): readonly NoticeInForce[] =>
  reference.entries('ImplementationNotice').map(({ content, effectiveFrom }) => {
    const { court, caseType, venue } = content as ImplementationNotice
    return { court, caseType, venue, effectiveFrom }
  }),
)

const versionAt = (entries: readonly ReferenceEntry[], at: number): VersionInForce | undefined => {
  const day = dayOf(at)
  const found = entries.findLast(({ effectiveFrom }) => effectiveFrom <= day)
  if (!found) return undefined
  const { version, url } = found.content as TermsVersion | InstructionsVersion
  return { version, url, effectiveFrom: found.effectiveFrom }
}
