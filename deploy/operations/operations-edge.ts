import type { HostContext } from '@icms/backbone/deployable'
import { isBackboneError } from '@icms/backbone/errors'
import type { Keyring } from '@icms/backbone/keyring'
import type { RunningService } from '@icms/backbone/port'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import { createAudit, subjectsIn } from './audit.ts'
import { deadLetterRoutes } from './dead-letter-routes.ts'
import { OperationError } from './operation-error.ts'
import { createOperations } from './operations.ts'
import type { OperationsParts } from './operations-parts.ts'
import { actorOfRequest, createAccess, type OperatorTokens, readingOf } from './operator-access.ts'
import { opsPages } from './pages/ops-pages.ts'
import { listSchemas } from './schema-list.ts'
import { subjectsOf } from './shown-subjects.ts'
import { topicRoutes } from './topic-routes.ts'

type Parts = {
  readonly context: HostContext
  readonly keyring: Pick<Keyring, 'status' | 'rewrap'>
  readonly running: ReadonlyMap<string, RunningService>
  readonly declarationOf: OperationsParts['declarationOf']
  readonly tokens: OperatorTokens
}

type ById = { Params: { id: string } }

/** Data keys wrapped again in one call: it ends well before a request may last no longer. */
const rewrappedMax = 20_000
const idLengthMax = 200

/** `/ops` and `/api/v1/ops`: what operators see of topics. For staff who may, and for the command line with its token. */
export function operationsEdge({ context, keyring, running, declarationOf, tokens }: Parts): FastifyPluginAsync {
  const { backbone, clock, entropy, reference, place } = context
  const parts: OperationsParts = { backbone, clock, entropy, reference, place, declarationOf }
  const operations = createOperations(parts)
  const audit = createAudit(backbone)
  const access = createAccess(tokens)

  return async server => {
    const json = { config: { json: true }, onRequest: access.readers }

    server.setErrorHandler((error, _, reply) => {
      if (!(error instanceof OperationError)) throw error
      return reply
        .code(422)
        .type('application/problem+json')
        .send({ type: 'about:blank', title: 'Cannot be done', status: 422, detail: error.message })
    })

    await server.register(topicRoutes(operations, access))
    await server.register(deadLetterRoutes(parts, operations.letters, access))

    server.get<ById>('/api/v1/ops/timeline/:id', json, async request => {
      const entries = await operations.timeline(request.params.id, readingOf(request))
      tellShown(request, subjectsOf(entries))
      return entries
    })

    // It tells where something is named and nothing of what it says.
    server.get<{ Querystring: { id: string } }>(
      '/api/v1/ops/search',
      {
        ...json,
        schema: {
          querystring: {
            type: 'object',
            required: ['id'],
            properties: { id: { type: 'string', maxLength: idLengthMax } },
          },
        },
      },
      request => operations.search(request.query.id),
    )

    server.get('/api/v1/ops/schemas', json, () => listSchemas(backbone.codec))

    server.get('/api/v1/ops/audit', json, () => audit.verify())
    server.get<ById>('/api/v1/ops/audit/:id', json, async request => {
      const trail = await audit.trail(request.params.id)
      tellShown(request, subjectsIn(request.params.id, trail.events))
      return trail
    })

    server.get('/api/v1/ops/keys', json, async () => keyring.status())
    server.post(
      '/api/v1/ops/keys/rotations',
      { config: { json: true }, onRequest: access.commandLine },
      async request => {
        const wrapped = await keyring.rewrap(actorOfRequest(request), rewrappedMax).catch(cannotRotate)
        return { wrapped, ...keyring.status() }
      },
    )

    await server.register(opsPages({ backbone, clock, operations, audit, running }))
  }
}

function cannotRotate(error: unknown): never {
  throw isBackboneError(error, 'Incompatible') ? new OperationError(error.message) : error
}
