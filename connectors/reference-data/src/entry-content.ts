import { parseCalendarDay } from '@icms/schemas/calendar-day'
import type { RecordReferenceEntry } from '@icms/schemas/generated/reference-data-commands-v1'

/** What an entry says: one record, wrapped by its full name. */
export type EntryContent = RecordReferenceEntry['content']

/** The content's kind (simple name of its record) and the record itself. */
export const partsOf = (content: EntryContent): { readonly kind: string; readonly record: unknown } => {
  const [fullName = '', record] = Object.entries(content)[0] ?? []
  return { kind: fullName.slice(fullName.lastIndexOf('.') + 1), record }
}

/** True for a day that exists, in canonical form. */
export const isDay = (text: string): boolean => {
  const day = parseCalendarDay(text)
  return day.ok && day.value === text
}

const textLengthMax = 200
const isCode = (text: string): boolean => /^[A-Z][A-Z0-9_]{0,39}$/.test(text)
const isCodeOrAll = (text: string): boolean => text === '*' || isCode(text)
const isWorded = (text: string): boolean => text.trim() !== '' && text.length <= textLengthMax
const isVersion = ({ version, url }: { readonly version: string; readonly url: string }): boolean =>
  /^[\w.-]{1,40}$/.test(version) && isWorded(url) && /^https?:\/\/\S+$/.test(url)

/** Longest closure that is taken for one, in milliseconds: a longer one is a slip of the keyboard. */
const closureMsMax = 366 * 86_400_000

/** True when a content can be what it says: days that exist, closures that end after they begin, codes, web addresses. */
export const isSound = (content: EntryContent): boolean => {
  if ('icms.reference.GeneralHoliday' in content) {
    const { date, nameEn, nameZh } = content['icms.reference.GeneralHoliday']
    return isDay(date) && isWorded(nameEn) && isWorded(nameZh)
  }
  if ('icms.reference.Closure' in content) {
    const { from, until } = content['icms.reference.Closure']
    return until > from && until - from <= closureMsMax
  }
  if ('icms.reference.ImplementationNotice' in content) {
    const { court, caseType, venue, gazette } = content['icms.reference.ImplementationNotice']
    return isCode(court) && isCodeOrAll(caseType) && isCodeOrAll(venue) && (gazette === null || isWorded(gazette))
  }
  if ('icms.reference.TermsVersion' in content) return isVersion(content['icms.reference.TermsVersion'])
  if ('icms.reference.InstructionsVersion' in content) return isVersion(content['icms.reference.InstructionsVersion'])
  return isCode(content['icms.reference.LinkType'].documentType)
}

/** True when two contents say the same, whatever the order of their fields. */
export const isSameContent = (one: EntryContent, other: EntryContent): boolean => textOf(one) === textOf(other)

/** One text for one content: fields in alphabetical order. Contents have no lists. */
export const textOf = (content: EntryContent): string => {
  const { kind, record } = partsOf(content)
  return JSON.stringify([kind, Object.entries(record as object).sort(([a], [b]) => (a < b ? -1 : 1))])
}
