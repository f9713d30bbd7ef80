import { BackboneError } from '@icms/backbone/errors'
import { afterAll, expect, test } from 'vitest'
import { idempotencyConflict, ProblemError, type ProblemKind, problemStatus, rebuilding } from './problem.ts'
import { createTestServer } from './test-server.ts'

const thrown: Record<string, () => unknown> = {
  secret: () => new Error('password=hunter2 at /home/icms'),
  text: () => 'hunter2',
  rebuilding,
  conflict: idempotencyConflict,
  away: () => new BackboneError('NotNow', 'broker hunter2:9092 is away'),
  defects: () => new ProblemError('refused', { defects: [{ path: 'phone', code: 'PHONE_FORM' }] }),
}

const { server, logged } = await createTestServer(server => {
  server.get('/throw/broken-page', request => {
    request.staff = { id: 's1', name: { en: 'A', zh: '甲' }, roles: ['unheard-of' as 'auditor'] }
    throw new ProblemError('not-found')
  })
  server.get('/throw/:what', async request => {
    const { what } = request.params as { what: string }
    const error: unknown = thrown[what]?.() ?? new ProblemError(what as ProblemKind)
    // oxlint-disable-next-line typescript/only-throw-error -- whatever a library throws is answered
    throw error
  })
})
afterAll(() => server.close())

const get = (what: string, headers: Record<string, string> = {}) => server.inject({ url: `/throw/${what}`, headers })

test('a problem is told by RFC 9457, with mistakes by field', async () => {
  const answer = await get('defects')
  expect(answer.statusCode).toBe(422)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.json()).toEqual({
    type: 'urn:icms:problem:refused',
    title: 'There is a problem',
    status: 422,
    detail: 'Correct the entries named and send it again.',
    instance: expect.stringMatching(/^urn:icms:request:[0-9a-z]{26}$/),
    errors: [{ path: 'phone', code: 'PHONE_FORM', message: expect.stringMatching(/^enter a Hong Kong number/) }],
  })
  expect((await get('defects', { 'accept-language': 'zh-HK' })).json()).toMatchObject({ title: '提交的資料有誤' })
})

test.each([
  ['rebuilding', 503, '5'],
  ['away', 503, '5'],
  ['conflict', 409, undefined],
])('%s is answered %s, to be tried again after %s s', async (what, status, retryAfter) => {
  const answer = await get(what)
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([status, retryAfter])
})

test.each(['secret', 'text', 'away'])('nothing of a failure (%s) is told, but its reference is', async what => {
  for (const accept of ['text/html', 'application/json']) {
    const answer = await get(what, { accept })
    expect(answer.statusCode).toBeGreaterThanOrEqual(500)
    expect(answer.body).not.toMatch(/hunter2|\/home|node_modules|\.ts/)
  }
  const page = await get('secret', { accept: 'text/html' })
  const reference = /Reference: ([0-9a-z]{26})/.exec(page.body)?.[1]
  expect(logged()).toContain(`"reqId":"${reference}"`)
})

test.each(Object.keys(problemStatus))('%s has a page in both languages', async kind => {
  for (const [language, title] of [
    ['en', /<title>[A-Z][^<]+ – iCMS Registration<\/title>/],
    ['zh', /<title>[\u4e00-\u9fff][^<]+ – 綜合法院案件管理系統 註冊<\/title>/],
  ] as const) {
    const answer = await server.inject({ url: `/throw/${kind}?lang=${language}`, headers: { accept: 'text/html' } })
    expect(answer.statusCode).toBe(problemStatus[kind as ProblemKind])
    expect(answer.body).toMatch(title)
  }
})

test('an address that cannot be read has a page too', async () => {
  const answer = await server.inject({ url: '/%E0%A4%A?lang=zh', headers: { accept: 'text/html' } })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
})

test('where even the page that tells a problem fails, the problem is told as JSON', async () => {
  const answer = await get('broken-page', { accept: 'text/html' })
  expect([answer.statusCode, answer.json().type]).toEqual([404, 'urn:icms:problem:not-found'])
  expect(logged()).toContain('the page that tells a problem failed')
})

test('what is not there is a page for people and a problem for programs', async () => {
  const page = await server.inject({ url: '/nothing', headers: { accept: 'text/html' } })
  expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  const json = await server.inject({ url: '/api/v1/nothing', headers: { accept: 'text/html' } })
  expect(json.json()).toMatchObject({ type: 'urn:icms:problem:not-found', status: 404 })
})
