import { erasureReasons } from '@icms/schemas/retention'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal } from './answer-refusal.ts'
import type { Erasable, Erased, ErasureDesk } from './erasure-desk.ts'
import { jsonOf, readFields } from './form-fields.ts'
import type { FormState } from './form-view.ts'
import { instantText } from './hong-kong-time.ts'
import { commandIdOf } from './idempotency.ts'
import { declareOperation } from './json-api.ts'
import { languageOf } from './language.ts'
import type { JsonSchema } from './openapi.ts'
import type { PageData, Pages } from './page.ts'
import { ProblemError, problemStatus } from './problem.ts'
import { requireOperation } from './require-session.ts'
import type { Operation } from './roles.ts'
import { staffActor } from './staff.ts'
import { type Subject, tellShown } from './staff-views.ts'

type Part = {
  readonly desk: ErasureDesk
  readonly pages: Pages
  readonly operation: Operation
  /** Where its pages are, its JSON, and one thing of it: `/desk/vetting`, `/api/v1/vetting`, `applications`. */
  readonly page: string
  readonly api: string
  readonly things: string
  /** Of its operations: `Application`; and whose record one thing is. */
  readonly name: string
  readonly subject: Subject['kind']
  readonly frame: (request: FastifyRequest, pages: Pages, title: string) => PageData
}

type ById = { Params: { id: string } }
type Again = { readonly status?: number; readonly form?: FormState; readonly refusal?: string }

const text: JsonSchema = { type: ['string', 'null'] }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }
const params: JsonSchema = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', pattern: '^[\\w.:-]{1,100}$' } },
}
const erasableSchema: JsonSchema = {
  type: 'object',
  properties: {
    ...{ id: text, reference: text, name: text, outcome: text, endedAt: time },
    keptUntil: { ...time, description: 'Last instant at which it has to be kept; none while it has not ended' },
    obstacle: { ...text, description: 'Why it may not be erased now; none where it may' },
  },
}
const body: JsonSchema = {
  type: 'object',
  properties: {
    erasureReason: { ...text, maxLength: 100, description: `Of ${erasureReasons.join(', ')}` },
    confirmed: { type: ['boolean', 'null'], description: 'Must be true: it cannot be undone' },
  },
}
const done: JsonSchema = { type: 'object', description: 'Decided: it is being erased', properties: { id: text } }

