import type { FastifyInstance } from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { sampleApi } from '../sample/edge.ts'
import { commandIdOf } from './idempotency.ts'
import { declareOperation, type OperationDeclaration } from './json-api.ts'
import { createTestServer } from './test-server.ts'

const read: OperationDeclaration = {
  id: 'readApplication',
  method: 'GET',
  path: '/applications/:applicationId',
  summary: 'One application',
  access: 'vetting.read',
  params: { type: 'object', properties: { applicationId: { type: 'string', pattern: '^[a-z0-9]{1,30}$' } } },
  query: { type: 'object', properties: { page: { type: 'string', pattern: '^\\d{1,4}$' } } },
  answers: { 200: { type: 'object', properties: { applicationId: { type: 'string' } } } },
}

const nested: OperationDeclaration = {
  id: 'nested',
  method: 'POST',
  path: '/nested',
  summary: 'A body with parts',
  access: 'public',
  body: {
    type: 'object',
    required: ['list'],
    properties: {
      list: {
        type: 'array',
        maxItems: 2,
        items: { type: 'object', required: ['n'], properties: { n: { type: 'number' } } },
      },
      kind: { enum: ['A', 'B'] },
    },
  },
  answers: { 200: { type: 'object', properties: {} } },
}

const mount = (server: FastifyInstance) =>
  server.register(
    async scope => {
      await sampleApi(scope)
      declareOperation(scope, read, async request => ({ ...(request.params as object), name: 'not declared' }))
      declareOperation(scope, nested, async () => ({}))
      declareOperation(scope, { ...read, id: 'own', path: '/own', access: 'account', params: {} }, async () => ({}))
      scope.post('/key', request => commandIdOf(request, 'key'))
    },
    { prefix: '/api/v1' },
  )

const { server, staffBrowser } = await createTestServer(mount)
afterAll(() => server.close())

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url: `/api/v1${url}`, payload: payload as object, headers })

test('every mistake of shape is named at once, with its place', async () => {
  const answer = await post('/nested', { list: [{ n: '1' }, {}, { n: 3, extra: 1 }], kind: 'C', other: 1 })
  expect(answer.statusCode).toBe(400)
  expect(
    answer
      .json()
      .errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
      .sort(),
  ).toEqual([
    'kind NOT_ONE_OF',
    'list TOO_MANY',
    'list.0.n WRONG_SHAPE',
    'list.1.n MISSING',
    'list.2.extra NOT_WANTED',
    'other NOT_WANTED',
  ])
})

test('nothing is coerced: a number is not a text, a text not a list', async () => {
  const answer = await post('/enquiries', { phone: 21234567, topics: 'CASES' }, { 'idempotency-key': 'key-0001' })
  expect(answer.json().errors).toHaveLength(2)
})

test('the JSON twin of a page finds the same mistakes by the same check', async () => {
  const answer = await post('/enquiries', { phone: '123' }, { 'idempotency-key': 'key-0001' })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().errors).toContainEqual(expect.objectContaining({ path: 'phone', code: 'PHONE_FORM' }))
})

test.each([
  [{}, 'MISSING'],
  [{ 'idempotency-key': 'short' }, 'WRONG_SHAPE'],
  [{ 'idempotency-key': 'a b c d e f g' }, 'WRONG_SHAPE'],
  [{ 'idempotency-key': 'x'.repeat(101) }, 'WRONG_SHAPE'],
])('an idempotency key %j is refused', async (headers, code) => {
  const answer = await post('/enquiries', { phone: '21234567' }, headers as Record<string, string>)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toMatchObject([{ path: 'header.idempotency-key', code }])
})

test('the same key is the same command, another key or operation another one', async () => {
  const id = async (key: string) => (await post('/key', {}, { 'idempotency-key': key })).body
  expect(await id('key-0001')).toMatch(/^[0-9a-z]{26}$/)
  expect(await id('key-0001')).toBe(await id('key-0001'))
  expect(await id('key-0001')).not.toBe(await id('key-0002'))
  expect((await post('/key', { _once: 'key-0001' })).body).toBe(await id('key-0001'))
})

test('an answer carries what it declares and no more', async () => {
  const answer = await (await staffBrowser('demo-vetting')).json('GET', '/api/v1/applications/a1?page=2')
  expect(JSON.parse(answer.body)).toEqual({ applicationId: 'a1' })
})

test('access is that of the operation', async () => {
  expect((await server.inject('/api/v1/applications/a1')).statusCode).toBe(401)
  expect((await server.inject('/api/v1/own')).statusCode).toBe(401)
  expect((await (await staffBrowser('demo-counter')).json('GET', '/api/v1/applications/a1')).status).toBe(403)
})

test('mistakes in the address are named as such', async () => {
  const answer = await (await staffBrowser('demo-vetting')).json('GET', '/api/v1/applications/A1?page=x')
  expect(JSON.parse(answer.body).errors).toMatchObject([{ path: 'path.applicationId', code: 'WRONG_SHAPE' }])
})

test('an id that is declared twice stops the start', async () => {
  const twice = createTestServer(server => {
    declareOperation(server, read, async () => ({}))
    declareOperation(server, { ...read, path: '/other' }, async () => ({}))
  })
  await expect(twice).rejects.toThrow("operation 'readApplication' is declared twice")
})

test('what is declared is described as OpenAPI 3.1', async () => {
  const document = (await server.inject('/api/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths['/api/v1/applications/{applicationId}'].get).toMatchObject({
    operationId: 'readApplication',
    'x-icms-access': 'vetting.read',
    security: [{ session: [] }],
    parameters: [
      { name: 'applicationId', in: 'path', required: true },
      { name: 'page', in: 'query', required: false },
    ],
  })
  const { requestBody, parameters } = document.paths['/api/v1/enquiries'].post
  expect(parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: true }])
  expect(requestBody.content['application/json'].schema.additionalProperties).toBe(false)
})
