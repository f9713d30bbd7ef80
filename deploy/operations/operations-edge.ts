import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { isBackboneError } from '@icms/backbone/errors'
import type { Keyring } from '@icms/backbone/keyring'
import type { RunningService } from '@icms/backbone/port'
import { ProblemError } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { createAudit, subjectsIn } from './audit.ts'
import { auditPage } from './audit-page.ts'
import { createOperations, OperationError, type Publishable } from './operations.ts'
import { opsPage } from './ops-page.ts'

type Parts = {
  readonly context: HostContext
  readonly keyring: Pick<Keyring, 'status' | 'rewrap'>
  readonly running: ReadonlyMap<string, RunningService>
  /** Lets the operators' command line in: known to who can read the deployment's secret. */
  readonly operatorToken: string
}

type ById = { Params: { id: string } }

/** Data keys wrapped again in one call: it ends well before a request may last no longer. */
const rewrappedMax = 20_000

const operator: Actor = { kind: 'staff', id: 'command-line', role: 'operations' }

/** `/ops` and `/api/v1/ops`: what operators see of topics. For staff who may, and for the command line with its token. */
export function operationsEdge({ context, keyring, running, operatorToken }: Parts): FastifyPluginAsync {
  const operations = createOperations(context.backbone, context.clock, context.entropy)
  const audit = createAudit(context.backbone)

  function hasToken(request: FastifyRequest): boolean {
    const given = Buffer.from(request.headers.authorization ?? '')
    const wanted = Buffer.from(`Bearer ${operatorToken}`)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }

  const readers: onRequestAsyncHookHandler = async function (request, reply) {
    if (!hasToken(request)) return requireOperation('ops.read').call(this, request, reply)
    request.viewer = { actor: operator, operation: 'ops.read' }
  }
  const commandLine: onRequestAsyncHookHandler = async request => {
    if (!hasToken(request)) throw new ProblemError('not-allowed')
  }
  return async server => {
    const json = { config: { json: true }, onRequest: readers }

    server.get('/api/v1/ops/topics', json, () => operations.topics())
    server.get('/api/v1/ops/dead-letters', json, () => operations.deadLetters())
    server.get('/api/v1/ops/held-keys', json, () => operations.heldKeys())
    server.get<ById>('/api/v1/ops/timeline/:id', json, async request => {
      const records = await operations.timeline(request.params.id)
      tellShown(request, subjectsIn(request.params.id, records))
      return records
    })

    server.get('/api/v1/ops/audit', json, () => audit.verify())
    server.get<ById>('/api/v1/ops/audit/:id', json, async request => {
      const trail = await audit.trail(request.params.id)
      tellShown(request, subjectsIn(request.params.id, trail.events))
      return trail
    })

    server.get<{ Params: { topic: string }; Querystring: { key?: string; limit?: string } }>(
      '/api/v1/ops/topics/:topic/records',
      json,
      async request => {
        const { key, limit = '1000' } = request.query
        const records = []
        const options = {
          limit: Math.min(10_000, Math.max(1, Number(limit) || 1_000)),
          ...(key !== undefined && { key }),
        }
        for await (const record of operations.tail(request.params.topic, options)) records.push(record)
        // Without a key it is a list; with one it is the record of whoever the key is.
        tellShown(request, key === undefined ? [] : subjectsIn(key, records))
        return records
      },
    )

    server.post<{ Params: { topic: string }; Body: { records: Publishable[] } }>(
      '/api/v1/ops/topics/:topic/records',
      { config: { json: true }, onRequest: commandLine, schema: { body: publishBody } },
      async request => ({
        published: await operations.publish(request.params.topic, request.body.records, operator),
      }),
    )

    server.get('/api/v1/ops/keys', json, async () => keyring.status())
    server.post('/api/v1/ops/keys/rotations', { config: { json: true }, onRequest: commandLine }, async () => {
      const wrapped = await keyring.rewrap(operator, rewrappedMax).catch(cannotRotate)
      return { wrapped, ...keyring.status() }
    })

    server.setErrorHandler((error, _, reply) => {
      if (!(error instanceof OperationError)) throw error
      return reply
        .code(422)
        .type('application/problem+json')
        .send({ type: 'about:blank', title: 'Cannot be done', status: 422, detail: error.message })
    })

    await server.register(opsPage({ context, operations, running }))
    await server.register(auditPage(audit))
  }
}

function cannotRotate(error: unknown): never {
  throw isBackboneError(error, 'Incompatible') ? new OperationError(error.message) : error
}

const publishBody = {
  type: 'object',
  required: ['records'],
  additionalProperties: false,
  properties: {
    records: {
      type: 'array',
      maxItems: 1_000,
      items: {
        type: 'object',
        required: ['type', 'key', 'data'],
        additionalProperties: false,
        properties: {
          type: { type: 'string' },
          key: { type: 'string', minLength: 1, maxLength: 200 },
          id: { type: 'string', maxLength: 200 },
          source: { type: 'string', maxLength: 200 },
          data: { type: 'object' },
        },
      },
    },
  },
}
