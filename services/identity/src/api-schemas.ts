import { attendanceDocumentCodes } from '@icms/schemas/attendance-documents'
import type { JsonSchema } from '@icms/web/openapi'
import { attendees, failureCodes } from './attendance-form.ts'

/** What an id in a path may look like. */
export const applicationParams: JsonSchema = {
  type: 'object',
  required: ['applicationId'],
  properties: { applicationId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' } },
}

export const text: JsonSchema = { type: ['string', 'null'] }
const time: JsonSchema = { ...text, description: 'ISO 8601, UTC' }
const prose: JsonSchema = { ...text, maxLength: 10_000 }
const codes = (of: readonly string[]): JsonSchema => ({
  type: 'array',
  maxItems: 20,
  items: { type: 'string', maxLength: 100 },
  description: `Of ${of.join(', ')}`,
})
const attended = {
  attendedAt: { ...prose, description: 'When, ISO 8601 with its offset: 2026-11-23T10:05+08:00' },
  attendee: { ...prose, description: `Who: ${attendees.join(' or ')} (R34c)` },
  note: { ...prose, description: 'For the record; the applicant does not see it' },
} satisfies JsonSchema
export const attendanceBody: JsonSchema = {
  type: 'object',
  properties: {
    ...attended,
    documentsSeen: codes(attendanceDocumentCodes),
    missingReason: {
      ...prose,
      description: 'Why what was not brought is not needed; needed where something is missing',
    },
  },
}
export const failureBody: JsonSchema = {
  type: 'object',
  properties: {
    ...attended,
    reasonCodes: codes(failureCodes),
    textEn: prose,
    textZh: prose,
    supplement: { type: 'boolean', description: 'True to ask for more; the application ends otherwise (R34d)' },
    attendBy: { ...text, maxLength: 100, description: 'Another last day for the next attendance, YYYY-MM-DD (R35b)' },
    attendByReason: { ...prose, description: 'Why it is another one; needed with it' },
  },
}
export const emptyBody: JsonSchema = { type: 'object', properties: {} }

export const listedSchema: JsonSchema = {
  type: 'object',
  properties: {
    applicationId: text,
    status: text,
    statusAt: time,
    invitedAt: time,
    deadline: { ...time, description: 'Last instant for attendance (R35b)' },
    representativeAppointed: { type: 'boolean' },
    attendedAt: time,
    attendee: text,
    documentsSeen: { type: 'array', items: { type: 'string' } },
    documentsMissing: { type: 'array', items: { type: 'string' } },
    missingReason: text,
    bring: { type: 'array', items: { type: 'string' }, description: 'What the applicant brings (R35a)' },
    representativeBrings: { type: 'array', items: { type: 'string' } },
    deadlineReason: { ...text, description: 'Why staff set another deadline' },
    undelivered: {
      type: ['object', 'null'],
      description: 'The invitation did not arrive, or may not have: the application does not lapse (R35b)',
      properties: { at: time, problem: text },
    },
    refused: {
      type: ['object', 'null'],
      description: 'The last attendance that was entered after the lapse (R35c)',
      properties: { at: time, attendedAt: time, reason: text },
    },
    recordedBy: text,
    note: text,
    reasons: { type: 'array', items: { type: 'object', properties: { code: text, textEn: text, textZh: text } } },
    applicant: {
      type: ['object', 'null'],
      properties: {
        name: { type: 'object', properties: { surnameEn: text, givenNameEn: text, nameZh: text } },
        identityDocument: {
          type: 'object',
          description: 'The number is masked, but for the Help Centre while the attendance is awaited',
          properties: { kind: text, number: text, issuingCountry: text },
        },
        eligibility: text,
      },
    },
  },
}
