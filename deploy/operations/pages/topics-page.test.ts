import type { Subject } from '@icms/web/staff-views'
import { createTestServer, type TestServer } from '@icms/web/test-server'
import { afterEach, expect, test } from 'vitest'
import type { DecodedRecord, Reading } from '../decoded-record.ts'
import type { Search } from '../search.ts'
import type { TailOptions } from '../tail.ts'
import type { TimelineEntry } from '../timeline.ts'
import { findPage } from './find-page.ts'
import { record } from './letter-kit.ts'
import { createOpsPages } from './ops-frame.ts'
import { timelinePage } from './timeline-page.ts'
import { topicsPages } from './topics-page.ts'

let kit: TestServer
let asked: unknown[]
let seen: Subject[]
afterEach(() => kit.server.close())

type State = { records?: readonly DecodedRecord[]; entries?: readonly TimelineEntry[]; search?: Search }

async function start(
  { records = [], entries = [], search = { ids: [], found: [] } }: State = {},
  staff = 'demo-operations',
) {
  asked = []
  seen = []
  const part = { partition: 0, start: 10, end: 25 }
  const lag = (service: string, n: number | null) => ({ service, lag: n ?? 0, partitions: [{ partition: 0, lag: n }] })
  const operations = {
    topics: async () => [
      { topic: 'vetting.events.v1', types: [], partitions: [part], readers: [lag('identity', 4), lag('email', null)] },
      { topic: 'vetting.replays.v1', types: [], partitions: [], readers: [lag('vetting', 0)] },
    ],
    async tail(topic: string, options?: TailOptions) {
      asked.push([topic, options])
      return { records, next: {} }
    },
    async timeline(id: string, reading?: Reading) {
      asked.push([id, reading])
      return [...entries]
    },
    async search(id: string) {
      asked.push(id)
      return search
    },
  }
  const pages = createOpsPages()
  const mount = async (server: TestServer['server']) => {
    await server.register(topicsPages(operations, pages))
    await server.register(findPage(operations, pages))
    await server.register(timelinePage(operations, pages))
  }
  kit = await createTestServer(mount, {}, undefined, undefined, async (_, views) => {
    seen.push(...views.map(({ subject }) => subject))
  })
  return kit.staffBrowser(staff)
}

test('topics are listed with how much is there and how far each service has read, those of the runtime apart', async () => {
  const { body } = await (await start()).get('/ops/topics?lang=en')
  expect(body).toMatch(/data-label="Records">15</)
  expect(body).toContain('identity: 4 not yet read')
  expect(body).toContain('email: not known how far')
  expect(body.indexOf('vetting.replays.v1')).toBeGreaterThan(body.indexOf('Kept by services for themselves'))
})

test('a topic shows its last records, the latest first, and is of nobody', async () => {
  const browser = await start({ records: [record(1), record(2, { type: 'ApplicationApproved' })] })
  const { body } = await browser.get('/ops/topics/vetting.events.v1?lang=en')
  expect(body).toContain('>ApplicationApproved<')
  expect(body.indexOf('vetting.events.v1 / 3 / 2')).toBeLessThan(body.indexOf('vetting.events.v1 / 3 / 1'))
  expect(asked).toEqual([['vetting.events.v1', { from: 'end', limit: 50, reading: 'masked' }]])
  expect(seen).toEqual([])
})

test('records of one key are asked for from the start, and are somebody’s', async () => {
  const browser = await start({ records: [record(1), record(2)] })
  const { body } = await browser.get('/ops/topics/vetting.events.v1?key=application-1&from=start')
  expect(body.indexOf('vetting.events.v1 / 3 / 1')).toBeLessThan(body.indexOf('vetting.events.v1 / 3 / 2'))
  expect(asked).toEqual([['vetting.events.v1', { key: 'application-1', from: 'start', limit: 50, reading: 'masked' }]])
  expect(seen).toEqual([{ kind: 'application', id: 'application-1' }])
})

test('a topic that is none is not found; what cannot be read says why', async () => {
  const browser = await start({
    records: [record(1, { unreadable: 'not <framed>' })],
  })
  expect((await browser.get('/ops/topics/vetting.state.v1')).status).toBe(404)
  expect((await browser.get('/ops/topics/none')).status).toBe(404)
  expect((await browser.get('/ops/topics/vetting.events.v1')).body).toContain('not &lt;framed&gt;')
})

