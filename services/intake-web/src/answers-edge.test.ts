import type { FormBrowser } from '@icms/web/form-browser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key } from './intake-host.ts'
import { pdf, sendFiles, tokensOf } from './upload-kit.ts'

const reasons = [{ code: 'DOCUMENT_MISSING', textEn: '<b>The writ</b> is not sealed.', textZh: '令狀沒有蓋印。' }]
let host: IntakeHost
beforeEach(async () => {
  host = await createIntakeHost()
})
afterEach(() => host.stop())

async function applied(states: object = {}) {
  const browser = host.newBrowser()
  const draft = { ...form, emailProof: await host.newCodeFor(email) }
  await browser.json('POST', `${api}/drafts`, draft, key('draft'))
  const { body } = await browser.json('POST', api, form, key('sent'))
  const { applicationId } = JSON.parse(body) as { applicationId: string }
  host.vettingStates(applicationId, 'SUPPLEMENT_REQUESTED', {
    supplement: { requestId: 'request-1', at: host.clock.now(), reasons },
    mayWithdraw: true,
    ...states,
  })
  return { browser, applicationId }
}

async function facts(type: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for await (const { value, headers } of host.context.backbone.read('intake-web.events.v1'))
    if (JSON.stringify(headers).includes(`.${type}"`))
      found.push(host.context.backbone.codec.decode(value!) as Record<string, unknown>)
  return found
}

async function answer(browser: FormBrowser, fields: Readonly<Record<string, string>>, files: readonly string[] = []) {
  const page = await browser.get('/apply/supplement?lang=en')
  const sent = files.map((name, n) => ({ field: `files.${n}.file`, name, content: pdf(name) }))
  const all = { ...tokensOf(page.body, '/apply/supplement'), ...fields }
  return sendFiles(host, browser, '/apply/supplement', all, sent)
}

test('what vetting asks is shown in both languages and answered with text and documents, once (R34d)', async () => {
  const { browser, applicationId } = await applied()
  const status = await browser.get('/apply/status?lang=zh')
  expect(status.body).toContain('須補充資料')
  expect(status.body).toContain('令狀沒有蓋印。')
  expect(status.body).not.toContain('<b>The writ')
  const done = await answer(browser, { text: '見附件。', 'files.0.kind': 'NOTICE_OF_PROCEEDING' }, ['sealed.pdf'])
  expect([done.status, done.location]).toEqual([303, '/apply/status?done=supplied'])
  expect(await facts('SupplementSupplied')).toMatchObject([
    {
      applicationId,
      requestId: 'request-1',
      text: '見附件。',
      documents: [{ fileName: 'sealed.pdf', kind: 'NOTICE_OF_PROCEEDING' }],
    },
  ])
  const after = await browser.get('/apply/status?lang=en')
  expect(after.body).toContain('We have your answer')
  expect(after.body).toContain('sealed.pdf')
  expect((await browser.get('/apply/supplement')).url).toMatch(/\/apply\/status$/)
})

test('an answer with nothing in it, or with a document that cannot be taken, is refused whole', async () => {
  const { browser } = await applied()
  expect((await answer(browser, { text: ' ' })).body).toContain('Write an answer or hand in a document')
  const wrong = await answer(browser, { text: 'x', 'files.0.kind': 'HKID' }, ['a.pdf', 'b.pdf'])
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('Document 2: choose what it is')
  expect((await answer(browser, { text: 'x'.repeat(2_001) })).status).toBe(422)
  expect(await facts('SupplementSupplied')).toEqual([])
})

test('a withdrawal is confirmed on a page of its own, and told once', async () => {
  const { browser, applicationId } = await applied()
  const page = await browser.get('/apply/withdraw?lang=en')
  const done = await browser.submit(page, { reason: 'Settled.' })
  expect(done.body).toContain('You asked on')
  expect(await facts('WithdrawalRequested')).toMatchObject([{ applicationId, reason: 'Settled.' }])
  const again = await browser.json('POST', `${api}/application/withdrawal`, {}, key('again'))
  expect(again.status).toBe(422)
  expect((await browser.get('/apply/withdraw')).url).toMatch(/\/apply\/status$/)
})

test('by reference and address alone nothing is answered or withdrawn: the address is proven first', async () => {
  const { applicationId } = await applied()
  const stranger = host.newBrowser()
  const status = await stranger.submit(await stranger.get('/apply/status?lang=en'), { reference: applicationId, email })
  expect(status.body).toContain('href="/apply/return"')
  for (const path of ['/apply/supplement', '/apply/withdraw'])
    expect((await stranger.get(path)).url).toMatch(/\/apply\/status$/)
  expect((await stranger.json('POST', `${api}/application/withdrawal`, {}, key('theft'))).status).toBe(404)
  expect(await facts('WithdrawalRequested')).toEqual([])
})

test('an application that staff hold is being vetted, to the applicant; one that has ended is not withdrawn', async () => {
  const { browser, applicationId } = await applied()
  host.vettingStates(applicationId, 'ON_HOLD', { mayWithdraw: true })
  expect((await browser.get('/apply/status?lang=en')).body).toContain('Being vetted')
  host.vettingStates(applicationId, 'WITHDRAWN')
  expect((await browser.get('/apply/status?lang=en')).body).toContain('The application was withdrawn')
  expect((await browser.get('/apply/withdraw')).url).toMatch(/\/apply\/status$/)
})
