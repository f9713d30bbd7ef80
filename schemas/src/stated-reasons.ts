import { type Received, readForm } from './form-reader.ts'
import type { Reason } from './generated/common.ts'
import { parseProse } from './normalised-text.ts'
import { accepted, type FormResult, refused } from './refusal.ts'

const textLengthMax = 2_000
const codesMax = 20

/** Why staff refuse something: reasons for the person concerned, and what is noted for the record. */
export type StatedReasons = { readonly reasons: readonly Reason[]; readonly note: string | null }

/**
 * Reads `reasonCodes` out of a closed list, what staff add to them in both languages (`textEn`, `textZh`), and a `note`.
 * Notices are bilingual, so a text in one language needs its twin; the code `OTHER` says nothing without a text. The
 * text belongs to `OTHER` where that was chosen, and to the last code otherwise.
 */
export const parseStatedReasons = (received: Received, codes: readonly string[]): FormResult<StatedReasons> => {
  const form = readForm(received, ['reasonCodes', 'textEn', 'textZh', 'note'])
  const chosen = form.texts('reasonCodes', codesMax, raw =>
    codes.includes(raw) ? accepted(raw) : refused('NOT_ONE_OF'),
  )
  if (chosen?.length === 0) form.refuse('reasonCodes', 'MISSING')
  const text = parseProse(1, textLengthMax)
  const textEn = form.optionalText('textEn', text)
  const textZh = form.optionalText('textZh', text)
  const needed = chosen?.includes('OTHER') || textEn || textZh
  if (needed && textEn === null) form.refuse('textEn', 'MISSING')
  if (needed && textZh === null) form.refuse('textZh', 'MISSING')
  const note = form.optionalText('note', text)
  const ordered = codes.filter(code => chosen?.includes(code))
  const told = ordered.includes('OTHER') ? 'OTHER' : ordered.at(-1)
  const reasons = ordered.map(code => ({
    code,
    textEn: code === told ? textEn : null,
    textZh: code === told ? textZh : null,
  }))
  return form.conclude<StatedReasons>({ reasons, note })
}

/** Reads a `note` for the record alone. */
export const parseNote = (received: Received): FormResult<{ readonly note: string | null }> => {
  const form = readForm(received, ['note'])
  return form.conclude<{ readonly note: string | null }>({
    note: form.optionalText('note', parseProse(1, textLengthMax)),
  })
}
