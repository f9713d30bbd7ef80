import type { Backbone, Found, Page, ReadSide, RowQuery } from '@icms/backbone/port'
import { createTestServer, type TestServer } from '@icms/web/test-server'
import { afterEach, expect, test } from 'vitest'
import type { HeldKey, OpenLetter } from '../open-dead-letters.ts'
import { heldPage } from './held-page.ts'
import { mailsPage } from './mails-page.ts'
import { createOpsPages } from './ops-frame.ts'
import { overviewPage } from './overview-page.ts'

const at = Date.parse('2026-11-23T09:00:00+08:00')

const letter = (deadLetterId: string, cause: string) => ({
  ...{ deadLetterId, service: 'vetting', reason: 'CORE_THREW', cause, at, attempts: 2, kind: 'RECORD' },
  ...{ topic: 'identity.events.v1', partition: 3, offset: 41, key: 'application-1' },
})
const held = { service: 'vetting', key: 'application-1', deadLetterId: 'letter-1', queued: 7 }
const mail = (status: string, more: object = {}) => ({
  ...{ emailId: `email-${status}`, notice: 'N3', subjectId: `about-${status}`, status, attempt: 1, doubts: 0 },
  ...{ changedAt: at, retryAt: null },
  ...more,
})
const mailsInTrouble = [
  mail('BOUNCED'),
  mail('ABANDONED', { attempt: 10 }),
  mail('WAITING', { doubts: 1, retryAt: at + 60_000 }),
]

let kit: TestServer
afterEach(() => kit.server.close())

type State = {
  letters?: readonly OpenLetter[]
  held?: readonly HeldKey[]
  mails?: Record<string, unknown>[]
  rebuilding?: boolean
  lag?: number
}

async function start(state: State = {}, staff = 'demo-operations') {
  const { letters = [], held: keys = [], mails = [], rebuilding = false, lag = 14 } = state
  const list = async (_: string, query: RowQuery): Promise<Found<Page>> => {
    if (rebuilding) return { state: 'rebuilding' }
    const rows = mails.filter(data => data.status === query.value)
    return { state: 'ready', found: { rows: rows.map(data => ({ table: 'mails', id: String(data.emailId), data })) } }
  }
  const partitions = [0, 1, 2].map(partition => ({ partition, start: 0, end: 100 }))
  const lags = partitions.map(({ partition }) => ({ partition, lag: partition === 2 ? lag : 0 }))
  const operations = {
    deadLetters: async () => ({ deadLetters: [...letters], rebuilding: rebuilding ? ['vetting'] : [] }),
    heldKeys: async () => [...keys],
    topics: async () => [
      { topic: 'identity.events.v1', types: [], partitions, readers: [{ service: 'vetting', lag, partitions: lags }] },
      { topic: 'vetting.commands.v1', types: [], partitions, readers: [] },
    ],
  }
  const running = new Map([
    ['vetting', { status: async () => ({ open: [2, 0], lag: [] }) }],
    ['email', { status: async () => ({ open: [], lag: [] }) }],
  ])
  const read = async function* () {
    yield { at: kit.clock.now() - 180_000 }
  } as unknown as Backbone['read']
  const backbone = { readSide: { list } as unknown as ReadSide, read }
  const pages = createOpsPages()
  kit = await createTestServer(async server => {
    await server.register(overviewPage({ backbone, clock: server.web.clock, operations, running }, pages))
    await server.register(heldPage(operations, pages))
    await server.register(mailsPage(backbone.readSide, pages))
  })
  return kit.staffBrowser(staff)
}

test('the overview counts what needs somebody, and leads there', async () => {
  const letters = [letter('1', 'no such day'), letter('2', 'no such day'), letter('3', 'a queue has a gap')]
  const { body } = await (await start({ letters, held: [held, held], mails: mailsInTrouble })).get('/ops?lang=en')
  expect(body).toContain('3; causes: 2')
  expect(body).toContain('2; messages that wait behind them: 14')
  for (const href of ['/ops/dead-letters', '/ops/held-keys', '/ops/mails']) expect(body).toContain(`href="${href}"`)
})

