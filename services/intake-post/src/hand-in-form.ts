import { readReference } from '@icms/schemas/application-reference'
import { parseCalendarDay } from '@icms/schemas/calendar-day'
import { type Received, readForm } from '@icms/schemas/form-reader'
import { parseProse } from '@icms/schemas/normalised-text'
import { accepted, type FormResult, type Result, refused } from '@icms/schemas/refusal'

/** What a clerk can say that was handed in; UNKNOWN where it is no form. */
export const handedInForms = ['ANNEX_B', 'ANNEX_C', 'ANNEX_E', 'UNKNOWN'] as const

export type HandedInForm = {
  /** When it was handed in and stamped, UTC ms. */
  readonly handedInAt: number
  readonly form: (typeof handedInForms)[number]
  /** The application that it belongs to, as the person says. */
  readonly reference: string | null
  readonly nonScannable: string | null
  readonly keptAt: string | null
}

/** Checks what a clerk entered; every mistake at once. Office hours are looked at where the calendar is. */
export function parseHandIn(received: Received): FormResult<HandedInForm> {
  const form = readForm(received, ['handedInAt', 'form', 'reference', 'nonScannable', 'keptAt'])
  return form.conclude<HandedInForm>({
    handedInAt: form.text('handedInAt', parseInstant),
    form: form.choice('form', handedInForms),
    reference: form.optionalText('reference', parseReference),
    nonScannable: form.optionalText('nonScannable', parseProse(1, 200)),
    keptAt: form.optionalText('keptAt', parseProse(1, 80)),
  })
}

function parseReference(raw: string): Result<string> {
  const reference = readReference(raw)
  return reference === undefined ? refused('WRONG_SHAPE') : accepted(reference)
}

/** An instant as ISO 8601 with its offset, in UTC ms. */
function parseInstant(raw: string): Result<number> {
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(raw)?.[1]
  const at = Date.parse(raw)
  return day && parseCalendarDay(day).ok && !Number.isNaN(at) ? accepted(at) : refused('DATE_FORM')
}

/** The day and time that the page asks for, in Hong Kong, as the `handedInAt` of its JSON twin, with the mistakes in the two. */
export function handedInFrom({ handedInOn, handedInTime, ...rest }: Received): {
  readonly body: Received
  readonly result: FormResult<{ readonly handedInOn: string; readonly handedInTime: string }>
} {
  const form = readForm({ handedInOn, handedInTime }, ['handedInOn', 'handedInTime'])
  const result = form.conclude<{ readonly handedInOn: string; readonly handedInTime: string }>({
    handedInOn: form.text('handedInOn', parseCalendarDay),
    handedInTime: form.text('handedInTime', parseTime),
  })
  const handedInAt = result.ok ? `${result.value.handedInOn}T${result.value.handedInTime}+08:00` : undefined
  return { body: { ...rest, handedInAt }, result }
}

/** A time of 24 hours: `9:05`, `0905`, `09：05`. */
function parseTime(raw: string): Result<string> {
  const parts = /^\s*(\d{1,2})\s*[:.]?\s*(\d{2})\s*$/.exec(raw.slice(0, 100).normalize('NFKC'))
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])]
  if (!parts || hour > 23 || minute > 59) return refused('TIME_FORM')
  return accepted(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
}