/** What one service lets the Judiciary Administrator erase, as pages and JSON: what may be, one of it, the erasure. */
export function declareErasures(server: FastifyInstance, part: Part): void {
  const { desk, pages, operation, page, api, things, name, subject, frame } = part
  const list = `${page}/erasures`
  const href = (id: string) => `${list}/${encodeURIComponent(id)}`
  const allowed = { onRequest: requireOperation(operation) }
  const erase = (request: FastifyRequest<ById>, given: Readonly<Record<string, unknown>>) => {
    const actor = staffActor(request, operation)
    return desk.erase({ id: request.params.id, commandId: commandIdOf(request, `erase${name}`), actor, body: given })
  }
  const why = (request: FastifyRequest, { reason, until }: Extract<Erased, { readonly kind: 'refused' }>) => {
    const when = until === null ? '' : instantText(until, languageOf(request))
    return pages.translate(request)(`erasure.why.${reason}`, { until: when })
  }

  server.get<{ Querystring: { sought?: unknown; after?: unknown; done?: unknown } }>(
    list,
    allowed,
    async (request, reply) => {
      const { sought, after, done } = request.query
      const typed = typeof sought === 'string' ? sought.slice(0, 200).trim() : ''
      const found = typed === '' ? undefined : await desk.find(typed)
      if (found) return reply.redirect(href(found.id), 303)
      const { erasable, next } = await desk.due(typeof after === 'string' ? after : undefined)
      return pages.send(request, reply, 'web/erasures.njk', {
        ...frame(request, pages, 'erasure.title'),
        list,
        erasable: erasable.map(one => ({ ...one, href: href(one.id) })),
        isNotFound: typed !== '',
        done: ['done', 'processing'].find(one => one === done),
        form: { fields: { sought: typed } },
        first: after === undefined ? undefined : list,
        next: next && `${list}?after=${encodeURIComponent(next)}`,
      })
    },
  )

  server.get<ById>(`${list}/:id`, { ...allowed, schema: { params } }, (request, reply) => show(request, reply))

  server.post<ById>(`${list}/:id`, { ...allowed, schema: { params } }, async (request, reply) => {
    const fields = readFields(request.body)
    const came = await erase(request, jsonOf(fields))
    switch (came.kind) {
      case 'decided':
        return reply.redirect(`${list}?done=done`, 303)
      case 'processing':
        return reply.redirect(`${list}?done=processing`, 303)
      case 'invalid':
        return show(request, reply, { status: problemStatus.refused, form: { fields, defects: came.defects } })
      case 'refused':
        return show(request, reply, { status: 409, form: { fields }, refusal: why(request, came) })
    }
  })

  async function show(request: FastifyRequest<ById>, reply: FastifyReply, again: Again = {}) {
    const { obstacle, keptUntil, ...one } = await known(request.params.id)
    tellShown(request, [{ kind: subject, id: one.id }])
    const hindered = obstacle && why(request, { kind: 'refused', reason: obstacle, until: keptUntil })
    return pages.send(request, reply, 'web/erase.njk', {
      ...frame(request, pages, 'erasure.title'),
      ...{ list, one: { ...one, keptUntil }, href: href(one.id), codes: erasureReasons, hindered },
      ...again,
    })
  }

  async function known(id: string): Promise<Erasable> {
    const one = await desk.find(id)
    if (!one) throw new ProblemError('not-found')
    return one
  }

  declareOperation<{ Querystring: { find?: string; after?: string } }>(
    server,
    {
      id: `findErasable${name}s`,
      method: 'GET',
      path: `${api}/${things}/erasures`,
      summary: `What of ${things} may be erased, the longest ended first; with a reference, that one, whether or not it may`,
      access: operation,
      query: {
        type: 'object',
        properties: { find: { type: 'string', maxLength: 200 }, after: { type: 'string', maxLength: 500 } },
      },
      answers: {
        200: { type: 'object', properties: { erasable: { type: 'array', items: erasableSchema }, next: text } },
      },
    },
    async request => {
      const { find, after } = request.query
      if (find !== undefined) {
        const found = [await desk.find(find)].flatMap(one => one ?? [])
        tellShown(
          request,
          found.map(({ id }) => ({ kind: subject, id })),
        )
        return { erasable: found.map(answerOf), next: null }
      }
      const { erasable, next } = await desk.due(after)
      return { erasable: erasable.map(answerOf), next: next ?? null }
    },
  )

  declareOperation<ById & { Body: Readonly<Record<string, unknown>> }>(
    server,
    {
      id: `erase${name}`,
      method: 'POST',
      path: `${api}/${things}/:id/erasure`,
      summary: 'Erase for ever what is known of it, once it was kept long enough',
      access: operation,
      idempotent: true,
      params,
      body,
      answers: { 200: done, 202: { ...done, description: 'Received and being processed' } },
    },
    async (request, reply) => {
      const { id } = request.params
      const came = await erase(request, request.body)
      if (came.kind === 'invalid') throw new ProblemError('refused', { defects: came.defects })
      if (came.kind !== 'refused') return reply.code(came.kind === 'decided' ? 200 : 202).send({ id })
      const title = pages.translate(request)('erasure.refused')
      return answerRefusal(request, reply, { reason: came.reason, title, detail: why(request, came) })
    },
  )
}

const answerOf = (one: Erasable) => ({ ...one, endedAt: isoTime(one.endedAt), keptUntil: isoTime(one.keptUntil) })

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
