import { attendanceDocumentCodes } from '@icms/schemas/attendance-documents'
import { parseCalendarDay } from '@icms/schemas/calendar-day'
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
  const form = readForm(received, [...attendedFields, 'documentsSeen', 'note'])
  const seen = form.texts('documentsSeen', documentsMax, raw =>
    attendanceDocumentCodes.some(code => code === raw) ? accepted(raw) : refused('NOT_ONE_OF'),
  )
  if (seen?.length === 0) form.refuse('documentsSeen', 'MISSING')
  return form.conclude<Omit<RecordAttendance, 'applicationId'>>({
    attendedAt: form.text('attendedAt', parseInstant),
    attendee: form.choice('attendee', attendees),
    documentsSeen: seen && attendanceDocumentCodes.filter(code => seen.includes(code)),
    note: form.optionalText('note', parseProse(1, noteLengthMax)),
  })
}

/** Checks an attendance at which the identity could not be authenticated; every mistake at once. */
export function parseFailure(received: Received): FormResult<Omit<FailAuthentication, 'applicationId'>> {
  const { attendedAt, attendee, ...stated } = received
  const form = readForm({ attendedAt, attendee }, attendedFields)
  const attended = form.conclude<Pick<FailAuthentication, 'attendedAt' | 'attendee'>>({
    attendedAt: form.text('attendedAt', parseInstant),
    attendee: form.choice('attendee', attendees),
  })
  const why = parseStatedReasons(stated, failureCodes)
  if (attended.ok && why.ok) return accepted({ ...attended.value, ...why.value })
  const defects = [...(attended.ok ? [] : attended.defects), ...(why.ok ? [] : why.defects)]
  return { ok: false, code: defects[0]!.code, defects }
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