test('a search shows where an id is named and leads on: to its timeline, to the topic, to a dead letter', async () => {
  const one = {
    type: 'ApplicationVetted',
    count: 2,
    first: '2026-11-23T01:00:00Z',
    last: '2026-11-23T02:00:00Z',
    place: '',
  }
  const search = {
    ids: ['App 1', 'app-1'],
    found: [
      { ...one, topic: 'vetting.events.v1', as: ['key', 'applicationId'], key: 'app-1' },
      { ...one, topic: 'email.events.v1', as: ['subjectId'], key: 'mail-1' },
      { ...one, topic: 'vetting.dead-letter.v1', type: 'DeadLetter', as: ['key'], key: 'letter-1' },
    ],
  }
  const { body } = await (await start({ search })).get('/ops/find?id=App%201&lang=en')
  expect(asked).toEqual(['App 1'])
  for (const href of [
    ...['/ops/timeline?id=App%201', '/ops/topics/vetting.events.v1?key=app-1', '/ops/dead-letters/letter-1'],
    '/ops/topics/email.events.v1?id=App+1',
  ])
    expect(body).toContain(`href="${href}"`)
  expect(body).toContain('2026-11-23 09:00:00.000')
  expect((await (await start()).get('/ops/find?id=none&lang=en')).body).toContain('No message names it.')
})

test('a timeline tells who and why, leads from a replay to its dead letter, and is recorded as seen', async () => {
  const because = { type: 'ApproveForAuthentication', topic: 'vetting.commands.v1', actor: '' }
  const entries = [
    record(1, { data: { reasonCodes: ['NOT_ELIGIBLE'] } }),
    { ...record(2, { cause: 'elsewhere', deadLetter: 'letter-1' }), because },
    record(3, { cause: 'event-1', topic: 'accounts.events.v1', key: 'account-1' }),
  ]
  const { body } = await (await start({ entries })).get('/ops/timeline?id=application-1&lang=en')
  for (const text of [
    ...['ops-1<br>operations', 'NOT_ELIGIBLE', 'ApproveForAuthentication</a>', 'href="#vetting.events.v1-3-1"'],
    ...['href="/ops/dead-letters/letter-1"', '3 records.', 'href="/ops/audit?id=application-1"'],
  ])
    expect(body).toContain(text)
  expect(seen).toEqual([
    { kind: 'application', id: 'application-1' },
    { kind: 'account', id: 'account-1' },
  ])
})

test('a long timeline comes in pages', async () => {
  const browser = await start({ entries: Array.from({ length: 130 }, (_, n) => record(n)) })
  const first = await browser.get('/ops/timeline?id=application-1')
  expect(first.body.match(/scope="row"/g)).toHaveLength(100)
  expect(first.body).toContain('href="/ops/timeline?id=application-1&amp;from=100"')
  const next = await browser.get('/ops/timeline?id=application-1&from=100')
  expect(next.body.match(/scope="row"/g)).toHaveLength(30)
  expect((await browser.get('/ops/timeline?id=application-1&from=-1')).body.match(/scope="row"/g)).toHaveLength(100)
})

test('personal data is masked for everybody, and in clear only for who may, who is recorded as having seen whose', async () => {
  const shows = { kind: 'application', id: 'application-9' } as const
  const state = { records: [record(1, { shows })], entries: [record(1, { shows })] }
  const topic = '/ops/topics/intake-web.events.v1'
  const operations = await start(state)
  expect((await operations.get(topic)).body).not.toContain('personalData=true')
  for (const path of [topic, '/ops/timeline?id=a']) {
    const { status } = await operations.get(`${path}${path.includes('?') ? '&' : '?'}personalData=true`)
    expect(status).toBe(403)
  }
  expect(asked).toEqual([[topic.slice('/ops/topics/'.length), { from: 'end', limit: 50, reading: 'masked' }]])
  await kit.server.close()
  const trusted = await start(state, 'demo-operations-personal-data')
  expect((await trusted.get(topic)).body).toContain(`href="${topic}?personalData=true"`)
  const { body } = await trusted.get(`${topic}?lang=en&personalData=true`)
  expect(body).toContain('Personal data is shown')
  expect(body).toContain(`href="${topic}?lang=en"`)
  await trusted.get('/ops/timeline?id=a&personalData=true')
  expect(asked.slice(1)).toEqual([
    ['intake-web.events.v1', { from: 'end', limit: 50, reading: 'personal' }],
    ['a', 'personal'],
  ])
  expect(seen).toContainEqual(shows)
})

test('only roles of operations see topics, search and timelines', async () => {
  await start()
  const vetting = await kit.staffBrowser('demo-vetting')
  const auditor = await kit.staffBrowser('demo-auditor')
  for (const path of ['/ops/topics', '/ops/topics/vetting.events.v1', '/ops/find?id=a', '/ops/timeline?id=a']) {
    expect((await vetting.get(path)).status).toBe(403)
    expect((await auditor.get(path)).status).toBe(200)
  }
})
