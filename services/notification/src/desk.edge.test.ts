import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { groupReference } from '@icms/schemas/application-reference'
import { exampleOf } from '@icms/schemas/example-messages'
import type { FormBrowser } from '@icms/web/form-browser'
import { findMissingTexts } from '@icms/web/template-texts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { letterMessages } from './letter-messages.ts'
import { deployable } from './main.ts'

let host: TestHost
beforeEach(async () => {
  host = await createTestHost([deployable])
})
afterEach(() => host.stop())

const example = exampleOf('vetting.events.v1', 'ApplicationTranscribed')
const referenceOf = (n: number) => `${n}`.padStart(26, '0')
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
const clerk = () => host.staffBrowser('demo-counter')

/** Somebody's application on paper without an email. */
async function onPaper(n: number, form: object = {}) {
  const applicationId = referenceOf(n)
  const told = { ...example, applicationId, form: { ...example.form, ...form } }
  await host.tell('ApplicationTranscribed', applicationId, told)
  return (await lettersOf(n, 1))[0]!
}

async function wanting(
  n: number,
  reasons: readonly object[] = [{ code: 'EMAIL_MISSING', textEn: null, textZh: null }],
) {
  const applicationId = referenceOf(n)
  const asked = exampleOf('vetting.events.v1', 'SupplementRequested')
  await host.tell('SupplementRequested', applicationId, { ...asked, applicationId, reasons })
  return (await lettersOf(n, 2))[1]!
}

const lettersOf = (n: number, count: number): Promise<readonly string[]> =>
  vi.waitFor(async () => {
    const query = { table: 'letters', index: 'subject', value: referenceOf(n), limit: 9 }
    const answer = await host.context.backbone.readSide.list('notification', query)
    const rows = answer.state === 'ready' ? answer.found.rows : []
    expect(rows).toHaveLength(count)
    return rows.map(({ id }) => id)
  })

async function listed(browser: FormBrowser, query = ''): Promise<readonly Record<string, unknown>[]> {
  return JSON.parse((await browser.json('GET', `/api/v1/letters${query}`)).body).letters
}

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), letterMessages)).toEqual([])
})

test('letters wait in the order in which they came, by kind as well, and each can be opened (R32b, N1, N2)', async () => {
  const [first, second] = [await onPaper(1), await onPaper(2)]
  host.clock.advanceTo(host.clock.now() + 60_000)
  const third = await wanting(1)
  const browser = await clerk()
  expect((await listed(browser)).map(({ letterId }) => letterId)).toEqual([first, second, third])
  expect((await listed(browser, '?kind=N2')).map(({ letterId }) => letterId)).toEqual([third])
  expect(await listed(browser, '?status=SENT')).toEqual([])
  const page = await browser.get('/desk/print?lang=en')
  expect(page.body).toContain('CHAN Tai Man 陳大文')
  expect(page.body).toContain(`/desk/print/letters?letter=${first}&amp;letter=${second}`)
  expect((await browser.get('/desk/print?kind=N2')).body).not.toContain(first)
  expect((await browser.get('/desk/print?lang=zh')).body).toContain('待列印信件')
  expect((await browser.get('/desk/print?after=nonsense')).status).toBe(404)
})

