import { textOf } from '@icms/email/letter-text'
import { groupReference } from '@icms/schemas/application-reference'
import { answerDecision } from '@icms/web/answer-decision'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { Pages } from '@icms/web/page'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyInstance } from 'fastify'
import {
  type LetterDesk,
  type LetterFared,
  type LetterKind,
  type LetterView,
  letterChannels,
  letterKinds,
  letterViews,
  type ListedLetter,
  shownWith,
  type Wanted,
} from './letter-desk.ts'
import { subjectOf } from './notice.ts'

type ById = { Params: { letterId: string } }

const text: JsonSchema = { type: ['string', 'null'] }
const time: JsonSchema = { ...text, description: 'ISO 8601, UTC' }
const texts: JsonSchema = { type: 'array', items: text }
const params: JsonSchema = {
  type: 'object',
  required: ['letterId'],
  properties: { letterId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' } },
}

const listed = {
  ...{
    letterId: text,
    applicationId: text,
    paperId: { ...text, description: 'Of an answer to who sent paper' },
    notice: text,
    status: text,
  },
  ...{ requestedAt: time, waitingSince: time, overdueAt: time },
  ...{ settledAt: time, settledBy: text, channel: text, note: text },
  name: { type: 'object', properties: { surnameEn: text, givenNameEn: text, nameZh: text } },
  fax: text,
  insteadOf: { ...text, description: 'The mail that did not arrive, where it goes out instead of one' },
} satisfies JsonSchema
const listedSchema: JsonSchema = { type: 'object', properties: listed }
const letterSchema: JsonSchema = {
  type: 'object',
  properties: {
    ...listed,
    reference: text,
    addressLines: { ...texts, description: 'As they stand in the window of the envelope' },
    subjects: { ...texts, description: 'In both languages, the reader’s own first' },
    text: { ...text, description: 'The letter in both languages, the reader’s own first' },
    coverSheet: {
      type: ['object', 'null'],
      description: 'What is printed on the cover sheet that comes with it (R34d)',
      properties: { reference: text, code: { ...text, description: 'A QR code as SVG' } },
    },
  },
}

/** The desk of letters as JSON. */
export function declareApi(server: FastifyInstance, desk: LetterDesk, pages: Pages): void {
  declareOperation<{ Querystring: { status?: LetterView; kind?: LetterKind; after?: string } }>(
    server,
    {
      id: 'listLetters',
      method: 'GET',
      path: '/api/v1/letters',
      summary: 'Letters to people without an email: to print, the longest waiting first, or what became of them (R32b)',
      access: 'letters.read',
      query: {
        type: 'object',
        properties: {
          status: { type: 'string', enum: letterViews },
          kind: { type: 'string', enum: letterKinds, description: 'Of one notice only; not with OVERDUE' },
          after: { type: 'string', maxLength: 500, description: '`next` of the page before' },
        },
      },
      answers: {
        200: {
          type: 'object',
          description: 'A page of at most 50',
          properties: { letters: { type: 'array', items: listedSchema }, next: text },
        },
      },
    },
    async ({ query: { status = 'WAITING', kind, after } }) => {
      const { letters, next } = await desk.worklist(status, kind, after)
      return { letters: letters.map(listedAnswer), next: next ?? null }
    },
  )

  declareOperation<ById>(
    server,
    {
      id: 'readLetter',
      method: 'GET',
      path: '/api/v1/letters/:letterId',
      summary: 'One letter as it is printed',
      access: 'letters.read',
      params,
      answers: { 200: letterSchema },
    },
    async request => {
      const letter = await desk.letter(request.params.letterId)
      tellShown(request, [shownWith(letter)])
      const { block, words, sheet } = await desk.printed(letter)
      return {
        ...listedAnswer(letter),
        reference: groupReference(letter.subjectId),
        addressLines: block.lines,
        subjects: words.map(one => one.letter.subject),
        text: textOf(words),
        coverSheet: sheet ?? null,
      }
    },
  )

  const step = (
    id: string,
    path: string,
    summary: string,
    body: JsonSchema,
    take: (letterId: string, wanted: Wanted) => Promise<LetterFared>,
  ) =>
    declareOperation<ById & { Body: Wanted['body'] }>(
      server,
      {
        ...{ id, method: 'POST', path: `/api/v1/letters/:letterId/${path}`, summary, params, body },
        ...{ access: 'letters.send', idempotent: true },
        answers: {
          200: { type: 'object', description: 'Done', properties: { letterId: text } },
          202: { type: 'object', description: 'Received and being processed', properties: { letterId: text } },
        },
      },
      async (request, reply) => {
        const { letterId } = request.params
        const actor = staffActor(request, 'letters.send')
        const came = await take(letterId, { commandId: commandIdOf(request, id), actor, body: request.body })
        return answerDecision(request, reply, pages, came, {
          ...{ about: { letterId }, title: 'letters.refused', refusal: 'letterRefusal' },
        })
      },
    )
  const channel = { type: 'string', maxLength: 20, description: `Of ${letterChannels.join(', ')}` }
  const note = { ...text, maxLength: 10_000, description: 'Why, for the record' }
  const some = (properties: JsonSchema): JsonSchema => ({ type: 'object', properties })
  step('markLetterSent', 'sent', 'It was printed and sent', some({ channel }), desk.markSent)
  step('cancelLetter', 'cancellation', 'It need not be sent', some({ note }), desk.cancel)
  step('reprintLetter', 'reprint', 'It is to be printed again', some({}), desk.reprint)
}

function listedAnswer({ subjectId, requestedAt, waitingSince, overdueAt, settledAt, ...letter }: ListedLetter) {
  const times = { requestedAt, waitingSince, overdueAt, settledAt }
  const told = Object.entries(times).map(([name, at]) => [name, at === null ? null : new Date(at).toISOString()])
  const isOfPaper = subjectOf(letter.notice) === 'paper'
  const subject = { applicationId: isOfPaper ? null : subjectId, paperId: isOfPaper ? subjectId : null }
  return { ...letter, ...subject, ...Object.fromEntries(told) }
}
