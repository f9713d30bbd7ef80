import type { FastifyInstance, FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { requireAccount } from './require-session.ts'
import { ageMsMax, idleMsMax, type SessionKind } from './sessions.ts'
import { createTestServer, type TestServer } from './test-server.ts'

const kindOf = (request: FastifyRequest) => (request.params as { kind: SessionKind }).kind

function mount(server: FastifyInstance) {
  const { sessions } = server.web
  server.get('/:kind/start/:subject', async request => {
    const { subject } = request.params as { subject: string }
    return sessions.start(request, kindOf(request), subject, { note: 'kept' })
  })
  server.get('/:kind/current', async request => (await sessions.current(request, kindOf(request))) ?? null)
  server.get('/:kind/end', async request => {
    await sessions.end(request, kindOf(request))
    return null
  })
  server.get('/token', (_request, reply) => reply.generateCsrf())
  server.get('/home', { onRequest: requireAccount() }, request => ({ accountId: request.accountId }))
}

const begin = async () => {
  const rig = await createTestServer(mount)
  const browser = rig.newBrowser()
  const read = async (path: string) => JSON.parse((await browser.get(path)).body)
  return { ...rig, browser, read }
}

test('a session says who signed in and when', async () => {
  const { read, clock, server } = await begin()
  expect(await read('/account/current')).toBeNull()
  const started = await read('/account/start/a1')
  expect(started).toMatchObject({ subject: 'a1', startedAt: clock.now(), epoch: 0, claims: { note: 'kept' } })
  expect(await read('/account/current')).toEqual(started)
  await server.close()
})

test('signing in again makes a new id, and the session before is worth nothing', async () => {
  const { read, browser, server } = await begin()
  const first = await read('/account/start/a1')
  const stolen = new Map(browser.cookies)
  const second = await read('/account/start/a1')
  expect(second.id).not.toBe(first.id)
  for (const [name, value] of stolen) browser.cookies.set(name, value)
  expect(await read('/account/current')).toBeNull()
  await server.close()
})

test('form tokens given before the sign-in are not good after it', async () => {
  const { browser, server } = await begin()
  const token = (await browser.get('/token')).body
  await browser.get('/account/start/a1')
  const main = `<main><form><input name="_csrf" value="${token}"></form></main>`
  const page = { status: 200, headers: {}, setCookies: [], body: main, url: 'http://127.0.0.1:8080/staff/sign-out' }
  expect((await browser.submit(page, {})).status).toBe(403)
  await server.close()
})

test('20 minutes without a request end it, requests in between keep it', async () => {
  const { read, clock, server } = await begin()
  await read('/account/start/a1')
  for (let n = 0; n < 3; n += 1) {
    clock.advanceTo(clock.now() + idleMsMax - 1)
    expect(await read('/account/current')).not.toBeNull()
  }
  clock.advanceTo(clock.now() + idleMsMax + 1)
  expect(await read('/account/current')).toBeNull()
  await server.close()
})

test('a page that asks by itself does not keep the session of whoever left it open', async () => {
  const { read, browser, clock, server } = await begin()
  await read('/account/start/a1')
  clock.advanceTo(clock.now() + idleMsMax)
  const polled = await browser.json('GET', '/account/current', undefined, { 'x-icms-background': 'poll' })
  expect(polled.body).toContain('"subject":"a1"')
  clock.advanceTo(clock.now() + 1)
  expect(await read('/account/current')).toBeNull()
  await server.close()
})

test('12 hours end it, whatever is done', async () => {
  const { read, clock, server } = await begin()
  await read('/account/start/a1')
  for (let passed = 0; passed < ageMsMax; passed += idleMsMax) {
    expect(await read('/account/current')).not.toBeNull()
    clock.advanceTo(clock.now() + idleMsMax)
  }
  clock.advanceTo(clock.now() + 1)
  expect(await read('/account/current')).toBeNull()
  await server.close()
})

test('signing out ends copies of the cookie too', async () => {
  const { read, browser, server } = await begin()
  await read('/account/start/a1')
  const stolen = new Map(browser.cookies)
  await read('/account/end')
  expect(await read('/account/current')).toBeNull()
  for (const [name, value] of stolen) browser.cookies.set(name, value)
  expect(await read('/account/current')).toBeNull()
  await server.close()
})

test.each(['staff', 'account', 'applicant'])(
  'a copy of the cookie of %s who signed out is refused at every process, and after all have ended',
  async kind => {
    const sessionKeys = [Buffer.alloc(32, 1)]
    const here = await createTestServer(mount, { sessionKeys })
    const another = () => createTestServer(mount, { sessionKeys }, here.clock, here.memory)
    const browser = here.newBrowser()
    await browser.get(`/${kind}/start/s1`)
    const stolen = new Map(browser.cookies)
    const currentAt = async ({ newBrowser }: TestServer) => {
      const copy = newBrowser()
      for (const [name, value] of stolen) copy.cookies.set(name, value)
      return JSON.parse((await copy.get(`/${kind}/current`)).body)
    }
    const there = await another()
    expect(await currentAt(there)).toMatchObject({ subject: 's1' })
    await browser.get(`/${kind}/end`)
    expect(await currentAt(there)).toBeNull()
    await Promise.all([here.server.close(), there.server.close()])
    const later = await another()
    expect(await currentAt(later)).toBeNull()
    await later.server.close()
  },
)

test('once it was forgotten who signed out, everybody signs in again', async () => {
  const { read, browser, memory, newBrowser, server } = await begin()
  await read('/account/start/a1')
  const stolen = new Map(browser.cookies)
  await read('/account/end')
  const other = newBrowser()
  await other.get('/account/start/a2')
  memory.forget()
  expect((await other.get('/account/current')).body).toBe('null')
  for (const [name, value] of stolen) browser.cookies.set(name, value)
  expect(await read('/account/current')).toBeNull()
  await other.get('/account/start/a2')
  expect((await other.get('/account/current')).body).toContain('"a2"')
  await server.close()
})

test("a service's own rows may revoke every session of a subject and of nobody else; a new sign-in is good", async () => {
  const { read, newBrowser, server } = await begin()
  const epochs = new Map([['a1', 4]])
  server.web.sessions.readEpochsFrom('account', async subject => epochs.get(subject) ?? 0)
  const other = newBrowser()
  await other.get('/account/start/a2')
  expect(await read('/account/start/a1')).toMatchObject({ epoch: 4 })
  epochs.set('a1', 5)
  expect(await read('/account/current')).toBeNull()
  expect((await other.get('/account/current')).body).toContain('"a2"')
  await read('/account/start/a1')
  expect(await read('/account/current')).toMatchObject({ subject: 'a1', epoch: 5 })
  await server.close()
})

test('staff, account and applicant sessions live side by side in one browser', async () => {
  const { read, server } = await begin()
  await read('/staff/start/s1')
  await read('/account/start/a1')
  await read('/applicant/start/p1')
  await read('/account/end')
  expect([
    await read('/staff/current'),
    await read('/account/current'),
    await read('/applicant/current'),
  ]).toMatchObject([{ subject: 's1' }, null, { subject: 'p1' }])
  await server.close()
})

test('a cookie that was changed, cut or sealed with another key is no session', async () => {
  const { read, browser, server } = await begin()
  await read('/account/start/a1')
  const [[name, value]] = [...browser.cookies] as [[string, string]]
  const flipped = value.replace(/^./, first => (first === 'A' ? 'B' : 'A'))
  for (const forged of [flipped, value.slice(0, 40), '', ';', 'x;y', value.split('%3B')[0] ?? '']) {
    browser.cookies.set(name, forged)
    expect(await read('/account/current')).toBeNull()
  }
  const elsewhere = await createTestServer(mount)
  const stranger = elsewhere.newBrowser()
  stranger.cookies.set(name, value)
  expect((await stranger.get('/account/current')).body).toBe('null')
  await Promise.all([server.close(), elsewhere.server.close()])
})

test('claims that would not fit into a cookie are our mistake', async () => {
  const { read, server } = await begin()
  const long = { note: '陳'.repeat(300) }
  server.web.sessions.readEpochsFrom('account', async () => 0)
  await expect(server.web.sessions.start({ session: {} } as FastifyRequest, 'account', 'a1', long)).rejects.toThrow(
    '700',
  )
  expect(await read('/account/current')).toBeNull()
  await server.close()
})

test('a key may be replaced while sessions sealed with the one before go on', async () => {
  const [before, after] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const old = await createTestServer(mount, { sessionKeys: [before] })
  const browser = old.newBrowser()
  await browser.get('/account/start/a1')
  const renewed = await createTestServer(mount, { sessionKeys: [after, before] }, old.clock, old.memory)
  const later = renewed.newBrowser()
  for (const [name, value] of browser.cookies) later.cookies.set(name, value)
  expect((await later.get('/account/current')).body).toContain('"a1"')
  await Promise.all([old.server.close(), renewed.server.close()])
})

test('while it cannot be known who signed out nobody is let in, and nobody is signed out', async () => {
  const { read, browser, memory, server } = await begin()
  await read('/account/start/a1')
  memory.setAway(true)
  for (const path of ['/home', '/account/end', '/account/start/a1'])
    expect([path, (await browser.get(path)).status]).toEqual([path, 503])
  memory.setAway(false)
  expect(await read('/home')).toEqual({ accountId: 'a1' })
  await server.close()
})

test('rows that cannot be read let nobody in, and tell nothing of why', async () => {
  const { read, browser, server } = await begin()
  await read('/account/start/a1')
  let away = true
  server.web.sessions.readEpochsFrom('account', async () => {
    if (away) throw new Error('redis://secret-host is away')
    return 0
  })
  const answer = await browser.get('/home')
  expect(answer.status).toBe(503)
  expect(answer.body).not.toContain('secret-host')
  away = false
  expect(await read('/home')).toEqual({ accountId: 'a1' })
  await server.close()
})

test('without a session an account page leads to sign-in, and JSON is told', async () => {
  const { browser, server } = await begin()
  expect((await browser.get('/home')).url).toBe('http://127.0.0.1:8080/account/sign-in?returnTo=%2Fhome')
  const json = await browser.json('GET', '/home')
  expect([json.status, json.headers['www-authenticate']]).toEqual([401, 'Session'])
  await server.close()
})
