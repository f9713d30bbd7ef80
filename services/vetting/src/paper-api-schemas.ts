import { dismissalCodes, dismissals } from '@icms/schemas/paper-dismissal'
import { annexBSchema } from '@icms/web/annex-b-schema'
import type { JsonSchema } from '@icms/web/openapi'
import { sentNoticesSchema } from '@icms/web/sent-notices'

const id: JsonSchema = { type: 'string' }
const text: JsonSchema = { type: ['string', 'null'] }
const flag: JsonSchema = { type: 'boolean' }
const count: JsonSchema = { type: 'integer' }
const texts: JsonSchema = { type: 'array', items: { type: 'string' } }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }
const due: JsonSchema = { ...time, description: 'Until when it should be typed in or placed, while it waits (R32b)' }
const note: JsonSchema = { type: ['string', 'null'], maxLength: 10_000, description: 'For the record' }

const listed = {
  ...{ paperId: id, status: id, statusAt: time, channel: id, receivedAt: time, source: text },
  isWhole: { ...flag, description: 'False when pages are known to be missing' },
  ...{ pages: count, damaged: count, forms: texts, nonScannable: count, reasons: texts },
  references: { ...texts, description: 'Applications that it names' },
  ...{ applicationId: text, isDecided: flag, assignee: text, likenesses: count, differs: flag, isBegun: flag },
  ...{ partOf: text, replaces: text, replacedBy: text },
  due,
  isOverdue: flag,
} satisfies JsonSchema

export const papersSchema: JsonSchema = {
  type: 'object',
  description: 'A page of at most 50; what waits, the longest received first',
  properties: { papers: { type: 'array', items: { type: 'object', properties: listed } }, next: text },
}

const page = {
  type: 'object',
  properties: {
    ...{ value: id, place: count, damage: text, reference: text },
    picture: { ...text, description: 'Where its picture is' },
  },
} satisfies JsonSchema

const formFields = annexBSchema.properties as Readonly<Record<string, JsonSchema>>
const language: JsonSchema = { ...formFields.preferredLanguage!, description: 'Language that comes first' }
const sender = {
  name: { ...text, maxLength: 10_000, description: 'Of a person or an organization, 1 to 80 characters' },
  address: { ...formFields.address!, description: 'Postal address; may be left out where there is an email' },
  email: { ...formFields.email!, description: 'Where there is one the answer is mailed' },
  language,
} satisfies JsonSchema

export const paperSchema: JsonSchema = {
  type: 'object',
  description: 'One paper, its pages and files, and what became of it',
  properties: {
    ...{ paperId: id, status: id, statusAt: time, channel: id, receivedAt: time, source: text, isWhole: flag, due },
    ...{ reasons: texts, references: texts, applicationId: text, assignee: text, partOf: text, replaces: text },
    ...{ replacedBy: text, combinedInto: text },
    combined: {
      type: 'array',
      description: 'Papers that were put together with it; the earliest receipt of all counts (A32)',
      items: { type: 'object', properties: { otherId: id, receivedAt: time } },
    },
    answer: {
      type: ['object', 'null'],
      description: 'Whom the dismissal is told to; none where nobody is, or it is not dismissed',
      properties: sender,
    },
    answerStanding: { ...text, description: 'LETTER, MAIL, NO_ADDRESS, or NOT_DUE where the reasons want no answer' },
    notices: sentNoticesSchema,
    saved: {
      type: ['object', 'null'],
      description: 'What somebody typed in so far and has not sent; never to be trusted',
      properties: {
        ...{ savedId: id, by: id, at: time },
        form: { type: 'object', additionalProperties: true, description: 'As it was typed' },
      },
    },
    refusedBy: { type: ['object', 'null'], properties: { applicationId: id, reason: id } },
    documents: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...{ documentId: id, kind: id, form: text, mediaType: id, bytes: count, sha256: id, scan: id },
          ...{ controlNumber: text, original: id, archive: text },
          fields: {
            type: 'array',
            description: 'What a machine read; never to be trusted',
            items: { type: 'object', properties: { name: id, value: id, confidence: { type: 'number' }, page: count } },
          },
          pages: { type: 'array', items: page },
        },
      },
    },
    likenesses: {
      type: 'array',
      description: 'Papers that may have to do with it; a person looks',
      items: { type: 'object', properties: { paperId: id, because: id, distance: { type: ['integer', 'null'] } } },
    },
    parts: { type: 'array', items: { type: 'object', properties: { partId: id, isOut: flag } } },
    identityPages: { ...texts, description: 'Marked as copies of identity documents' },
    history: {
      type: 'array',
      items: { type: 'object', properties: { event: id, at: time, by: text, role: text, other: text, note: text } },
    },
  },
}

