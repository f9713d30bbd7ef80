import { parseAddress } from '@icms/schemas/address'
import { dayOf, parseCalendarDay } from '@icms/schemas/calendar-day'
import { parseCaseNumber } from '@icms/schemas/case-number'
import { readForm } from '@icms/schemas/form-reader'
import { parseProse } from '@icms/schemas/normalised-text'
import { parsePersonName } from '@icms/schemas/person-name'
import { parsePhone } from '@icms/schemas/phone'
import { jsonOf, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import { createPages } from '@icms/web/page'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance } from 'fastify'
import { messages } from './messages.ts'

const fields = ['name', 'dateOfBirth', 'phone', 'address', 'cases', 'language', 'topics', 'question', 'consent']

/** The one check that the page and its JSON twin share. */
function checkEnquiry(received: Readonly<Record<string, unknown>>, year: number) {
  const form = readForm(received, fields)
  return form.conclude<object>({
    name: form.part('name', parsePersonName),
    dateOfBirth: form.optionalText('dateOfBirth', parseCalendarDay),
    phone: form.text('phone', parsePhone),
    address: form.part('address', parseAddress),
    cases: form.parts('cases', 20, part => {
      const entry = readForm(part, ['caseNumber'])
      return entry.conclude<object>({ caseNumber: entry.text('caseNumber', raw => parseCaseNumber(raw, year)) })
    }),
    language: form.choice('language', ['EN', 'ZH_HANT']),
    question: form.text('question', parseProse(1, 2000)),
    consent: form.consent('consent'),
  })
}

const yearOf = (clock: { now(): number }) => Number(dayOf(clock.now()).slice(0, 4))

/** Pages of an edge as services write them; the host mounts them under the edge's prefix. */
export async function samplePages(server: FastifyInstance): Promise<void> {
  const { clock } = server.web
  const pages = createPages({ views: new URL('./views/', import.meta.url), messages })

  server.get('/enquiry', (request, reply) => {
    const title = pages.translate(request)('sample.title')
    return pages.send(request, reply, 'sample/enquiry.njk', { title })
  })

  server.post('/enquiry', (request, reply) => {
    const title = pages.translate(request)('sample.title')
    const sent = readFields(request.body)
    const result = checkEnquiry(jsonOf(sent), yearOf(clock))
    if (!result.ok)
      return pages.send(request, reply, 'sample/enquiry.njk', {
        title,
        status: 422,
        form: { fields: sent, defects: result.defects },
      })
    // A real edge sends a command whose id is this, and redirects to what came of it.
    commandIdOf(request, 'sendEnquiry')
    return pages.send(request, reply, 'sample/received.njk', { title, at: clock.now(), question: sent.question })
  })
}

/** The same operation as JSON; the host mounts it under `/api/v1`. */
export async function sampleApi(server: FastifyInstance): Promise<void> {
  declareOperation<{ Body: Record<string, unknown> }>(
    server,
    {
      id: 'sendEnquiry',
      method: 'POST',
      path: '/enquiries',
      summary: 'Asks the Help Centre',
      access: 'public',
      idempotent: true,
      body: {
        type: 'object',
        required: ['phone'],
        properties: {
          ...Object.fromEntries(fields.map(field => [field, {}])),
          phone: { type: 'string', maxLength: 100 },
          topics: { type: 'array', items: { type: 'string' }, maxItems: 10 },
        },
      },
      answers: { 202: { type: 'object', properties: { id: { type: 'string' } } } },
    },
    async (request, reply) => {
      const id = commandIdOf(request, 'sendEnquiry')
      const result = checkEnquiry(request.body, yearOf(server.web.clock))
      if (!result.ok) throw new ProblemError('refused', { defects: result.defects })
      return reply.code(202).send({ id, secret: 'not declared, not sent' })
    },
  )
}
