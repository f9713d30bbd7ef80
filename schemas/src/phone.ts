import { identifierText } from './normalised-text.ts'
import { accepted, type Result, refused } from './refusal.ts'

const hongKong = /^(?:\+?852)?([2-9]\d{7})$/
const elsewhere = /^\+(?!852)[1-9]\d{6,14}$/

/**
 * A telephone or fax number in E.164 form, `+85221234567`. A number without `+` is one in Hong Kong, 8 digits from 2 to
 * 9, with or without 852. Spaces, brackets and hyphens are taken out.
 */
export const parsePhone = (raw: string): Result<string> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  const digits = text.value.replaceAll(/[\s().\-\u2010-\u2015\u2212]/g, '')
  const local = hongKong.exec(digits)
  if (local) return accepted(`+852${local[1]}`)
  return elsewhere.test(digits) ? accepted(digits) : refused('PHONE_FORM')
}
