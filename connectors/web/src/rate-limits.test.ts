import type { FastifyInstance } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { limitSignIns } from './rate-limits.ts'
import { createTestServer } from './test-server.ts'
import type { WebSettings } from './web-settings.ts'

const tenMinutesMs = 600_000

function mount(server: FastifyInstance) {
  server.get('/page', () => 'ok')
  server.get('/probe', { config: { anyHost: true } }, () => 'ok')
  server.get('/sign-in', async request => limitSignIns(request).then(() => 'looked at'))
  server.get('/code/:code', async request => {
    await server.web.limitTries(`code of ${(request.params as { code: string }).code}`, 3, tenMinutesMs)
    return 'looked at'
  })
}

/** Two processes over one memory. */
async function twoProcesses(settings: Partial<WebSettings> = {}) {
  const shared = { sessionKeys: [Buffer.alloc(32, 1)], ...settings }
  const one = await createTestServer(mount, shared)
  const two = await createTestServer(mount, shared, one.clock, one.memory)
  onTestFinished(() => Promise.all([one.server.close(), two.server.close()]).then(() => {}))
  const ask = async (process: typeof one, url: string, remoteAddress = '127.0.0.1') => {
    const answer = await process.server.inject({ url, remoteAddress, headers: { accept: 'application/json' } })
    return { status: answer.statusCode, waitSeconds: answer.headers['retry-after'] }
  }
  return { one, two, ask, clock: one.clock, memory: one.memory }
}

test('tries of a subject are counted over all processes, and refused with the time to wait once there were too many', async () => {
  const { one, two, ask, clock } = await twoProcesses()
  for (const process of [one, two, one]) expect(await ask(process, '/code/a')).toMatchObject({ status: 200 })
  clock.advanceTo(clock.now() + 1_500)
  for (const process of [one, two]) expect(await ask(process, '/code/a')).toEqual({ status: 429, waitSeconds: '599' })
  expect(await ask(two, '/code/b')).toMatchObject({ status: 200 })
  clock.advanceTo(clock.now() + tenMinutesMs)
  expect(await ask(two, '/code/a')).toMatchObject({ status: 200 })
})

test('sign-ins of an address are limited by a setting, whomever they are for', async () => {
  const { one, two, ask, clock } = await twoProcesses({ signInsPerMinuteMax: 2 })
  const statuses: number[] = []
  for (const process of [one, two, one]) statuses.push((await ask(process, '/sign-in')).status)
  expect(statuses).toEqual([200, 200, 429])
  expect(await ask(one, '/sign-in', '127.0.0.2')).toMatchObject({ status: 200 })
  clock.advanceTo(clock.now() + 60_000)
  expect(await ask(two, '/sign-in')).toMatchObject({ status: 200 })
})

test('while tries cannot be counted none is looked at', async () => {
  const { one, ask, memory } = await twoProcesses()
  memory.setAway(true)
  expect(await ask(one, '/code/a')).toEqual({ status: 503, waitSeconds: '5' })
  memory.setAway(false)
  expect(await ask(one, '/code/a')).toMatchObject({ status: 200 })
})

test('requests of an address are counted over all processes; another address has its own', async () => {
  const { one, two, ask, clock } = await twoProcesses({ requestsPerMinuteMax: 2 })
  const statuses = [one, two, one, two].map(process => ask(process, '/page'))
  expect((await Promise.all(statuses)).map(a => a.status).toSorted()).toEqual([200, 200, 429, 429])
  expect(await ask(one, '/page', '127.0.0.2')).toMatchObject({ status: 200 })
  clock.advanceTo(clock.now() + 60_000)
  expect(await ask(two, '/page')).toMatchObject({ status: 200 })
})

test('a subscriber with a network of addresses is one address', async () => {
  const { one, ask } = await twoProcesses({ requestsPerMinuteMax: 2 })
  const statuses: number[] = []
  for (const last of ['1', '2:3', 'ffff']) statuses.push((await ask(one, '/page', `2001:db8:1:2::${last}`)).status)
  expect(statuses).toEqual([200, 200, 429])
  expect(await ask(one, '/page', '2001:db8:1:3::1')).toMatchObject({ status: 200 })
})

test('while requests cannot be counted together each process counts alone, and says so once', async () => {
  const { one, two, ask, memory } = await twoProcesses({ requestsPerMinuteMax: 2 })
  memory.setAway(true)
  const statuses: number[] = []
  for (const process of [one, one, one, two]) statuses.push((await ask(process, '/page')).status)
  expect(statuses).toEqual([200, 200, 429, 200])
  expect(one.logged().match(/counted by this process alone/g)).toHaveLength(1)
  memory.setAway(false)
  expect(await ask(one, '/page')).toMatchObject({ status: 200 })
  expect(one.logged().match(/over all processes again/g)).toHaveLength(1)
})

test('probes are answered whatever is away, and do not wait for it', async () => {
  const { one, ask, memory } = await twoProcesses({ requestsPerMinuteMax: 2 })
  memory.count = () => new Promise(() => {})
  const statuses: number[] = []
  for (let n = 0; n < 3; n++) statuses.push((await ask(one, '/probe')).status)
  expect(statuses).toEqual([200, 200, 429])
})

test('what is kept names neither an address nor what was tried', async () => {
  const { one, ask, memory } = await twoProcesses()
  const names: string[] = []
  const { count } = memory
  memory.count = (name, windowMs) => {
    names.push(name)
    return count(name, windowMs)
  }
  await ask(one, '/code/taiman@example.com', '203.0.113.9')
  expect(names).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)])
  expect(new Set(names).size).toBe(2)
})
