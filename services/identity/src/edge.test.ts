import { exampleOf } from '@icms/schemas/example-messages'
import { findMissingTexts } from '@icms/web/template-texts'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deployable } from './main.ts'
import { identityMessages } from './messages.ts'

const vettingRows = new Map<string, Readonly<Record<string, unknown>>>()
let host: TestHost
beforeAll(async () => {
  host = await createTestHost([deployable], { rowsOfOthers: vettingRows })
})
afterAll(() => host.stop())

const api = '/api/v1/identity/attendances'
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
const now = '2026-11-23T09:30+08:00'
const attended = { attendedAt: now, attendee: 'APPLICANT', documentsSeen: ['HKID', 'NOTICE_OF_PROCEEDING'] }

/** An applicant whom the Help Centre awaits. */
async function invited(applicationId: string, representativeAppointed = false) {
  vettingRows.set(`vetting/applications/${applicationId}`, {
    name: { surnameEn: 'CHAN', givenNameEn: 'Siu Ming', nameZh: '陳小明' },
    identityDocument: { kind: 'HKID', number: 'A123***(*)', issuingCountry: null },
    eligibility: 'ONGOING',
    representativeAppointed,
  })
  const vetted = exampleOf('vetting.events.v1', 'ApplicationVetted')
  const representativeBrings = representativeAppointed ? ['AUTHORIZATION_LETTER'] : []
  const brought = { bring: ['HKID'], representativeBrings }
  await host.tell('ApplicationVetted', applicationId, { ...vetted, applicationId, representativeAppointed, ...brought })
  await vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('identity', 'attendances', applicationId)
    expect(answer).toMatchObject({ state: 'ready', found: { data: { status: 'INVITED' } } })
  })
}

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), identityMessages)).toEqual([])
})

test('the Help Centre records an attendance, with who and what was seen (R34b, R35a)', async () => {
  await invited('app-json')
  const browser = await host.staffBrowser('demo-help-centre')
  const listed = JSON.parse((await browser.json('GET', api)).body).attendances
  expect(listed).toContainEqual(
    expect.objectContaining({
      applicationId: 'app-json',
      deadline: '2026-12-23T15:59:59.999Z',
      applicant: expect.objectContaining({
        identityDocument: { kind: 'HKID', number: 'A123***(*)', issuingCountry: null },
      }),
    }),
  )
  const done = await browser.json('POST', `${api}/app-json/authentication`, attended, key('json'))
  expect([done.status, JSON.parse(done.body)]).toEqual([200, { applicationId: 'app-json', status: 'AUTHENTICATED' }])
  const again = await browser.json('POST', `${api}/app-json/authentication`, attended, key('json'))
  expect(again.body).toBe(done.body)
  expect(JSON.parse((await browser.json('GET', `${api}/app-json`)).body)).toMatchObject({
    status: 'AUTHENTICATED',
    attendedAt: '2026-11-23T01:30:00.000Z',
    recordedBy: 'demo-help-centre',
  })
})

test('an attendance recorded twice is refused with the reason, another body under its key as well', async () => {
  await invited('app-twice')
  const browser = await host.staffBrowser('demo-help-centre')
  const path = `${api}/app-twice/authentication`
  await browser.json('POST', path, attended, key('twice'))
  expect((await browser.json('POST', path, { ...attended, note: 'x' }, key('twice'))).status).toBe(409)
  const second = await browser.json('POST', path, attended, key('twice-more'))
  expect([second.status, JSON.parse(second.body).reason]).toEqual([409, 'ALREADY_AUTHENTICATED'])
})

test('on the page the form is filled in with now, and the attendance shown in both languages', async () => {
  await invited('app-page')
  const browser = await host.staffBrowser('demo-help-centre')
  expect((await browser.get('/desk/identity')).body).toContain('/desk/identity/app-page')
  const page = await browser.get('/desk/identity/app-page?lang=en')
  expect(page.body).toContain('value="09:30"')
  expect(page.body).toContain('A123***(*)')
  const done = await browser.submit(page, { 'documentsSeen[]': 'HKID' })
  expect(done.url).toMatch(/app-page\?done=AUTHENTICATED$/)
  expect(done.body).toContain('The identity is authenticated.')
  expect((await browser.get('/desk/identity/app-page?lang=zh')).body).toContain('已獲認證')
})

test('every mistake on the page is named at once, and what was typed is kept', async () => {
  await invited('app-mistakes')
  const browser = await host.staffBrowser('demo-help-centre')
  const page = await browser.get('/desk/identity/app-mistakes?lang=en')
  const wrong = await browser.submit(page, { 'attendedOn@day': '31', attendedTime: '25:00', note: 'seen by <me>' })
  expect(wrong.status).toBe(422)
  for (const field of ['attendedOn', 'attendedTime', 'documentsSeen']) expect(wrong.body).toContain(`href="#${field}"`)
  expect(wrong.body).toContain('value="25:00"')
  expect(wrong.body).toContain('seen by &lt;me&gt;')
})