test('a letter says in both languages what the mail would, with the address where the window is (N1, R32b)', async () => {
  const letterId = await onPaper(1)
  const { body } = await (await clerk()).get(`/desk/print/letters?letter=${letterId}&lang=en`)
  for (const said of [
    'Your application for registration was received',
    '已收到閣下的註冊申請',
    groupReference(referenceOf(1)),
    'Flat A, 12/F, Block 3, Harmony Garden<br>',
    'Yau Tsim Mong, Kowloon',
    '23 November 2026',
    '2026年11月23日',
  ])
    expect(body).toContain(said)
  expect(body.indexOf('已收到閣下的註冊申請')).toBeLessThan(
    body.indexOf('Your application for registration was received'),
  )
  expect(body).toContain('<p>陳大文 台鑒：</p>')
  expect(body).toMatch(/class="icms-letter__link">https?:[^<]*\/apply\/status</)
  expect(body).not.toContain('icms-sheet__code')
  expect(body).not.toMatch(/function|undefined|\[object|A123456|DCPI/)
})

test('what is wanted comes with the cover sheet of its application (N2, R34d)', async () => {
  await onPaper(1)
  const letterId = await wanting(1)
  const browser = await clerk()
  const { body } = await browser.get(`/desk/print/letters?letter=${letterId}`)
  for (const said of ['封面頁', 'icms-sheet__code', 'Your email address is needed', '須提供閣下的電郵地址'])
    expect(body).toContain(said)
  const json = JSON.parse((await browser.json('GET', `/api/v1/letters/${letterId}`)).body)
  expect(json.coverSheet).toMatchObject({
    reference: groupReference(referenceOf(1)),
    code: expect.stringContaining('<svg'),
  })
  expect(json.text).toContain('封面頁')
  expect(json.addressLines).toEqual([
    ...['CHAN Tai Man', 'Flat A, 12/F, Block 3, Harmony Garden', '123 Nathan Road', 'Yau Tsim Mong, Kowloon'],
  ])
})

test('several are printed in one go and marked as sent at once, with who and how; one of them again (R32b)', async () => {
  const ids = [await onPaper(1), await onPaper(2), await onPaper(3)]
  const browser = await clerk()
  const page = await browser.get(`/desk/print/letters?${ids.map(id => `letter=${id}`).join('&')}`)
  expect(page.body.match(/<article class="icms-paper icms-letter/g)).toHaveLength(3)
  const marked = await browser.submit(page, {})
  expect(marked.url).toContain('/desk/print?done=SENT')
  await vi.waitFor(async () => expect(await listed(browser)).toEqual([]))
  expect(await listed(browser, '?status=SENT')).toMatchObject([
    { channel: 'POST', settledBy: 'demo-counter', status: 'SENT' },
    {},
    {},
  ])
  const sent = await browser.get('/desk/print?status=SENT&lang=en')
  expect(sent.body).toContain('By post, by demo-counter')
  const twice = await browser.submit(page, { channel: 'FAX', _once: 'another-click' })
  expect(twice.url).toContain('done=PARTLY')
  const again = await browser.json('POST', `/api/v1/letters/${ids[1]}/reprint`, {}, key('again'))
  expect([again.status, JSON.parse(again.body)]).toEqual([200, { letterId: ids[1] }])
  await vi.waitFor(async () => expect(await listed(browser)).toMatchObject([{ letterId: ids[1] }]))
})

test('a letter is cancelled with a reason, and not without one', async () => {
  const letterId = await onPaper(1)
  const browser = await clerk()
  const page = await browser.get(`/desk/print/letters?letter=${letterId}&lang=en`)
  const cancel = (fields: Record<string, string>) => browser.submit(page, fields, '/desk/print/cancellation')
  const refused = await cancel({})
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('Write why it need not be sent')
  const done = await cancel({ note: 'Told by telephone.', _once: 'cancel-it-now' })
  expect(done.url).toContain('done=CANCELLED')
  expect(await listed(browser, '?status=CANCELLED')).toMatchObject([{ note: 'Told by telephone.' }])
})

test('what does not fit is refused with the reason, and what is no letter is not found', async () => {
  const letterId = await onPaper(1)
  const browser = await clerk()
  const post = (path: string, body: object, name: string) =>
    browser.json('POST', `/api/v1/letters/${path}`, body, key(name))
  expect((await post(`${letterId}/sent`, { channel: 'PIGEON' }, 'pigeon')).status).toBe(422)
  expect((await post(`${letterId}/sent`, { channel: 'POST' }, 'sent')).status).toBe(200)
  expect((await post(`${letterId}/sent`, { channel: 'POST' }, 'sent')).status).toBe(200)
  const twice = await post(`${letterId}/sent`, { channel: 'POST' }, 'sent-again')
  expect([twice.status, JSON.parse(twice.body).reason]).toEqual([409, 'ALREADY_SENT'])
  expect((await post('nothing/sent', { channel: 'POST' }, 'nothing')).status).toBe(404)
  for (const query of ['', '?letter=nothing', '?letter=%3Cscript%3E', `?${'letter=a&'.repeat(60)}`])
    expect((await browser.get(`/desk/print/letters${query}`)).status).toBe(404)
})

test('a letter that waits too long is among the overdue, and marked (R32b)', async () => {
  await onPaper(1)
  const browser = await clerk()
  expect(await listed(browser, '?status=OVERDUE')).toEqual([])
  host.clock.advanceTo(Date.parse('2026-11-26T00:00:06+08:00'))
  await vi.waitFor(async () => expect(await listed(await clerk(), '?status=OVERDUE')).toHaveLength(1), 5_000)
  const overdue = await (await clerk()).get('/desk/print?status=OVERDUE&lang=en')
  expect(overdue.body).toContain('govuk-tag--red')
})

test('who sees a letter is recorded with the application, for each that is printed; a list is nobody’s', async () => {
  const ids = [await onPaper(1), await onPaper(2)]
  const seen = async () => {
    const keys: string[] = []
    for await (const { headers, key: of } of host.context.backbone.read('vetting.commands.v1'))
      if (headers.ce_type === 'icms.vetting.RecordApplicationView') keys.push(String(of))
    return keys
  }
  const browser = await clerk()
  await browser.get('/desk/print')
  expect(await seen()).toEqual([])
  await browser.get(`/desk/print/letters?letter=${ids[0]}&letter=${ids[1]}`)
  expect(new Set(await seen())).toEqual(new Set([referenceOf(1), referenceOf(2)]))
  await browser.json('GET', `/api/v1/letters/${ids[0]}`)
  expect(await seen()).toHaveLength(3)
})

test('only who may reads letters, and only who may marks them', async () => {
  const letterId = await onPaper(1)
  expect((await (await host.staffBrowser('demo-court-support')).get('/desk/print')).status).toBe(403)
  const auditor = await host.staffBrowser('demo-auditor')
  const page = await auditor.get(`/desk/print/letters?letter=${letterId}`)
  expect(page.status).toBe(200)
  expect(page.body).not.toContain('/desk/print/sent')
  expect((await auditor.json('POST', `/api/v1/letters/${letterId}/sent`, { channel: 'POST' }, key('no'))).status).toBe(
    403,
  )
})

test('what somebody wrote cannot mark up a letter, however long it is', async () => {
  const lines = ['<script>alert(1)</script>', 'W'.repeat(80), 'x', 'y', 'z']
  await onPaper(1, { address: { ...example.form.address, lines } })
  const text = { textEn: '<b>First</b>\nof A123456(3)', textZh: '一' }
  const letterId = await wanting(1, [{ code: 'OTHER', ...text }])
  const { body } = await (await clerk()).get(`/desk/print/letters?letter=${letterId}`)
  expect(body).not.toMatch(/<script>alert|<b>First|A123456/)
  expect(body).toContain('icms-letter__address--long')
})

test('a letter that is gone hides nothing of what became of the others (R32b)', async () => {
  const letterId = await onPaper(1)
  const browser = await clerk()
  const page = await browser.get(`/desk/print/letters?letter=${letterId}`)
  const marked = await browser.submit(page, { 'letters.0': 'gone', 'letters.1': letterId })
  expect(marked.url).toContain('done=PARTLY')
  await vi.waitFor(async () => expect(await listed(browser, '?status=SENT')).toMatchObject([{ letterId }]))
})
