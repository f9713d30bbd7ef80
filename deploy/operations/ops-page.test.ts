import type { Found, Page, ReadSide, RowQuery } from '@icms/backbone/port'
import { findMissingTexts } from '@icms/web/template-texts'
import { createTestServer, type TestServer } from '@icms/web/test-server'
import { afterEach, expect, test } from 'vitest'
import { opsMessages } from './ops-messages.ts'
import { opsPage } from './ops-page.ts'

const at = Date.parse('2026-11-23T09:00:00+08:00')

const letter = {
  deadLetterId: 'letter-1',
  service: 'vetting',
  reason: 'CORE_THREW',
  cause: 'a queue has a gap <b>',
  at,
  attempts: 2,
  kind: 'INPUT',
  topic: 'identity.events.v1',
  partition: 3,
  offset: 41,
  key: 'application-1',
}
const held = { service: 'vetting', key: 'application-1', deadLetterId: 'letter-1', queued: 7 }
const mail = (status: string, more: object = {}) => ({
  emailId: `email-${status}`,
  notice: 'N3',
  subjectId: `about-${status}`,
  status,
  attempt: 1,
  doubts: 0,
  changedAt: at,
  retryAt: null,
  ...more,
})

const mailsInTrouble = [
  mail('BOUNCED'),
  mail('ABANDONED', { attempt: 10 }),
  mail('WAITING', { doubts: 1, retryAt: at + 60_000 }),
]

let kit: TestServer
afterEach(() => kit.server.close())

type State = { letters?: object[]; held?: object[]; mails?: Record<string, unknown>[]; rebuilding?: boolean }

async function start({ letters = [], held: keys = [], mails = [], rebuilding = false }: State = {}) {
  const list = async (_: string, query: RowQuery): Promise<Found<Page>> => {
    if (rebuilding) return { state: 'rebuilding' }
    const rows = mails.filter(data => data.status === query.value)
    return { state: 'ready', found: { rows: rows.map(data => ({ table: 'mails', id: String(data.emailId), data })) } }
  }
  const lag = [
    { topic: 'identity.events.v1', partition: 2, lag: 14 },
    { topic: 'identity.events.v1', partition: 0, lag: 0 },
    { topic: 'vetting.commands.v1', partition: 0, lag: 0 },
  ]
  kit = await createTestServer(server =>
    server.register(
      opsPage({
        context: { backbone: { readSide: { list } as unknown as ReadSide }, clock: server.web.clock },
        operations: {
          deadLetters: async () => ({
            deadLetters: letters as Record<string, unknown>[],
            rebuilding: rebuilding ? ['vetting'] : [],
          }),
          heldKeys: async () => keys as Record<string, unknown>[],
        },
        running: new Map([
          ['vetting', { status: async () => ({ open: [2, 0], lag }) }],
          ['email', { status: async () => ({ open: [], lag: [] }) }],
        ]),
      }),
    ),
  )
  return kit.staffBrowser('demo-operations')
}

test('every text that the template names is in the dictionary', async () => {
  await start()
  expect(findMissingTexts(new URL('./views/', import.meta.url), opsMessages)).toEqual([])
})

test('operators see dead letters with reason and cause, held keys, mails that did not arrive, and lag', async () => {
  const browser = await start({ letters: [letter], held: [held], mails: mailsInTrouble })
  const { body } = await browser.get('/ops?lang=en')
  for (const text of [
    'It broke a rule of the service',
    'a queue has a gap &lt;b&gt;',
    'identity.events.v1, 3, 41',
    'Refused for good',
    'Given up after all attempts',
    'In doubt: it may have arrived',
    'identity.events.v1, partition 2: 14',
    'All read',
  ])
    expect(body).toContain(text)
  expect(body).toMatch(/data-label="Messages waiting">7</)
  expect(body).not.toContain('http-equiv')
})

test('the page is in Traditional Chinese where it is chosen', async () => {
  const browser = await start({ letters: [letter], mails: mailsInTrouble })
  const { body } = await browser.get('/ops?lang=zh')
  for (const text of ['系統運作', '違反服務規則', '遭永久拒收', 'identity.events.v1，分區2：14'])
    expect(body).toContain(text)
})

test('where all is well the page says so', async () => {
  const { body } = await (await start()).get('/ops?lang=en')
  for (const text of ['No dead letters are open.', 'No key is held.', 'Every mail was accepted by the mail server.'])
    expect(body).toContain(text)
})

test('a hundred of many dead letters are shown, and where to find the rest', async () => {
  const { body } = await (await start({ letters: Array.from({ length: 130 }, () => letter) })).get('/ops?lang=en')
  expect(body.match(/identity\.events\.v1, 3, 41/g)).toHaveLength(100)
  expect(body).toContain('And 30 more')
})

test('records that are being rebuilt are named, so that an empty list is not taken for good news', async () => {
  const { body } = await (await start({ rebuilding: true })).get('/ops?lang=en')
  expect(body).toContain('so lists may lack entries: vetting, email')
})

test('mails that did not arrive are told as JSON too, without whom they were for', async () => {
  const browser = await start({ mails: mailsInTrouble })
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
  expect((await vetting.get('/ops')).status).toBe(403)
  expect((await vetting.json('GET', '/api/v1/ops/mails')).status).toBe(403)
  const nobody = await kit.server.inject({ url: '/ops', headers: { accept: 'text/html' } })
  expect(nobody.headers.location).toBe('/staff/sign-in?returnTo=%2Fops')
  for (const staff of ['demo-auditor', 'demo-administrator', 'demo-operations-personal-data'])
    expect((await (await kit.staffBrowser(staff)).get('/ops')).status).toBe(200)
})
