import { identifierText } from './normalised-text.ts'
import { accepted, type Result, refused } from './refusal.ts'

const form = /^([A-Za-z]{1,2})(\d{6})\(?([0-9Aa])\)?$/
const spaceValue = 36
const weighedValueOf = (character: string): number => (character === ' ' ? spaceValue : Number.parseInt(character, 36))

/**
 * A Hong Kong identity card number in canonical form, `A123456(3)`. Brackets may be missing, full-width or spaced.
 * The check digit: letters A = 10 to Z = 35, a missing first letter = 36, weights 9 to 2, modulo 11.
 */
export const parseHkid = (raw: string): Result<string> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  const parts = form.exec(text.value.replaceAll(/\s/g, ''))
  if (!parts) return refused('HKID_FORM')
  const [, letters = '', digits = '', check = ''] = parts.map(part => part.toUpperCase())
  if (checkDigitOf(letters + digits) !== check) return refused('HKID_CHECK_DIGIT')
  return accepted(`${letters}${digits}(${check})`)
}

const checkDigitOf = (body: string): string => {
  const sum = [...body.padStart(8)].reduce(
    (total, character, place) => total + weighedValueOf(character) * (9 - place),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'A' : String(check)
}

/** An identity card number as it may be shown beside other data: `A123***(*)`. */
export const maskHkid = (hkid: string): string => {
  const parts = form.exec(hkid)
  return parts ? `${parts[1]}${parts[2]?.slice(0, 3)}***(*)` : '***'
}
