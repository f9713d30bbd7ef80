import { dayOf, parseCalendarDay, startOfDay } from '@icms/schemas/calendar-day'
import { type FormReader, type Received, readForm } from '@icms/schemas/form-reader'
import type { ClosureReason, ContactDetails } from '@icms/schemas/generated/common'
import { parseProse } from '@icms/schemas/normalised-text'
import { accepted, type FormResult, type Result, refused } from '@icms/schemas/refusal'
import type { EntryContent } from './entry-content.ts'

/** Kinds of entry that are recorded at the desk, by the name in their address. */
export const entryKinds = ['closure', 'holiday', 'notice', 'terms', 'instructions', 'link-type', 'contact'] as const
export type EntryKind = (typeof entryKinds)[number]

export const closureReasons = [
  'GALE_WARNING',
  'BLACK_RAINSTORM',
  'EXTREME_CONDITIONS',
  'DIRECTED',
] as const satisfies readonly ClosureReason[]

export type StatedEntry = {
  readonly effectiveFrom: string
  readonly content: EntryContent | { readonly contact: ContactDetails }
}

const text = parseProse(1, 200)
const code = (raw: string): Result<string> =>
  /^[A-Z][A-Z0-9_]{0,39}$/.test(raw.trim()) ? accepted(raw.trim()) : refused('CODE_FORM')
const codeOrAll = (raw: string): Result<string> => (raw.trim() === '*' ? accepted('*') : code(raw))
const url = (raw: string): Result<string> =>
  /^https:\/\/[^\s"<>]{1,190}$/.test(raw.trim()) ? accepted(raw.trim()) : refused('WEB_ADDRESS_FORM')
const version = (raw: string): Result<string> =>
  /^[\w.-]{1,40}$/.test(raw.trim()) ? accepted(raw.trim()) : refused('WRONG_SHAPE')
const minutes = (raw: string): Result<number> => {
  const [, hour, minute] = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(raw.normalize('NFKC').trim()) ?? []
  const total = Number(hour) * 60 + Number(minute)
  return hour !== undefined && total <= 24 * 60 ? accepted(total) : refused('TIME_FORM')
}

/** What the administrator typed as an entry of a kind, every mistake named at once. */
export function checkEntry(kind: EntryKind, received: Received): FormResult<StatedEntry> {
  if (kind === 'closure') return checkClosure(received)
  if (kind === 'holiday') return checkHoliday(received)
  const form = readForm(received, ['effectiveFrom', ...fieldsOf[kind]])
  return form.conclude<StatedEntry>({
    effectiveFrom: form.text('effectiveFrom', parseCalendarDay),
    content: contentOf[kind](form) as StatedEntry['content'],
  })
}

/** Fields of the kinds that have an effective date; what is about a day of its own has that instead. */
export const fieldsOf = {
  notice: ['court', 'caseType', 'venue', 'gazette'],
  terms: ['version', 'url'],
  instructions: ['version', 'url'],
  'link-type': ['documentType', 'links'],
  contact: ['addressEn', 'addressZh', 'hoursEn', 'hoursZh', 'telephone', 'fax'],
} as const satisfies Readonly<Record<Dated, readonly string[]>>

type Dated = Exclude<EntryKind, 'closure' | 'holiday'>

const versionOf = (form: FormReader) => ({ version: form.text('version', version), url: form.text('url', url) })

const contentOf: Readonly<Record<Dated, (form: FormReader) => object>> = {
  notice: form => ({
    'icms.reference.ImplementationNotice': {
      court: form.text('court', code),
      caseType: form.text('caseType', codeOrAll),
      venue: form.text('venue', codeOrAll),
      gazette: form.optionalText('gazette', text),
    },
  }),
  terms: form => ({ 'icms.reference.TermsVersion': versionOf(form) }),
  instructions: form => ({ 'icms.reference.InstructionsVersion': versionOf(form) }),
  'link-type': form => ({
    'icms.reference.LinkType': { documentType: form.text('documentType', code), links: form.flag('links', false) },
  }),
  contact: form => ({
    contact: {
      addressEn: form.text('addressEn', text),
      addressZh: form.text('addressZh', text),
      hoursEn: form.text('hoursEn', text),
      hoursZh: form.text('hoursZh', text),
      telephone: form.optionalText('telephone', text),
      fax: form.optionalText('fax', text),
    },
  }),
}

/** A general holiday, or a day that is taken off their list; it counts as soon as it is recorded. */
function checkHoliday(received: Received): FormResult<StatedEntry> {
  const form = readForm(received, ['day', 'nameEn', 'nameZh', 'removed'])
  const date = form.text('day', parseCalendarDay)
  const names = { nameEn: form.text('nameEn', text), nameZh: form.text('nameZh', text) }
  const holiday = { date, ...names, observed: !form.flag('removed', false) }
  return form.conclude<StatedEntry>({
    effectiveFrom: date,
    content: { 'icms.reference.GeneralHoliday': holiday } as StatedEntry['content'],
  })
}

/** A closure of the whole day, or from a time of it to another (A32); without times the whole day is meant. */
function checkClosure(received: Received): FormResult<StatedEntry> {
  const form = readForm(received, ['day', 'from', 'until', 'reason'])
  const day = form.text('day', parseCalendarDay)
  const from = form.optionalText('from', minutes)
  const until = form.optionalText('until', minutes)
  const reason = form.choice('reason', closureReasons)
  const [start, end] = [from ?? 0, until ?? 24 * 60]
  if (from !== undefined && until !== undefined && end <= start) form.refuse('until', 'END_NOT_AFTER_START')
  const at = (minute: number) => (day === undefined ? 0 : startOfDay(day) + minute * 60_000)
  const closure = { from: at(start), until: at(end), wholeDay: start === 0 && end === 24 * 60 }
  return form.conclude<StatedEntry>({
    effectiveFrom: day && dayOf(closure.from),
    content: { 'icms.reference.Closure': { ...closure, reason } } as StatedEntry['content'],
  })
}
