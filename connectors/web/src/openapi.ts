import type { FastifyInstance } from 'fastify'
import type { Operation } from './roles.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }

/** Who may call an operation: everyone, an account holder, or staff whose role allows it. */
export type Access = 'public' | 'account' | Operation

/** One operation as clients see it. */
export type ApiOperation = {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With its prefix; parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly idempotent: boolean
  readonly params?: JsonSchema
  readonly query?: JsonSchema
  readonly body?: JsonSchema
  /** Schema of the answer by status. */
  readonly answers: Readonly<Record<number, JsonSchema>>
}

/** Serves what was declared on this server as OpenAPI 3.1. */
export function serveOpenApi(server: FastifyInstance): void {
  server.get('/api/openapi.json', () => openApi(server.web.operations))
}

export function openApi(operations: readonly ApiOperation[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'iCMS Registration',
      version: '1',
      description: 'The operations of the pages as JSON. Changes to what exists are additions only.',
    },
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'icms',
          description: 'The cookie that sign-in sets; its name may differ.',
        },
      },
    },
  }
}

function describe(operation: ApiOperation) {
  const { id, summary, access, idempotent, params, query, body, answers } = operation
  const parameters = [
    ...parametersIn('path', params),
    ...parametersIn('query', query),
    ...(idempotent ? [idempotencyKeyParameter] : []),
  ]
  return {
    operationId: id,
    summary,
    ...(access === 'public' ? {} : { security: [{ session: [] }], 'x-icms-access': access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          {
            description: typeof schema.description === 'string' ? schema.description : summary,
            content: { 'application/json': { schema } },
          },
        ]),
      ),
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parametersIn(place: 'path' | 'query', schema: JsonSchema | undefined) {
  const required = (schema?.required ?? []) as readonly string[]
  return Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const idempotencyKeyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The same key is the same request, however often it is sent; with another body it is refused (409).',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,100}$' },
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}