test('lag is told by service, topic and partition, with its sum in one sentence to be read aloud', async () => {
  const { body } = await (await start()).get('/ops?lang=en')
  expect(body).toContain('Not yet read: 14.')
  expect(body.match(/data-label="Topic">identity.events.v1/g)).toHaveLength(1)
  expect(body).toMatch(/data-label="Partition">2</)
  expect(body).toContain('data-label="Oldest waits for">3 min')
  expect(body).not.toContain('vetting.commands.v1')
  expect(body).toContain('data-label="Open partitions">0, 2')
})

test('an empty page says that nothing needs anybody, rather than nothing', async () => {
  const { body } = await (await start({ lag: 0 })).get('/ops?lang=en')
  expect(body).toContain('Everything is read.')
  expect(body.match(/\bNone\b/g)!.length).toBeGreaterThanOrEqual(3)
})

test('without JavaScript the page can be asked to load itself again, and that ends', async () => {
  const browser = await start()
  const refreshOf = async (path: string) => (await browser.get(path)).headers.refresh
  expect((await browser.get('/ops?lang=en')).body).toContain('href="/ops?reload=40"')
  expect(await refreshOf('/ops')).toBeUndefined()
  expect(await refreshOf('/ops?reload=40')).toBe('30; url=/ops?reload=39')
  expect(await refreshOf('/ops?reload=999')).toBe('30; url=/ops?reload=39')
  expect(await refreshOf('/ops?reload=0')).toBeUndefined()
  expect(await refreshOf('/ops?reload=soon')).toBeUndefined()
})

test('services whose records are being rebuilt are named, so that an empty list is not taken for good news', async () => {
  const browser = await start({ rebuilding: true })
  expect((await browser.get('/ops?lang=en')).body).toContain('so lists may lack entries: vetting, email')
  const { body } = await browser.get('/ops/mails?lang=en')
  expect(body).toContain('so lists may lack entries: email')
  expect(body).not.toContain('Every mail was accepted')
})

test('held keys lead to the dead letter that they wait behind, or say that they catch up', async () => {
  const draining = { ...held, key: 'application-2', deadLetterId: null, queued: 3 }
  const { body } = await (await start({ held: [held, draining] })).get('/ops/held-keys?lang=en')
  expect(body).toContain('href="/ops/dead-letters/letter-1"')
  expect(body).toContain('href="/ops/timeline?id=application-1"')
  expect(body).toContain('Catching up now')
})

test('a hundred of many held keys are shown, and how many are left', async () => {
  const many = Array.from({ length: 130 }, (_, n) => ({ ...held, key: `key-${n}` }))
  const { body } = await (await start({ held: many })).get('/ops/held-keys?lang=en')
  expect(body.match(/scope="row"/g)).toHaveLength(100)
  expect(body).toContain('And 30 more.')
})

test('mails that did not arrive are shown with what happened, and told as JSON without whom they were for', async () => {
  const browser = await start({ mails: mailsInTrouble })
  const { body } = await browser.get('/ops/mails?lang=en')
  for (const text of [
    'Refused for good',
    'Given up after all attempts',
    'In doubt: it may have arrived',
    'Not tried again',
  ])
    expect(body).toContain(text)
  const answer = await browser.json('GET', '/api/v1/ops/mails')
  expect(JSON.parse(answer.body)).toMatchObject({
    mails: [{ trouble: 'BOUNCED' }, { trouble: 'ABANDONED' }, { trouble: 'IN_DOUBT', retryAt: at + 60_000 }],
    more: false,
    rebuilding: false,
  })
})

test('only roles of operations see it', async () => {
  await start()
  const vetting = await kit.staffBrowser('demo-vetting')
  for (const path of ['/ops', '/ops/held-keys', '/ops/mails']) expect((await vetting.get(path)).status).toBe(403)
  expect((await vetting.json('GET', '/api/v1/ops/mails')).status).toBe(403)
  const nobody = await kit.server.inject({ url: '/ops', headers: { accept: 'text/html' } })
  expect(nobody.headers.location).toBe('/staff/sign-in?returnTo=%2Fops')
  for (const staff of ['demo-auditor', 'demo-administrator', 'demo-operations-personal-data'])
    expect((await (await kit.staffBrowser(staff)).get('/ops')).status).toBe(200)
})
