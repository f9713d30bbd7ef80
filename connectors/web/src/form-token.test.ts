import { afterAll, expect, test } from 'vitest'
import { createTestServer } from './test-server.ts'

const { server, newBrowser } = await createTestServer(server => {
  server.get('/form', (_request, reply) =>
    reply.type('text/html').send(`<main><form><input name="_csrf" value="${reply.generateCsrf()}"></form></main>`),
  )
  server.post('/form', () => 'taken')
  server.post('/machine', { config: { withoutToken: true } }, () => 'taken')
  server.post('/json', () => 'taken')
  server.delete('/json', () => 'taken')
})
afterAll(() => server.close())

test('a form with its token is taken', async () => {
  const browser = newBrowser()
  expect((await browser.submit(await browser.get('/form'), {})).body).toBe('taken')
})

test.each(['', 'forged', 'aaaa-bbbb'])('a form with the token %j is refused', async token => {
  const browser = newBrowser()
  const answer = await browser.submit(await browser.get('/form'), { _csrf: token })
  expect(answer.status).toBe(403)
  expect(answer.body).toContain('The form has expired')
})

test("a form with another session's token is refused", async () => {
  const [own, other] = [newBrowser(), newBrowser()]
  const foreign = await other.get('/form')
  await own.get('/form')
  expect((await own.submit(foreign, {})).status).toBe(403)
})

test('a form without a session is refused', async () => {
  const browser = newBrowser()
  const page = await browser.get('/form')
  browser.cookies.clear()
  expect((await browser.submit(page, {})).status).toBe(403)
})

test.each([
  ['POST', undefined],
  ['POST', 'application/x-www-form-urlencoded'],
  ['POST', 'application/jsonp'],
] as const)('a %s of kind %s needs the token', async (method, type) => {
  const answer = await server.inject({ method, url: '/form', headers: type ? { 'content-type': type } : {} })
  expect([403, 415]).toContain(answer.statusCode)
})

test('JSON needs no token, for a page of another site cannot send it', async () => {
  expect((await server.inject({ method: 'POST', url: '/json', payload: {} })).statusCode).toBe(200)
})

test('a method that no form has needs no token, and a page of another site may not use it', async () => {
  const remove = (headers: Record<string, string>) => server.inject({ method: 'DELETE', url: '/json', headers })
  expect((await remove({})).statusCode).toBe(200)
  expect((await remove({ origin: 'https://elsewhere.example' })).statusCode).toBe(403)
})

test('machines that no cookie lets in need no token', async () => {
  expect((await server.inject({ method: 'POST', url: '/machine' })).statusCode).toBe(200)
})
