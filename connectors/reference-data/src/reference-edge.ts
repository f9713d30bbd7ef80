import { jsonOf, readFields } from '@icms/web/form-fields'
import type { FormState } from '@icms/web/form-view'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { createPages } from '@icms/web/page'
import { ProblemError, problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { closureReasons, type EntryKind, entryKinds, fieldsOf } from './reference-form.ts'
import { referenceMessages } from './reference-messages.ts'
import type { Recorded, ReferenceOperations } from './reference-operations.ts'

type ByKind = {
  Params: { kind: string }
  Body: Readonly<Record<string, unknown>>
  Querystring: { done?: unknown; year?: unknown }
}

const id: JsonSchema = { type: 'string' }
const prose: JsonSchema = { type: ['string', 'null'], maxLength: 1_000 }
const params: JsonSchema = { type: 'object', properties: { kind: { type: 'string', enum: entryKinds } } }
const typed = (names: readonly string[]): JsonSchema => Object.fromEntries(names.map(name => [name, prose]))
const body: JsonSchema = {
  type: 'object',
  description:
    'The fields of the kind; a closure has day, from, until (hh:mm, none for the whole day) and reason, a general holiday day, nameEn, nameZh and removed',
  properties: {
    ...typed([
      'effectiveFrom',
      'day',
      'from',
      'until',
      'reason',
      'nameEn',
      'nameZh',
      ...new Set(Object.values(fieldsOf).flat()),
    ]),
    links: { type: 'boolean' },
    removed: { type: 'boolean' },
  },
}
const recordedSchema = (description: string): JsonSchema => ({
  type: 'object',
  description,
  properties: { entryId: id },
})
const entry: JsonSchema = {
  type: 'object',
  properties: {
    ...{ id, effectiveFrom: id, recordedAt: id, recordedBy: { type: ['string', 'null'] } },
    standing: { type: 'string', enum: ['IN_FORCE', 'TO_COME', 'PAST'] },
    content: { type: 'object', additionalProperties: true },
  },
}

/** `/desk/reference` and its JSON twin: what is in force, what is to come, and recording more of it. */
export function declareReferenceEdge(server: FastifyInstance, operations: ReferenceOperations): void {
  const pages = createPages({ views: new URL('../views/', import.meta.url), messages: referenceMessages })
  const path = '/api/v1/desk/reference/:kind'

  /** The year that is asked for, or the one that runs. */
  const yearOf = ({ query: { year } }: FastifyRequest<ByKind>): number =>
    typeof year === 'string' && /^20\d\d$/.test(year) ? Number(year) : operations.yearNow()

  const recordFor = (request: FastifyRequest<ByKind>, given: Readonly<Record<string, unknown>>): Promise<Recorded> =>
    operations.record({
      kind: kindOf(request),
      commandId: commandIdOf(request, 'recordReferenceEntry'),
      actor: staffActor(request, 'reference.record'),
      body: given,
    })

  declareOperation<ByKind>(
    server,
    {
      ...{ id: 'listReferenceEntries', method: 'GET', path, access: 'reference.read', params },
      summary: 'Reference entries of a kind, the latest first, with who recorded each; general holidays of one year',
      query: { type: 'object', properties: { year: { type: 'string', pattern: '^20\\d\\d$' } } },
      answers: { 200: { type: 'object', properties: { entries: { type: 'array', items: entry } } } },
    },
    async request => ({
      entries: operations.entries(kindOf(request), yearOf(request)).map(one => ({
        ...one,
        recordedAt: new Date(one.recordedAt).toISOString(),
        recordedBy: one.recordedBy ?? null,
      })),
    }),
  )

  declareOperation<ByKind>(
    server,
    {
      ...{ id: 'recordReferenceEntry', method: 'POST', path, access: 'reference.record', idempotent: true },
      ...{ params, body, summary: 'Record a reference entry; none is ever edited, a correction is a new entry' },
      answers: { 201: recordedSchema('Recorded'), 202: recordedSchema('Received and being processed') },
    },
    async (request, reply) => {
      const recorded = await recordFor(request, request.body)
      if (recorded.kind === 'refused') throw new ProblemError('refused', { defects: recorded.defects })
      return reply.code(recorded.kind === 'recorded' ? 201 : 202).send({ entryId: recorded.entryId })
    },
  )

  server.get('/desk/reference', { onRequest: requireOperation('reference.read') }, (_, reply) =>
    reply.redirect('/desk/reference/closure', 303),
  )
  server.get<ByKind>('/desk/reference/:kind', { onRequest: requireOperation('reference.read') }, (request, reply) =>
    show(request, reply),
  )
  server.post<ByKind>(
    '/desk/reference/:kind',
    { onRequest: requireOperation('reference.record') },
    async (request, reply) => {
      const fields = readFields(request.body)
      const recorded = await recordFor(request, jsonOf(fields))
      if (recorded.kind !== 'refused')
        return reply.redirect(`/desk/reference/${kindOf(request)}?done=${recorded.kind}`, 303)
      return show(request, reply, { status: problemStatus.refused, form: { fields, defects: recorded.defects } })
    },
  )

  function show(
    request: FastifyRequest<ByKind>,
    reply: FastifyReply,
    again: { readonly status?: number; readonly form?: FormState } = {},
  ) {
    const t = pages.translate(request)
    const kind = kindOf(request)
    const { done } = request.query
    return pages.send(request, reply, 'reference/reference.njk', {
      title: t('reference.title'),
      navigation: [{ text: t('reference.title'), href: '/desk/reference', active: true }],
      kind,
      kinds: entryKinds,
      entries: operations.entries(kind, yearOf(request)),
      year: yearOf(request),
      fields: kind === 'closure' || kind === 'holiday' ? [] : fieldsOf[kind],
      closureReasons,
      mayRecord: allowingRole(request.staff?.roles ?? [], 'reference.record') !== undefined,
      done: (['recorded', 'processing'] as const).find(one => one === done),
      ...again,
    })
  }
}

function kindOf({ params: { kind } }: FastifyRequest<ByKind>): EntryKind {
  const known = entryKinds.find(one => one === kind)
  if (!known) throw new ProblemError('not-found')
  return known
}