test('an attendance that has not been yet is refused on the page', async () => {
  await invited('app-future')
  const browser = await host.staffBrowser('demo-help-centre')
  const page = await browser.get('/desk/identity/app-future?lang=en')
  const early = await browser.submit(page, { attendedTime: '23:59', 'documentsSeen[]': 'HKID' })
  expect([early.status, early.body.includes('lie in the future')]).toEqual([409, true])
})

test('a representative may come only where one was appointed (R34c)', async () => {
  await invited('app-alone')
  await invited('app-represented', true)
  const browser = await host.staffBrowser('demo-help-centre')
  expect((await browser.get('/desk/identity/app-alone')).body).not.toContain('REPRESENTATIVE"')
  expect((await browser.get('/desk/identity/app-represented')).body).toContain('value="REPRESENTATIVE"')
  const sent = { ...attended, attendee: 'REPRESENTATIVE', documentsSeen: ['AUTHORIZATION_LETTER'] }
  const refused = await browser.json('POST', `${api}/app-alone/authentication`, sent, key('alone'))
  expect(JSON.parse(refused.body).reason).toBe('REPRESENTATIVE_NOT_APPOINTED')
  expect((await browser.json('POST', `${api}/app-represented/authentication`, sent, key('represented'))).status).toBe(
    200,
  )
})

test('an identity that is not authenticated is recorded with reasons in both languages', async () => {
  await invited('app-failed')
  const browser = await host.staffBrowser('demo-help-centre')
  const form = await browser.get('/desk/identity/app-failed/failure?lang=zh')
  const wrong = await browser.submit(form, { 'reasonCodes[]': 'OTHER' })
  expect([wrong.status, wrong.body.includes('href="#textZh"')]).toEqual([422, true])
  const fields = { 'reasonCodes[]': 'OTHER', textEn: 'The photograph is another one.', textZh: '相片不符。' }
  const done = await browser.submit(wrong, fields)
  expect(done.url).toMatch(/app-failed\?done=FAILED$/)
  expect(done.body).toContain('相片不符。')
})

test('only the Help Centre records; vetting and the auditor may look', async () => {
  await invited('app-roles')
  for (const staff of ['demo-vetting', 'demo-auditor']) {
    const browser = await host.staffBrowser(staff)
    expect((await browser.get('/desk/identity/app-roles')).body).not.toContain('/attendance"')
    expect((await browser.json('POST', `${api}/app-roles/authentication`, attended, key(staff))).status).toBe(403)
  }
  const counter = await host.staffBrowser('demo-counter')
  expect((await counter.get('/desk/identity')).status).toBe(403)
  expect((await host.newBrowser().json('GET', api)).status).toBe(401)
})

test('wrong shapes, forged tokens and pages of other sites change nothing', async () => {
  await invited('app-shape')
  const browser = await host.staffBrowser('demo-help-centre')
  const path = `${api}/app-shape/authentication`
  expect((await browser.json('POST', path, { ...attended, documentsSeen: 'HKID' }, key('shape'))).status).toBe(400)
  expect((await browser.json('POST', path, attended)).status).toBe(400)
  expect(
    (await browser.json('POST', path, attended, { ...key('site'), origin: 'https://elsewhere.example' })).status,
  ).toBe(403)
  const page = await browser.get('/desk/identity/app-shape')
  expect((await browser.submit(page, { _csrf: 'forged', 'documentsSeen[]': 'HKID' })).status).toBe(403)
  expect((await browser.get('/desk/identity/nobody')).status).toBe(404)
  expect((await browser.get('/desk/identity/%00')).status).toBe(400)
  expect((await browser.get('/desk/identity?after=nonsense')).status).toBe(404)
  expect(JSON.parse((await browser.json('GET', `${api}/app-shape`)).body).status).toBe('INVITED')
})

test('after day 30 an attendance is refused: the application is regarded as rejected (R35b)', async () => {
  await invited('app-lapsed')
  host.clock.advanceTo(Date.parse('2026-12-24T00:01:00+08:00'))
  const browser = await host.staffBrowser('demo-help-centre')
  await vi.waitFor(async () => {
    expect(JSON.parse((await browser.json('GET', `${api}/app-lapsed`)).body).status).toBe('LAPSED')
  }, 10_000)
  const late = await browser.json(
    'POST',
    `${api}/app-lapsed/authentication`,
    { ...attended, attendedAt: '2026-12-24T00:00+08:00' },
    key('late'),
  )
  expect(JSON.parse(late.body)).toMatchObject({ status: 409, reason: 'AFTER_DEADLINE' })
})
