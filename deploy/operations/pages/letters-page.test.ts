import { afterEach, expect, test } from 'vitest'
import { groupsOf } from '../letter-groups.ts'
import { at, dryRun, letter, record, startLetters, story } from './letter-kit.ts'

let kit: Awaited<ReturnType<typeof startLetters>>
afterEach(() => kit.server.close())

const three = [
  letter(),
  letter({ deadLetterId: 'letter-2', key: null }),
  letter({ deadLetterId: 'letter-3', cause: 'a gap' }),
]

test('dead letters are grouped by cause, with how many and since when', async () => {
  kit = await startLetters({ open: three })
  const { body } = await (await kit.staffBrowser('demo-operations')).get('/ops/dead-letters?lang=en')
  expect(body.match(/scope="row"/g)).toHaveLength(2)
  expect(body).toContain('no such day &lt;b&gt;')
  expect(body).toMatch(/data-label="How many">2</)
  expect(body).toContain('It broke a rule of the service')
  expect(body).toContain('23 November 2026, 9:00 am')
})

test('a group opens with each of its dead letters, where it lies and what it holds', async () => {
  kit = await startLetters({ open: three })
  const { groupId } = groupsOf(three)[0]!
  const { body } = await (await kit.staffBrowser('demo-operations')).get(`/ops/dead-letters?group=${groupId}&lang=en`)
  for (const text of ['letter-1', 'letter-2', 'identity.events.v1 / 3 / 41', '/ops/timeline?id=application-1'])
    expect(body).toContain(text)
  expect(body).not.toContain('letter-3')
  expect(body).toContain(`/ops/dead-letters/replay?group=${groupId}`)
})

test('where all is well, or a group is done with, the page says so', async () => {
  kit = await startLetters({})
  const browser = await kit.staffBrowser('demo-operations')
  expect((await browser.get('/ops/dead-letters?lang=en')).body).toContain('No dead letters are open.')
  expect((await browser.get('/ops/dead-letters?group=gone&lang=en')).body).toContain(
    'None of this cause is open any more.',
  )
})

test('while records are being rebuilt an empty list is not taken for good news', async () => {
  kit = await startLetters({ rebuilding: ['vetting'] })
  const browser = await kit.staffBrowser('demo-operations')
  for (const path of ['/ops/dead-letters?lang=en', '/ops/dead-letters?group=gone&lang=en']) {
    const { body } = await browser.get(path)
    expect(body).toContain('so lists may lack entries: vetting')
    expect(body).not.toMatch(/No dead letters are open|None of this cause/)
  }
})

test('a dead letter tells why, what it says, what was done by whom, and what waits', async () => {
  const history = [
    { at: '2026-11-23T01:00:00.000Z', what: 'OPENED', actor: 'system;id=gateway', why: 'no such day' },
    { at: '2026-11-23T01:05:00.000Z', what: 'REPLAY_ASKED', actor: 'staff;id=ops-1;role=operations', why: 'mended' },
    { at: '2026-11-23T01:05:01.000Z', what: 'FAILED_AGAIN', actor: 'system;id=gateway', why: 'still no such day' },
  ] as const
  kit = await startLetters({ stories: [story(letter(), { history })] })
  const { body } = await (await kit.staffBrowser('demo-operations')).get('/ops/dead-letters/letter-1?lang=en')
  for (const text of [
    ...['no such day &lt;b&gt;', 'AttendanceRecorded', 'identity.events.v1 / 3 / 41', 'Messages of its key: 7'],
    ...['&quot;name&quot;: &quot;•••&quot;', 'ce_id', 'Replayed, and failed again', 'ops-1<br>operations', 'mended'],
    ...['2026-11-23 09:05:01.000', '/ops/dead-letters/letter-1/replay', '/ops/dead-letters/letter-1/discard'],
  ])
    expect(body).toContain(text)
  expect(body).not.toContain('<b>')
  expect(kit.seen).toEqual([{ kind: 'application', id: 'application-1' }])
})

