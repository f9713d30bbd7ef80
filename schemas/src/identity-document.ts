import { parseCountry } from './country.ts'
import { type Received, readForm } from './form-reader.ts'
import type { IdentityDocument } from './generated/common.ts'
import { parseHkid } from './hkid.ts'
import { identifierText } from './normalised-text.ts'
import { accepted, type FormResult, type RefusalCode, type Result, refused } from './refusal.ts'

/** Kinds of identity document that an applicant may name. */
export const identityDocumentKinds = ['HKID', 'PASSPORT', 'PRC_ID', 'MACAU_ID', 'OTHER_TRAVEL_DOC'] as const

export type NamedIdentityDocumentKind = (typeof identityDocumentKinds)[number]

/** Checks an identity document: kind, number by the rules of its kind, and the issuing country of a passport. */
export const parseIdentityDocument = (received: Received): FormResult<IdentityDocument> => {
  const form = readForm(received, ['kind', 'number', 'issuingCountry'])
  const kind = form.choice('kind', identityDocumentKinds)
  const number = form.text('number', raw => (kind ? parseIdentityNumber(kind, raw) : identifierText(raw)))
  const issuingCountry =
    kind === 'PASSPORT' ? form.text('issuingCountry', parseCountry) : kind && form.unwanted('issuingCountry')
  return form.conclude<IdentityDocument>({ kind, number, issuingCountry })
}

/**
 * One text for one document, whatever its spelling, to be hashed with a key into a person's id (A31). The issuing
 * country counts: two states may give out the same passport number.
 */
export const identityTextOf = ({ kind, number, issuingCountry }: IdentityDocument): string =>
  `${kind}:${issuingCountry ?? ''}:${number.replaceAll(/[^A-Z0-9]/g, '')}`

/** The number of an identity document in the canonical form of its kind. */
export const parseIdentityNumber = (kind: NamedIdentityDocumentKind, raw: string): Result<string> => {
  switch (kind) {
    case 'HKID':
      return parseHkid(raw)
    case 'PASSPORT':
      return matching(raw, /^([A-Z0-9]{5,20})$/, 'PASSPORT_FORM', '$1')
    case 'PRC_ID':
      return parsePrcId(raw)
    case 'MACAU_ID':
      return matching(raw, /^([1578]\d{6})\(?(\d)\)?$/, 'MACAU_ID_FORM', '$1($2)')
    case 'OTHER_TRAVEL_DOC':
      return matching(raw, /^([A-Z0-9]{4,20})$/, 'TRAVEL_DOCUMENT_FORM', '$1')
  }
}

// Letters outside ASCII stay as they are, so that none turns into an ASCII letter by being made a capital.
const capitals = (text: string): string => text.replaceAll(/[a-z]/g, letter => letter.toUpperCase())

const matching = (raw: string, form: RegExp, code: RefusalCode, canonical: string): Result<string> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  const bare = capitals(text.value).replaceAll(/[\s-]/g, '')
  return form.test(bare) ? accepted(bare.replace(form, canonical)) : refused(code)
}

// GB 11643-1999: 17 digits with the date of birth in the middle, and a check character by ISO 7064 MOD 11-2.
const prcForm = /^([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9X])$/
const prcWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const prcCheckCharacters = '10X98765432'

const parsePrcId = (raw: string): Result<string> => {
  const number = matching(raw, prcForm, 'PRC_ID_FORM', '$1')
  if (!number.ok) return number
  const sum = prcWeights.reduce((total, weight, place) => total + weight * Number(number.value[place]), 0)
  return prcCheckCharacters[sum % 11] === number.value[17] ? number : refused('PRC_ID_CHECK_DIGIT')
}
