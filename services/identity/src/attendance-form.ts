import { attendanceDocumentCodes } from '@icms/schemas/attendance-documents'
import { endOfDay, parseCalendarDay } from '@icms/schemas/calendar-day'
import { type Received, readForm } from '@icms/schemas/form-reader'
import type { FailAuthentication, RecordAttendance } from '@icms/schemas/generated/identity-commands-v1'
import { parseProse } from '@icms/schemas/normalised-text'
import { authenticationReasons } from '@icms/schemas/reason-words'
import { accepted, type FormResult, type Result, refused } from '@icms/schemas/refusal'
import { parseStatedReasons } from '@icms/schemas/stated-reasons'

/** Codes of reasons that the Help Centre chooses from. */
export const failureCodes = Object.keys(authenticationReasons)

export const attendees = ['APPLICANT', 'REPRESENTATIVE'] as const

const documentsMax = 20
const noteLengthMax = 2_000
const attendedFields = ['attendedAt', 'attendee']

/** Checks an attendance at which the identity was found authentic; every mistake at once. */
export function parseAttendance(received: Received): FormResult<Omit<RecordAttendance, 'applicationId'>> {
  const form = readForm(received, [...attendedFields, 'documentsSeen', 'missingReason', 'note'])
  const seen = form.texts('documentsSeen', documentsMax, raw =>
    attendanceDocumentCodes.some(code => code === raw) ? accepted(raw) : refused('NOT_ONE_OF'),
  )
  if (seen?.length === 0) form.refuse('documentsSeen', 'MISSING')
  return form.conclude<Omit<RecordAttendance, 'applicationId'>>({
    attendedAt: form.text('attendedAt', parseInstant),
    attendee: form.choice('attendee', attendees),
    documentsSeen: seen && attendanceDocumentCodes.filter(code => seen.includes(code)),
    missingReason: form.optionalText('missingReason', parseProse(1, noteLengthMax)),
    note: form.optionalText('note', parseProse(1, noteLengthMax)),
  })
}

const nextFields = ['supplement', 'attendBy', 'attendByReason']

/**
 * Checks an attendance at which the identity could not be authenticated; every mistake at once. With a `supplement` the
 * applicant is asked for more and may come again: by the deadline that was promised, or by the end of `attendBy`, another
 * day, with its reason.
 */
export function parseFailure(received: Received): FormResult<Omit<FailAuthentication, 'applicationId'>> {
  const { attendedAt, attendee, supplement, attendBy, attendByReason, ...stated } = received
  const form = readForm({ attendedAt, attendee, supplement, attendBy, attendByReason }, [
    ...attendedFields,
    ...nextFields,
  ])
  const asksMore = form.flag('supplement', false)
  const by = form.optionalText('attendBy', parseEndOfDay)
  const byReason = form.optionalText('attendByReason', parseProse(1, noteLengthMax))
  if (asksMore === false && by) form.refuse('attendBy', 'NOT_WANTED')
  if (asksMore && by && byReason === null) form.refuse('attendByReason', 'MISSING')
  if (by === null && byReason) form.refuse('attendBy', 'MISSING')
  const attended = form.conclude<Omit<FailAuthentication, 'applicationId' | 'reasons' | 'note'>>({
    attendedAt: form.text('attendedAt', parseInstant),
    attendee: form.choice('attendee', attendees),
    supplement: asksMore,
    attendBy: by,
    attendByReason: byReason,
  })
  const why = parseStatedReasons(stated, failureCodes)
  if (attended.ok && why.ok) return accepted({ ...attended.value, ...why.value })
  const defects = [...(attended.ok ? [] : attended.defects), ...(why.ok ? [] : why.defects)]
  return { ok: false, code: defects[0]!.code, defects }
}

function parseEndOfDay(raw: string): Result<number> {
  const day = parseCalendarDay(raw)
  return day.ok ? accepted(endOfDay(day.value)) : day
}

/**
 * The day and time that a page asks for, `attendedOn` and `attendedTime` in Hong Kong, as the `attendedAt` of its JSON
 * twin, with the mistakes in the two; the other fields are as they were.
 */
export function attendedFrom({ attendedOn, attendedTime, ...rest }: Received): {
  readonly body: Received
  readonly result: FormResult<{ readonly attendedOn: string; readonly attendedTime: string }>
} {
  const form = readForm({ attendedOn, attendedTime }, ['attendedOn', 'attendedTime'])
  const result = form.conclude<{ readonly attendedOn: string; readonly attendedTime: string }>({
    attendedOn: form.text('attendedOn', parseCalendarDay),
    attendedTime: form.text('attendedTime', parseTime),
  })
  const attendedAt = result.ok ? `${result.value.attendedOn}T${result.value.attendedTime}+08:00` : undefined
  return { body: { ...rest, attendedAt }, result }
}

/** A time of 24 hours: `9:05`, `0905`, `09：05`. */
function parseTime(raw: string): Result<string> {
  const parts = /^\s*(\d{1,2})\s*[:.]?\s*(\d{2})\s*$/.exec(raw.slice(0, 100).normalize('NFKC'))
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])]
  if (!parts || hour > 23 || minute > 59) return refused('WRONG_SHAPE')
  return accepted(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
}

/** An instant as ISO 8601 with its offset, in UTC ms. */
function parseInstant(raw: string): Result<number> {
  const parts = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(raw)
  const at = Date.parse(raw)
  return parts && parseCalendarDay(parts[1]!).ok && !Number.isNaN(at) ? accepted(at) : refused('DATE_FORM')
}
