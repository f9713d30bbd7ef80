import { districts, regions } from '@icms/schemas/address'
import { annexBChoices } from '@icms/schemas/annex-b'
import { groundChoices } from '@icms/schemas/annex-b-ground'
import { identityDocumentKinds } from '@icms/schemas/identity-document'
import type { JsonSchema } from './openapi.ts'

const textLengthMax = 10_000
const listMax = 50

const text = (description: string): JsonSchema => ({ type: ['string', 'null'], maxLength: textLengthMax, description })
const choice = (choices: readonly string[], description: string): JsonSchema => ({
  type: ['string', 'null'],
  maxLength: textLengthMax,
  description: `${description}: ${choices.join(', ')}`,
})
const flag = (description: string): JsonSchema => ({ type: ['boolean', 'null'], description })
const part = (properties: JsonSchema, description: string): JsonSchema => ({
  type: ['object', 'null'],
  additionalProperties: false,
  properties,
  description,
})
const list = (items: JsonSchema, description: string): JsonSchema => ({
  type: ['array', 'null'],
  maxItems: listMax,
  items,
  description,
})

const name = part(
  {
    surnameEn: text('Surname in Latin letters, or the only name'),
    givenNameEn: text('Given names in Latin letters'),
    nameZh: text('Full name in Chinese'),
  },
  'Name of the person',
)
const identityDocument = part(
  {
    kind: choice(identityDocumentKinds, 'Kind of document'),
    number: text('Its number, such as A123456(3)'),
    issuingCountry: text('ISO 3166-1 alpha-2 code of the issuing country; for passports only'),
  },
  'Identity document of the person',
)

/**
 * Annex B as JSON: only what types and sizes can say. What is missing or wrong in a field is found by the check of the
 * form, so that every mistake is named at once.
 */
export const annexBSchema: JsonSchema = {
  type: 'object',
  properties: {
    salutation: text('How the applicant wishes to be addressed'),
    name,
    identityDocument,
    dateOfBirth: text('YYYY-MM-DD'),
    address: part(
      {
        lines: list(text('One line'), '1 to 5 lines'),
        country: text('ISO 3166-1 alpha-2 code'),
        district: choice(Object.keys(districts), 'District, in Hong Kong only'),
        region: choice(Object.keys(regions), 'Region, in Hong Kong only; follows from the district'),
        postalCode: text('Elsewhere only'),
      },
      'Where the applicant is written to',
    ),
    phone: text('Hong Kong number of 8 digits, or + and the country code'),
    fax: text('As phone'),
    email: text('The one address for notices'),
    preferredLanguage: choice(annexBChoices.preferredLanguage, 'Language that comes first in notices'),
    eligibility: choice(groundChoices.eligibility, 'Ground for registration (R10a, R10c, R15b)'),
    cases: list(
      part(
        { caseNumber: text('Such as DCPI 1234/2023'), role: choice(groundChoices.role, 'Role of the party') },
        'A case',
      ),
      'The e-proceedings that the ground rests on; none for a prospective litigant',
    ),
    actingInPerson: flag('Must be true unless the ground is OTHER_10C (R15a)'),
    reasons: text('20 to 2,000 characters; for OTHER_10C only'),
    rightOfAudience: text('At most 2,000 characters; for OTHER_10C only'),
    optedCases: list(text('Case number'), 'Which of the cases are to be linked to the account (R40d)'),
    emailPerMessage: flag('Email for each message in the Message Box (R31c)'),
    personalRepresentative: part(
      { name, identityDocument, phone: text('As phone') },
      'Who may attend the Help Centre for the applicant (R34c)',
    ),
    declarationMade: flag('Must be true'),
    termsVersion: text('Version of the terms and conditions that is accepted (R29): see the operation on the form'),
    personalDataConsent: flag('Must be true'),
  },
}
