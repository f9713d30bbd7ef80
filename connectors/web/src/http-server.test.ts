import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { httpLimits } from './http-limits.ts'
import { createTestServer } from './test-server.ts'

const { server, logged } = await createTestServer(server => {
  server.get('/page', (_request, reply) => reply.type('text/html').send('<p>page</p>'))
  server.post('/api/v1/echo', request => ({ body: request.body, host: request.host, ip: request.ip }))
  server.get('/probe', { config: { anyHost: true } }, () => 'ok')
  server.get('/sleeps', { handlerTimeout: 20 }, () => new Promise(() => undefined))
})
afterAll(() => server.close())

const post = (headers: Record<string, string>) =>
  server.inject({
    method: 'POST',
    url: '/api/v1/echo',
    headers: { 'content-type': 'application/json', ...headers },
    payload: '{}',
  })

test('every answer carries the security headers and is not kept', async () => {
  const { headers } = await server.inject('/page')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  )
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  })
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('behind https, browsers are told to keep to it and cookies are bound to the host', async () => {
  const behind = await createTestServer(() => undefined, {
    publicOrigin: 'https://icms.example.hk',
    staff: { kind: 'built-in', offLoopback: true },
  })
  const page = await behind.server.inject({
    url: '/nothing?lang=zh',
    headers: { host: 'icms.example.hk', accept: 'text/html' },
  })
  expect(page.headers['strict-transport-security']).toBe('max-age=31536000')
  expect(String(page.headers['set-cookie'])).toMatch(/icms-lang=zh; .*HttpOnly; Secure; SameSite=Lax/)
  const signIn = await behind.server.inject({ url: '/staff/sign-in', headers: { host: 'icms.example.hk' } })
  expect(String(signIn.headers['set-cookie'])).toMatch(/^__Host-icms=.*; Path=\/; HttpOnly; Secure; SameSite=Lax/)
  expect(signIn.headers.location).toMatch(/^https:\/\/icms\.example\.hk\/oidc\/auth\?/)
  await behind.server.close()
})

test.each([
  ['evil.example', 421],
  ['127.0.0.1.evil.example:8080', 421],
  ['localhost:8080', 200],
  ['127.0.0.1:8080', 200],
  ['[::1]:8080', 200],
])('a request for the host %s is answered %s', async (host, status) => {
  expect((await server.inject({ url: '/page', headers: { host } })).statusCode).toBe(status)
})

test('probes are answered under any host', async () => {
  expect((await server.inject({ url: '/probe', headers: { host: '10.1.2.3:8080' } })).statusCode).toBe(200)
})

test.each([
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ referer: 'https://evil.example/page' }, 403],
  [{ referer: 'nonsense' }, 403],
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, 403],
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{ origin: 'http://127.0.0.1:8080' }, 200],
  [{ origin: 'http://localhost:8080', host: 'localhost:8080' }, 200],
  [{ referer: 'http://127.0.0.1:8080/form' }, 200],
  [{}, 200],
])('a post that says it comes from %j is answered %s', async (headers, status) => {
  expect((await post({ host: '127.0.0.1:8080', ...headers } as Record<string, string>)).statusCode).toBe(status)
})

test('what a proxy says is believed only of proxies that we trust', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'localhost' }
  expect((await post(headers)).json()).toMatchObject({ ip: '127.0.0.1', host: 'localhost:80' })
  const behind = await createTestServer(server => void server.post('/api/v1/echo', request => ({ ip: request.ip })), {
    trustedProxies: ['127.0.0.1'],
  })
  const answer = await behind.server.inject({ method: 'POST', url: '/api/v1/echo', headers, payload: {} })
  expect(answer.json()).toEqual({ ip: '203.0.113.9' })
  await behind.server.close()
})

test('a body over the limit, one that is no JSON and one of another kind are refused', async () => {
  const send = (type: string, payload: string) =>
    server.inject({ method: 'POST', url: '/api/v1/echo', headers: { 'content-type': type }, payload })
  expect((await send('application/json', `"${'x'.repeat(httpLimits.bodyBytesMax)}"`)).statusCode).toBe(413)
  expect((await send('application/json', '{')).statusCode).toBe(400)
  expect((await send('application/json', '{"__proto__":{"x":1}}')).statusCode).toBe(400)
  expect((await send('text/plain', 'x=1')).statusCode).toBe(415)
  expect((await send('application/xml', '<x/>')).statusCode).toBe(415)
  expect((await send('application/x-www-form-urlencoded', 'a=&'.repeat(1_000))).statusCode).toBe(413)
})

test('an address that cannot be read is a problem like any other', async () => {
  const answer = await server.inject('/%E0%A4%A')
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ type: 'urn:icms:problem:unreadable' })
})

test.each([
  ['an absolute address', 'GET http://evil.example/x HTTP/1.1\r\nHost: localhost', 404],
  ['an address with two slashes', 'GET //evil.example/x HTTP/1.1\r\nHost: localhost', 404],
  ['another host', 'GET http://evil.example/x HTTP/1.1\r\nHost: evil.example', 421],
  ['a host that hides another', 'GET /page HTTP/1.1\r\nHost: localhost/@evil.example', 421],
  ['a host that is none', 'GET /page HTTP/1.1\r\nHost: localhost:99999', 421],
  [
    'headers over the limit',
    `GET /page HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(httpLimits.headerBytesMax)}`,
    431,
  ],
])('%s is refused and leads nowhere else', async (_name, start, status) => {
  const listening = await createTestServer(server => void server.get('/page', () => 'ok'))
  await listening.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = listening.server.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.end(`${start}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`)
  const answer = await text(socket)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).not.toMatch(/href="(https?:)?\/\/evil/)
  await listening.server.close()
})

test('a handler that does not answer in time is given up', async () => {
  const answer = await server.inject('/sleeps')
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
})

test('too many requests of one address are refused, with the time to wait; assets do not count', async () => {
  const strict = await createTestServer(server => void server.get('/page', () => 'ok'), { requestsPerMinuteMax: 2 })
  const [asset] = strict.server.web.assets
  const codes = []
  for (const url of ['/page', asset!.href, '/nothing', '/page', '/nothing']) {
    const answer = await strict.server.inject(url)
    codes.push(answer.statusCode)
    if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }
  expect(codes).toEqual([200, 200, 404, 429, 429])
  await strict.server.close()
})

test('a log line names the route and never the address, a header or a body', async () => {
  await server.inject({ url: '/page?code=SECRET1', headers: { cookie: 'x=SECRET2', authorization: 'SECRET3' } })
  await server.inject({ method: 'POST', url: '/api/v1/echo', payload: { password: 'SECRET4' } })
  await server.inject('/nothing/SECRET5')
  expect(logged()).toContain('"route":"/page","status":200')
  expect(logged()).not.toMatch(/SECRET/)
})

test('a clash of host and built-in issuer stops the start', async () => {
  await expect(createTestServer(() => undefined, { host: '0.0.0.0' })).rejects.toThrow('demonstration issuer')
})

test('closing lets a request in hand finish', async () => {
  const inHand = Promise.withResolvers<void>()
  const held = Promise.withResolvers<string>()
  const closing = await createTestServer(
    server =>
      void server.get('/slow', () => {
        inHand.resolve()
        return held.promise
      }),
  )
  const address = await closing.server.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`${address}/slow`)
  await inHand.promise
  const closed = closing.server.close()
  held.resolve('done')
  expect(await (await answer).text()).toBe('done')
  await closed
})
