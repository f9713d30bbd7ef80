import type { JsonSchema } from '@icms/web/openapi'
import { sentNoticesSchema } from '@icms/web/sent-notices'
import { rejectionCodes, supplementCodes } from './decision-forms.ts'

const id: JsonSchema = { type: 'string' }
const text: JsonSchema = { type: ['string', 'null'] }
const flag: JsonSchema = { type: 'boolean' }
const checked: JsonSchema = { type: 'array', items: { type: 'string' } }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }

/** Codes that a worklist can be narrowed by. */
export const reasonCodes = [
  ...new Set([...supplementCodes, ...rejectionCodes, 'DUPLICATE_APPLICATION', 'NOT_ATTENDED']),
]

const reasons: JsonSchema = {
  type: 'array',
  items: { type: 'object', properties: { code: text, textEn: text, textZh: text } },
}
const documents: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      documentId: text,
      kind: text,
      fileName: text,
      mediaType: text,
      bytes: { type: 'integer' },
      sha256: text,
      scan: text,
    },
  },
}

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
  vettingDue: { ...time, description: 'End of the working days for vetting, while it lasts (R34a)' },
  isOverdue: flag,
  enquiryDue: { ...time, description: 'End of the working days for a response, while nothing was answered (R37)' },
  mayEnquire: flag,
  hasEnquiry: { ...flag, description: 'An enquiry waits for an answer (R37)' },
  enquiries: {
    type: 'array',
    description: 'What the applicant asked, and was told (R37)',
    items: { type: 'object', properties: { enquiryId: text, askedAt: time, text, answeredAt: time, answer: text } },
  },
  withdrawalReason: { ...text, description: 'Why the applicant withdrew it' },
  attendBy: { ...time, description: 'Last instant for attendance (R35b)' },
  rejectedAtStage: text,
  reasons,
  assignee: { ...text, description: 'Who sees to it' },
  documents: { ...documents, description: 'What came with it (R33)' },
  supplements: {
    type: 'array',
    description: 'What was asked for, and the answers (R34d)',
    items: {
      type: 'object',
      properties: { requestId: text, askedAt: time, reasons, overdueAt: time, answeredAt: time, text, documents },
    },
  },
  purge: {
    type: ['object', 'null'],
    description: 'The copies of identity documents that were deleted after the decision, and when',
    properties: { at: time, documentIds: checked },
  },
  isUnansweredLong: { ...flag, description: 'Not answered in 30 calendar days (A4)' },
  decisions: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        command: text,
        at: time,
        decidedBy: text,
        role: text,
        note: text,
        instructionsVersion: text,
        weighing: text,
        checked,
      },
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
  properties: {
    ...listed,
    form: { type: 'object', additionalProperties: true },
    checklist: { ...checked, description: 'What has to be there and in order (R34a)' },
    samePerson: {
      type: 'array',
      description: 'Past and live applications of the same person (A31)',
      items: { type: 'object', properties: listed },
    },
    notices: sentNoticesSchema,
  },
}

export const foundSchema: JsonSchema = {
  type: 'object',
  description: 'At most 20',
  properties: { applications: { type: 'array', items: { type: 'object', properties: listed } } },
}

export const decidedSchema: JsonSchema = {
  type: 'object',
  description: 'Decided',
  properties: { applicationId: id, status: { ...text, description: 'The new status; null where it stays' } },
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
const note = { ...prose, description: 'For the record; the applicant does not see it' } satisfies JsonSchema
const why = { ...prose, description: 'Why, for the record; needed' } satisfies JsonSchema

export const emptyBody: JsonSchema = { type: 'object', properties: {} }
export const whyBody: JsonSchema = { type: 'object', properties: { note: why } }
export const approvalForAuthenticationBody: JsonSchema = {
  type: 'object',
  properties: {
    checked: {
      type: 'array',
      maxItems: 30,
      items: { type: 'string', maxLength: 60 },
      description: 'What of the `checklist` is there and in order',
    },
    note: { ...prose, description: 'For the record; needed where something of the checklist is not' },
  },
}
export const approvalBody: JsonSchema = {
  type: 'object',
  properties: {
    weighing: { ...prose, description: 'How reasons under R10c were weighed; needed for an application under R10c' },
    note,
  },
}
export const emailBody: JsonSchema = {
  type: 'object',
  properties: { email: { ...text, maxLength: 1_000 }, note: why },
}
export const enquiryAnswerBody: JsonSchema = {
  type: 'object',
  properties: { answer: { ...prose, description: 'What the applicant is told; needed' }, note },
}
export const assignmentBody: JsonSchema = {
  type: 'object',
  properties: { assignee: { ...text, maxLength: 100, description: 'Id of a member of staff; none means you' } },
}
export const searchBody: JsonSchema = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1, maxLength: 400 } },
}
const statedReasons = (codes: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: {
    reasonCodes: {
      type: 'array',
      maxItems: 20,
      items: { type: 'string', maxLength: 100 },
      description: `Why; the applicant is told. Of ${codes.join(', ')}`,
    },
    textEn: { ...prose, description: 'What is added in English; needed with OTHER' },
    textZh: { ...prose, description: 'The same in Chinese' },
    note,
  },
})
export const rejectionBody = statedReasons(rejectionCodes)
export const supplementBody = statedReasons(supplementCodes)