export const paperDoneSchema: JsonSchema = {
  type: 'object',
  description: 'Done; an application that is asked answers a moment later',
  properties: { paperId: id, done: { ...id, description: 'Name of the fact' }, applicationId: text },
}
export const paperProcessingSchema: JsonSchema = {
  type: 'object',
  description: 'Received and being processed',
  properties: { paperId: id },
}

const pages: JsonSchema = {
  type: 'array',
  maxItems: 2_000,
  items: { type: 'string', maxLength: 200 },
  description: 'Pages by their `value`',
}

/** Bodies of the steps, by name. */
export const stepBodies: Readonly<Record<string, JsonSchema>> = {
  join: {
    type: 'object',
    properties: { reference: { ...text, maxLength: 200, description: 'Reference of the application' }, note },
  },
  'take-out': { type: 'object', properties: { note } },
  split: { type: 'object', properties: { pages, note } },
  'put-back': { type: 'object', properties: { note } },
  'put-together': {
    type: 'object',
    properties: { into: { ...text, maxLength: 200, description: 'The paper that takes the pages' }, note },
  },
  'take-apart': {
    type: 'object',
    properties: { otherId: { ...text, maxLength: 200, description: 'The paper that was put together with it' }, note },
  },
  dismiss: {
    type: 'object',
    properties: {
      as: { ...text, maxLength: 40, description: `Of ${dismissals.join(', ')}` },
      reasonCodes: {
        type: 'array',
        maxItems: 10,
        items: { type: 'string', maxLength: 60 },
        description: `Of ${dismissalCodes.join(', ')}`,
      },
      sender: {
        ...{ type: ['object', 'null'], additionalProperties: false, properties: sender },
        description: 'Who is told, as the paper says: left out, nobody is. Not for advertising, test pages and copies',
      },
      note,
    },
  },
  reopen: { type: 'object', properties: { note } },
  'identity-pages': { type: 'object', properties: { pages } },
}

const yes: JsonSchema = { type: ['boolean', 'null'] }

export const transcriptionBody: JsonSchema = {
  type: 'object',
  properties: {
    ...formFields,
    signature: { ...text, maxLength: 10_000, description: 'Name that is signed' },
    signedOn: { ...text, maxLength: 100, description: 'Date on the form, YYYY-MM-DD' },
    termsAccepted: { ...yes, description: 'The form accepts the terms of the day on which it came' },
    compared: { ...yes, description: 'Must be true: every field was compared with the paper' },
    basedOn: { ...text, maxLength: 100, description: '`saved.savedId` of the paper, where something is saved' },
    evenSo: { ...yes, description: 'Go on although the person has a live application' },
  },
}
/** The same, as far as it is filled in. */
export const savingBody: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(transcriptionBody.properties as object).filter(([name]) => name !== 'compared' && name !== 'evenSo'),
  ),
}
export const readingBody: JsonSchema = {
  type: 'object',
  properties: { name: formFields.name!, identityDocument: formFields.identityDocument! },
}
export const paperAssigneeBody: JsonSchema = {
  type: 'object',
  properties: { assignee: { ...text, maxLength: 100, description: 'Id of a member of staff; none means nobody' } },
}
