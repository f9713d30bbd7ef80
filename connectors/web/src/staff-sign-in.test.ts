import { afterAll, expect, test } from 'vitest'
import { demonstrationStaff } from './demonstration-staff.ts'
import { requireOperation } from './require-session.ts'
import { staffActor } from './staff.ts'
import { createTestServer } from './test-server.ts'

const mount: Parameters<typeof createTestServer>[0] = server => {
  server.get('/desk', { onRequest: requireOperation('vetting.read') }, request => request.staff)
  server.post('/desk', { onRequest: requireOperation('vetting.read') }, () => 'done')
  server.get('/final', { onRequest: requireOperation('vetting.approve') }, request =>
    staffActor(request, 'vetting.approve'),
  )
}
const rig = await createTestServer(mount)
const { server, clock, newBrowser, staffBrowser, logged } = rig
afterAll(() => server.close())

test('a page of staff leads to sign-in and back, with name and roles of whoever signed in', async () => {
  const browser = newBrowser()
  const choice = await browser.get('/desk?page=2')
  expect(choice.body).toContain('Demonstration only')
  const desk = await browser.submit(choice, { staff: 'demo-vetting' })
  expect(desk.url).toBe('http://127.0.0.1:8080/desk?page=2')
  expect(JSON.parse(desk.body)).toEqual({
    id: 'demo-vetting',
    name: { en: 'CHAN Siu Ming', zh: '陳小明' },
    roles: ['vetting'],
  })
})

test.each(demonstrationStaff)('$id can sign in', async ({ id, roles }) => {
  const browser = await staffBrowser(id)
  expect((await browser.get('/desk')).status).toBe(
    ['vetting', 'judiciary-administrator', 'auditor'].includes(roles[0]!) ? 200 : 403,
  )
})

test('the sign-in page is in both languages, and only of use in the browser that left for it', async () => {
  const page = await newBrowser().get('/staff/sign-in?lang=zh')
  expect(page.body).toContain('審核人員')
  expect((await newBrowser().get(page.url)).status).toBe(400)
})

test('a role that does not allow it is refused, as a page and as JSON', async () => {
  const browser = await staffBrowser('demo-counter')
  const page = await browser.get('/final')
  expect(page.status).toBe(403)
  expect(page.body).toContain('You may not do this')
  const json = await browser.json('GET', '/final')
  expect(JSON.parse(json.body)).toMatchObject({ type: 'urn:icms:problem:not-allowed', status: 403 })
})

test('without a session JSON is answered 401, and a post leads to sign-in and back to its page', async () => {
  const browser = newBrowser()
  expect((await browser.json('GET', '/desk')).status).toBe(401)
  const answer = await server.inject({
    method: 'POST',
    url: '/desk',
    headers: { accept: 'text/html', referer: 'http://localhost/desk?page=3', host: 'localhost' },
  })
  expect(answer.headers.location).toBe('/staff/sign-in?returnTo=%2Fdesk%3Fpage%3D3')
})

test('the decision is recorded under the role that allows it', async () => {
  const browser = await staffBrowser('demo-judiciary-administrator')
  expect(JSON.parse((await browser.get('/final')).body)).toEqual({
    kind: 'staff',
    id: 'demo-judiciary-administrator',
    role: 'judiciary-administrator',
  })
})

test('signing out means that the next person has to sign in', async () => {
  const browser = await staffBrowser('demo-vetting')
  // The page that refuses what the role does not allow has the sign-out form in its header, as every page of staff.
  const out = await browser.submit(await browser.get('/final'), {}, '/staff/sign-out')
  expect(out.body).toContain('You are signed out')
  expect((await browser.get('/desk')).url).toContain('/oidc/sign-in/')
})

test('a copy of the cookie of staff who signed out is refused at another process too', async () => {
  const sessionKeys = [Buffer.alloc(32, 1)]
  const here = await createTestServer(mount, { sessionKeys })
  const there = await createTestServer(mount, { sessionKeys }, here.clock, here.memory)
  const browser = await here.staffBrowser('demo-vetting')
  const copy = there.newBrowser()
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  expect((await copy.json('GET', '/desk')).status).toBe(200)
  await browser.submit(await browser.get('/final'), {}, '/staff/sign-out')
  expect((await copy.json('GET', '/desk')).status).toBe(401)
  await Promise.all([here.server.close(), there.server.close()])
})

/** The way to the issuer and its answer, which is not followed. */
async function leave(browser = newBrowser()) {
  const choice = await browser.get('/staff/sign-in?returnTo=/desk')
  const uid = new URL(choice.url).pathname
  const csrf = /name="_csrf" value="([^"]+)"/.exec(choice.body)?.[1] ?? ''
  const cookie = () => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = () => ({ host: '127.0.0.1:8080', cookie: cookie(), accept: 'text/html' })
  const chosen = await server.inject({
    method: 'POST',
    url: uid,
    headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, staff: 'demo-vetting' }).toString(),
  })
  const resumed = await server.inject({ url: new URL(String(chosen.headers.location)).pathname, headers: headers() })
  const callback = new URL(String(resumed.headers.location))
  return { browser, callback: callback.pathname + callback.search }
}

