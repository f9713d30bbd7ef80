import { type Received, readForm } from './form-reader.ts'
import type { PersonName } from './generated/common.ts'
import { foldFullWidth, lengthOf, properText } from './normalised-text.ts'
import { accepted, type FormResult, type Result, refused } from './refusal.ts'

const latinLengthMax = 80
const chineseLengthMax = 20

const latinForm = /^(?=.*\p{Script=Latin})[\p{Script=Latin}\p{M}' .-]+$/u
const chineseForm = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u
const middleDots = /[\u2022\u2027\u22c5\u30fb\uff65]/g

/** A surname or given names: Latin letters, space, apostrophe, hyphen and full stop, 1 to 80 characters. */
export const parseLatinName = (raw: string): Result<string> => {
  const text = properText(
    foldFullWidth(raw)
      .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
      .replaceAll(/[\u2010\u2011]/g, '-'),
  )
  if (!text.ok) return text
  if (lengthOf(text.value) > latinLengthMax) return refused('TOO_LONG')
  return latinForm.test(text.value) ? text : refused('LATIN_LETTERS_ONLY')
}

/**
 * A full name in Chinese characters, 1 to 20 code points, the supplementary planes and HKSCS included. The middle dot
 * of a transliterated name is `·`, whichever dot was typed; spaces between characters are taken out.
 */
export const parseChineseName = (raw: string): Result<string> => {
  const text = properText(raw)
  if (!text.ok) return text
  const name = text.value.replaceAll(/\s/g, '').replaceAll(middleDots, '·')
  if (lengthOf(name) > chineseLengthMax) return refused('TOO_LONG')
  return chineseForm.test(name) ? accepted(name) : refused('CHINESE_CHARACTERS_ONLY')
}

/** Checks a person's name. The surname is needed; a person with a single name has only that. */
export const parsePersonName = (received: Received): FormResult<PersonName> => {
  const form = readForm(received, ['surnameEn', 'givenNameEn', 'nameZh'])
  return form.conclude<PersonName>({
    surnameEn: form.text('surnameEn', parseLatinName),
    givenNameEn: form.optionalText('givenNameEn', parseLatinName),
    nameZh: form.optionalText('nameZh', parseChineseName),
  })
}