test('what waits behind it is named in its order, and how much more there is', async () => {
  const place = { partition: 3, at, name: '' }
  const waiting = [
    { ...place, kind: 'RECORD', topic: 'identity.events.v1', offset: 42, type: 'icms.identity.IdentityAuthenticated' },
    { ...place, kind: 'RECORD', topic: 'identity.events.v1', offset: 43, type: null },
    { ...place, kind: 'TIMER', topic: '', offset: 0, name: 'enquiry', type: null },
  ] as const
  kit = await startLetters({ stories: [story(letter())], waiting })
  const { body } = await (await kit.staffBrowser('demo-operations')).get('/ops/dead-letters/letter-1?lang=en')
  for (const text of ['>IdentityAuthenticated<', 'identity.events.v1 / 3 / 42', '>Timer enquiry<', 'And 4 more.'])
    expect(body).toContain(text)
})

test('a replayed one leads to what its replay put out, and there is nothing to be done with it any more', async () => {
  const putOut = [record(50, { deadLetter: 'letter-1' })]
  kit = await startLetters({ stories: [story(letter(), { status: 'REPLAYED', putOut, queued: 0 })] })
  const { body } = await (await kit.staffBrowser('demo-operations')).get(
    '/ops/dead-letters/letter-1?done=REPLAYED&lang=en',
  )
  expect(body).toContain('Replayed: the message was taken.')
  expect(body).toContain('ApplicationVetted')
  expect(body).toContain('vetting.events.v1 / 3 / 50')
  expect(body).not.toContain('/ops/dead-letters/letter-1/replay')
})

test('a timer that was set aside has no place on a topic, and a keyless message holds nothing', async () => {
  const timer = letter({ deadLetterId: 'timer', kind: 'TIMER', topic: '' })
  const keyless = letter({ deadLetterId: 'keyless', key: null })
  const [told, other] = [story(timer), story(keyless, { queued: 0 })]
  const input = { ...told.input, kind: 'TIMER', aggregate: 'application', name: 'vetting-target', data: undefined }
  kit = await startLetters({ stories: [{ ...told, input }, other] })
  const browser = await kit.staffBrowser('demo-operations')
  const { body } = await browser.get('/ops/dead-letters/timer?lang=en')
  expect(body).toContain('Timer vetting-target')
  expect(body).not.toContain('Topic, partition, offset')
  expect(kit.seen).toEqual([{ kind: 'application', id: 'application-1' }])
  expect((await browser.get('/ops/dead-letters/keyless?lang=en')).body).toContain('it has no key to hold')
})

test('an id of none is not found', async () => {
  kit = await startLetters({})
  expect((await (await kit.staffBrowser('demo-operations')).get('/ops/dead-letters/none')).status).toBe(404)
})

test('auditors look and do not act; others do not even look', async () => {
  kit = await startLetters({ open: three, stories: [story(letter())], runs: [dryRun(letter())] })
  const { groupId } = groupsOf(three)[0]!
  const paths = ['', '/letter-1', '/letter-1/replay', '/letter-1/discard'].map(path => `/ops/dead-letters${path}`)
  const auditor = await kit.staffBrowser('demo-auditor')
  for (const path of paths) expect((await auditor.get(path)).status).toBe(200)
  expect((await auditor.get(`/ops/dead-letters?group=${groupId}`)).body).not.toContain('/ops/dead-letters/replay')
  const { body } = await auditor.get('/ops/dead-letters/letter-1/replay?lang=en')
  expect(body).toContain('Your role may look and not act.')
  expect(body).not.toContain('name="looked?"')
  const vetting = await kit.staffBrowser('demo-vetting')
  for (const path of paths) expect((await vetting.get(path)).status).toBe(403)
})

test('the pages are in Traditional Chinese where it is chosen', async () => {
  kit = await startLetters({ open: three, stories: [story(letter())], runs: [dryRun(letter())] })
  const browser = await kit.staffBrowser('demo-operations')
  for (const [path, text] of [
    ['', '違反服務規則'],
    ['/letter-1', '同一鍵的訊息：7項'],
    ['/letter-1/replay', '訊息將獲處理'],
    ['/letter-1/discard', '此操作無法還原'],
  ] as const)
    expect((await browser.get(`/ops/dead-letters${path}?lang=zh`)).body).toContain(text)
})
