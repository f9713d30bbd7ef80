import type { JsonSchema } from '@icms/web/openapi'
import { rejectionCodes } from './operations.ts'

const id: JsonSchema = { type: 'string' }
const text: JsonSchema = { type: ['string', 'null'] }
const flag: JsonSchema = { type: 'boolean' }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }

const listed = {
  applicationId: id,
  status: { type: 'string' },
  statusAt: time,
  submittedAt: time,
  name: { type: 'object', properties: { surnameEn: text, givenNameEn: text, nameZh: text } },
  identityDocument: { type: 'object', properties: { kind: text, number: text, issuingCountry: text } },
  eligibility: { type: 'string' },
  caseNumbers: { type: 'array', items: { type: 'string' } },
  isUnderAge: flag,
  representativeAppointed: flag,
  vettingDue: { ...time, description: 'End of the 3 working days, while vetting lasts (R34a)' },
  isOverdue: flag,
  enquiryDue: { ...time, description: 'End of the 7 working days, while nothing was answered (R37)' },
  mayEnquire: flag,
  attendBy: { ...time, description: 'Last instant for attendance (R35b)' },
  rejectedAtStage: text,
  reasons: { type: 'array', items: { type: 'object', properties: { code: text, textEn: text, textZh: text } } },
  decisions: {
    type: 'array',
    items: {
      type: 'object',
      properties: { command: text, at: time, decidedBy: text, role: text, note: text, instructionsVersion: text },
    },
  },
  registrantId: text,
} satisfies JsonSchema

export const worklistSchema: JsonSchema = {
  type: 'object',
  description: 'A page of at most 50',
  properties: { applications: { type: 'array', items: { type: 'object', properties: listed } }, next: text },
}

export const deskApplicationSchema: JsonSchema = {
  type: 'object',
  description: 'The application and its form (Annex B)',
  properties: { ...listed, form: { type: 'object', additionalProperties: true } },
}

export const decidedSchema: JsonSchema = {
  type: 'object',
  description: 'Decided',
  properties: { applicationId: id, status: { type: 'string' } },
}

export const processingSchema: JsonSchema = {
  type: 'object',
  description: 'Received and being processed: read the application, or send the same again',
  properties: { applicationId: id },
}

/** What an id in a path may look like. */
export const applicationParams: JsonSchema = {
  type: 'object',
  required: ['applicationId'],
  properties: { applicationId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' } },
}
const prose: JsonSchema = { type: ['string', 'null'], maxLength: 10_000 }
export const noteBody: JsonSchema = { type: 'object', properties: { note: prose } }
export const rejectionBody: JsonSchema = {
  type: 'object',
  properties: {
    reasonCodes: {
      type: 'array',
      maxItems: 20,
      items: { type: 'string', maxLength: 100 },
      description: `Why; the applicant is told. Of ${rejectionCodes.join(', ')}`,
    },
    textEn: { ...prose, description: 'What is added in English; needed with OTHER' },
    textZh: { ...prose, description: 'The same in Chinese' },
    note: { ...prose, description: 'For the record; the applicant does not see it' },
  },
}
