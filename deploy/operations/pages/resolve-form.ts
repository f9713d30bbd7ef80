import type { Resolution } from '@icms/backbone/preview'
import { type Received, readForm } from '@icms/schemas/form-reader'
import { parseProse } from '@icms/schemas/normalised-text'
import { accepted, type FormResult, refused } from '@icms/schemas/refusal'
import { reasonLengthMax } from '../dead-letters.ts'

const prose = parseProse(1, reasonLengthMax)
const count = (raw: string) => (/^\d{1,15}$/.test(raw) ? accepted(Number(raw)) : refused('WRONG_SHAPE'))

/** An operator's word as the page sends it. `seen`: how often it had been tried, or when the last of a group was tried. */
export type StatedWord = { readonly reason: string | null; readonly seen: number }

/** A discard needs a reason; both need that what it would do was looked at. */
export function parseResolution(received: Received, action: Resolution): FormResult<StatedWord> {
  const form = readForm(received, ['reason', 'looked', 'seen'])
  const reason = action === 'DISCARD' ? form.text('reason', prose) : form.optionalText('reason', prose)
  form.consent('looked')
  return form.conclude<StatedWord>({ reason, seen: form.text('seen', count) })
}
