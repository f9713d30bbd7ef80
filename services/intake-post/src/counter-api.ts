import { parseCalendarDay } from '@icms/schemas/calendar-day'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance } from 'fastify'
import { scansOf, takesScans } from './counter-files.ts'
import type { CounterOperations } from './counter-operations.ts'
import { counterStateOf, paperParams } from './counter-pages.ts'
import type { EnvelopeRow } from './envelope-rows.ts'

const text: JsonSchema = { type: ['string', 'null'] }
const count: JsonSchema = { type: 'integer' }
const takingSchema: JsonSchema = {
  type: 'object',
  description: 'What was handed in over the counter (R32b)',
  properties: {
    ...{ paperId: text, receiptNumber: text, state: text, pages: count, documents: count, applicationId: text },
    handedInAt: { ...text, description: 'When it was handed in and stamped; ISO 8601, UTC' },
  },
}
const daySchema: JsonSchema = {
  type: 'object',
  properties: {
    ...{ source: text, date: text, standing: text, sent: count, differing: count },
    differences: {
      type: 'array',
      items: { type: 'object', properties: { kind: text, itemId: text, detail: text } },
    },
  },
}

const takingOf = (row: EnvelopeRow) => ({
  ...{ paperId: row.paperId, receiptNumber: row.envelopeId, state: counterStateOf(row), pages: row.pages },
  ...{
    documents: row.documentCount,
    applicationId: row.applicationId,
    handedInAt: new Date(row.handedInAt).toISOString(),
  },
})

/** The counter as JSON; what is handed in comes as `multipart/form-data`, as on its page. */
export function declareCounterApi(server: FastifyInstance, operations: CounterOperations): void {
  const path = '/api/v1/counter/takings'
  server.web.operations.push({
    id: 'takeOverCounter',
    method: 'POST',
    path,
    summary:
      'Takes what was handed in (R32b): multipart/form-data with handedInAt, form, reference, nonScannable, keptAt and up to 10 files of 32 MB',
    access: 'counter.take',
    idempotent: true,
    answers: { 201: takingSchema, 202: takingSchema },
  })
  const ofProgram = {
    ...takesScans(),
    onRequest: requireOperation('counter.take'),
    // No page of another site can send the header without asking first; so no token is needed.
    config: { json: true, withoutToken: true },
  }
  server.post(path, ofProgram, async (request, reply) => {
    if (request.headers['idempotency-key'] === undefined)
      throw new ProblemError('wrong-shape', { defects: [{ path: 'header.idempotency-key', code: 'MISSING' }] })
    const { _files: files, ...body } = request.body as Readonly<Record<string, unknown>>
    const commandId = commandIdOf(request, 'takeOverCounter')
    const actor = staffActor(request, 'counter.take')
    const done = await operations.take({ commandId, actor, body, files: files ? scansOf(request) : [] })
    if (done.kind === 'invalid') throw new ProblemError('refused', { defects: done.defects })
    if (done.kind === 'processing') return reply.code(202).send({ paperId: done.paperId })
    return reply.code(201).send(takingOf(await operations.receipt(done.paperId)))
  })

  declareOperation<{ Querystring: { on?: string; after?: string } }>(
    server,
    {
      id: 'listCounterTakings',
      method: 'GET',
      path,
      summary: 'What was handed in over the counter on a day, the latest first',
      access: 'counter.read',
      query: {
        type: 'object',
        properties: {
          on: { type: 'string', maxLength: 10, description: 'YYYY-MM-DD in Hong Kong; today where it is left out' },
          after: { type: 'string', maxLength: 500, description: '`next` of the page before' },
        },
      },
      answers: {
        200: { type: 'object', properties: { takings: { type: 'array', items: takingSchema }, next: text } },
      },
    },
    async ({ query: { on, after } }) => {
      const day = on === undefined ? undefined : parseCalendarDay(on)
      if (day && !day.ok) throw new ProblemError('wrong-shape', { defects: [{ path: 'on', code: day.code }] })
      const { takings, next } = await operations.takings(day?.value, after)
      return { takings: takings.map(takingOf), next: next ?? null }
    },
  )

  declareOperation<{ Params: { paperId: string } }>(
    server,
    {
      id: 'readCounterTaking',
      method: 'GET',
      path: `${path}/:paperId`,
      summary: 'The receipt of what was handed in over the counter',
      access: 'counter.read',
      params: paperParams,
      answers: { 200: takingSchema },
    },
    async ({ params: { paperId } }) => takingOf(await operations.receipt(paperId)),
  )

  declareOperation<{ Querystring: { service?: 'intake-post' | 'intake-fax'; after?: string } }>(
    server,
    {
      id: 'listOpenDays',
      method: 'GET',
      path: '/api/v1/counter/reconciliation',
      summary: 'Days on which what was sent and what arrived differ, or whose list did not come',
      access: 'counter.read',
      query: {
        type: 'object',
        properties: {
          service: { type: 'string', enum: ['intake-post', 'intake-fax'] },
          after: { type: 'string', maxLength: 500, description: '`next` of the page before' },
        },
      },
      answers: { 200: { type: 'object', properties: { days: { type: 'array', items: daySchema }, next: text } } },
    },
    async ({ query: { service = 'intake-post', after } }) => {
      const { days, next } = await operations.openDays(service, after)
      return { days, next: next ?? null }
    },
  )
}
