import type { FastifyInstance, FastifyReply, FastifyRequest, RouteGenericInterface, RouteHandlerMethod } from 'fastify'
import type { Access, ApiOperation, JsonSchema } from './openapi.ts'
import { requireAccount, requireOperation } from './require-session.ts'

export type OperationDeclaration = Omit<ApiOperation, 'idempotent'> & {
  /** Needs an `Idempotency-Key`; the handler takes `commandIdOf(request, id)` as the id of its command. */
  readonly idempotent?: boolean
}

/**
 * Declares an operation once: its route with access, checks of shape (nothing coerced, nothing undeclared, every
 * mistake at once) and its place in `/api/openapi.json`. Only declared fields of an answer are sent.
 */
export function declareOperation<Route extends RouteGenericInterface>(
  server: FastifyInstance,
  declaration: OperationDeclaration,
  handler: (request: FastifyRequest<Route>, reply: FastifyReply) => Promise<unknown>,
): void {
  const { method, params, query, body, answers, idempotent = false } = declaration
  const sealed: ApiOperation = {
    ...declaration,
    idempotent,
    path: server.prefix + declaration.path,
    ...(params && { params: seal(params) }),
    ...(query && { query: seal(query) }),
    ...(body && { body: seal(body) }),
  }
  if (server.web.operations.some(({ id }) => id === declaration.id))
    throw new Error(`operation '${declaration.id}' is declared twice; give one of them another id`)
  server.web.operations.push(sealed)
  server.route({
    method,
    url: declaration.path,
    config: { json: true },
    onRequest: hooksFor(declaration.access),
    schema: {
      ...(sealed.params && { params: sealed.params }),
      ...(sealed.query && { querystring: sealed.query }),
      ...(sealed.body && { body: sealed.body }),
      response: answers,
    },
    handler: handler as RouteHandlerMethod,
  })
}

function hooksFor(access: Access) {
  if (access === 'public') return []
  return [access === 'account' ? requireAccount() : requireOperation(access)]
}

/** The schema with every object closed to fields that it does not name. */
function seal(schema: JsonSchema): JsonSchema {
  const sealed = Object.entries(schema).map(([keyword, value]) => [keyword, sealValue(value)])
  const closes = schema.type === 'object' && schema.additionalProperties === undefined
  return Object.fromEntries(closes ? [...sealed, ['additionalProperties', false]] : sealed)
}

function sealValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sealValue)
  return typeof value === 'object' && value !== null ? seal(value as JsonSchema) : value
}