test('the way back works once, in the browser that left, with the state that it left with', async () => {
  const { browser, callback } = await leave()
  const forged = callback.replace(/state=[^&]+/, 'state=forged')
  expect((await newBrowser().get(callback)).status).toBe(400)
  expect((await browser.get(forged)).status).toBe(400)
  // The attempt above used the flow up: a guess costs the whole sign-in.
  expect((await browser.get(callback)).status).toBe(400)
  const second = await leave(browser)
  expect((await second.browser.get(second.callback)).url).toBe('http://127.0.0.1:8080/desk')
  expect((await second.browser.get(second.callback)).status).toBe(400)
})

test('a code that the issuer did not give is worth nothing', async () => {
  const { browser, callback } = await leave()
  expect((await browser.get(callback.replace(/code=[^&]+/, 'code=forged'))).status).toBe(400)
})

test('a sign-in that takes longer than ten minutes starts again', async () => {
  const { browser, callback } = await leave()
  clock.advanceTo(clock.now() + 10 * 60_000 + 1)
  const answer = await browser.get(callback)
  expect(answer.status).toBe(400)
  expect(answer.body).toContain('Sign-in was not completed')
})

test('an issuer that says no is answered with a page, not with its words', async () => {
  const { browser } = await leave()
  const answer = await browser.get(
    '/staff/callback?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=x',
  )
  expect(answer.status).toBe(400)
  expect(answer.body).not.toContain('alert(1)')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '',
])('after sign-in nobody is led to %j', async returnTo => {
  const browser = newBrowser()
  const choice = await browser.get(`/staff/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
  const { url } = await browser.submit(choice, { staff: 'demo-vetting' })
  expect(new URL(url).origin).toBe('http://127.0.0.1:8080')
})

test('staff that the issuer does not know cannot be chosen', async () => {
  const browser = newBrowser()
  expect((await browser.submit(await browser.get('/staff/sign-in'), { staff: 'demo-root' })).status).toBe(400)
})

test('the issuer refuses a client without PKCE, another way back and another secret', async () => {
  const query = new URLSearchParams({
    client_id: 'icms',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://127.0.0.1:8080/staff/callback',
  })
  const ask = (change: Record<string, string>) =>
    server.inject({
      url: `/oidc/auth?${new URLSearchParams({ ...Object.fromEntries(query), ...change }).toString()}`,
      headers: { host: '127.0.0.1:8080' },
    })
  expect(String((await ask({})).headers.location)).toContain('error=invalid_request')
  expect((await ask({ redirect_uri: 'https://evil.example/' })).statusCode).toBe(400)
  const token = await server.inject({
    method: 'POST',
    url: '/oidc/token',
    headers: {
      authorization: `Basic ${Buffer.from('icms:wrong').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: 'grant_type=authorization_code&code=x&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fstaff%2Fcallback',
  })
  expect(token.statusCode).toBe(401)
})

test('whoever opens another name of this machine is led to the published one', async () => {
  const answer = await server.inject({ url: '/staff/sign-in?returnTo=/desk', headers: { host: 'localhost:8080' } })
  expect(answer.headers.location).toBe('http://127.0.0.1:8080/staff/sign-in?returnTo=/desk')
})

test('nothing of a sign-in is in the log but who it was', () => {
  expect(logged()).toContain('"staff":"demo-vetting"')
  expect(logged()).not.toMatch(/code=|state=|CHAN Siu Ming/)
})

test('an issuer of the organisation is used over the network, and its absence is said', async () => {
  const elsewhere = await createTestServer(() => undefined, { port: 0 })
  const issuerOrigin = await elsewhere.server.listen({ port: 0, host: '127.0.0.1' })
  const external = { kind: 'external', issuer: `${issuerOrigin}/oidc`, clientId: 'icms', clientSecret: 'x' } as const
  const client = await createTestServer(mount, { staff: external })
  const answer = await client.server.inject({ url: '/staff/sign-in', headers: { host: '127.0.0.1:8080' } })
  expect(answer.statusCode).toBe(303)
  expect(String(answer.headers.location)).toMatch(`${issuerOrigin}/oidc/auth?`)
  expect((await client.server.inject('/oidc/.well-known/openid-configuration')).statusCode).toBe(404)
  await elsewhere.server.close()

  const alone = await createTestServer(mount, { staff: external })
  const away = await alone.server.inject({ url: '/staff/sign-in', headers: { host: '127.0.0.1:8080' } })
  expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '10'])
  await Promise.all([client.server.close(), alone.server.close()])
})
