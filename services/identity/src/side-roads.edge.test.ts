import { exampleOf } from '@icms/schemas/example-messages'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deployable } from './main.ts'

const vettingRows = new Map<string, Readonly<Record<string, unknown>>>()
let host: TestHost
beforeAll(async () => {
  host = await createTestHost([deployable], { rowsOfOthers: vettingRows })
})
afterAll(() => host.stop())

const api = '/api/v1/identity/attendances'
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
const attendedAt = '2026-11-23T09:30+08:00'

async function invited(applicationId: string) {
  vettingRows.set(`vetting/applications/${applicationId}`, {
    name: { surnameEn: 'CHAN', givenNameEn: 'Siu Ming', nameZh: '陳小明' },
    identityDocument: { kind: 'HKID', number: 'A123***(*)', issuingCountry: null },
    eligibility: 'ONGOING',
  })
  vettingRows.set(`vetting/forms/${applicationId}`, {
    identityDocument: { kind: 'HKID', number: 'A123456(3)', issuingCountry: null },
  })
  const vetted = exampleOf('vetting.events.v1', 'ApplicationVetted')
  const brought = { bring: ['HKID', 'NOTICE_OF_PROCEEDING'], representativeBrings: [], representativeAppointed: false }
  await host.tell('ApplicationVetted', applicationId, { ...vetted, applicationId, ...brought })
  await becomes(applicationId, { status: 'INVITED' })
}

const becomes = (applicationId: string, data: object) =>
  vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('identity', 'attendances', applicationId)
    expect(answer).toMatchObject({ state: 'ready', found: { data } })
  })

test('the Help Centre compares the number in full, while the attendance is awaited; nobody else sees it', async () => {
  await invited('app-number')
  const seenBy = async (staff: string) => {
    const browser = await host.staffBrowser(staff)
    const page = (await browser.get('/desk/identity/app-number')).body
    return [page, (await browser.json('GET', `${api}/app-number`)).body].map(body => body.includes('A123456(3)'))
  }
  expect(await seenBy('demo-help-centre')).toEqual([true, true])
  for (const staff of ['demo-vetting', 'demo-auditor', 'demo-judiciary-administrator'])
    expect(await seenBy(staff)).toEqual([false, false])
  const browser = await host.staffBrowser('demo-help-centre')
  expect((await browser.get('/desk/identity')).body).not.toContain('A123456(3)')
  const documentsSeen = ['HKID', 'NOTICE_OF_PROCEEDING']
  const attended = { attendedAt, attendee: 'APPLICANT', documentsSeen }
  await browser.json('POST', `${api}/app-number/authentication`, attended, key('number'))
  expect(await seenBy('demo-help-centre')).toEqual([false, false])
})

test('a document that is not ticked needs a reason, on the page and in the record (R35a)', async () => {
  await invited('app-missing')
  const browser = await host.staffBrowser('demo-help-centre')
  const page = await browser.get('/desk/identity/app-missing?lang=en')
  const without = await browser.submit(page, { 'documentsSeen[]': 'HKID' })
  expect([without.status, without.body.includes('Not every document')]).toEqual([409, true])
  const fields = { 'documentsSeen[]': 'HKID', missingReason: 'The registry confirmed it.' }
  const done = await browser.submit(await browser.get('/desk/identity/app-missing'), fields)
  expect(done.url).toMatch(/done=AUTHENTICATED$/)
  expect(done.body).toContain('The registry confirmed it.')
})

test('what is wanting is asked for on the page, with another last day and its reason (R34d, R35b)', async () => {
  await invited('app-wanting')
  const browser = await host.staffBrowser('demo-help-centre')
  const form = await browser.get('/desk/identity/app-wanting/failure?lang=en')
  const asked = { 'reasonCodes[]': 'DOCUMENTS_MISSING', 'supplement?': 'yes' }
  const day = { 'attendBy@day': '31', 'attendBy@month': '1', 'attendBy@year': '2027' }
  const wrong = await browser.submit(form, { ...asked, ...day })
  expect([wrong.status, wrong.body.includes('href="#attendByReason"')]).toEqual([422, true])
  const done = await browser.submit(wrong, { ...asked, ...day, attendByReason: 'It comes from abroad.' })
  expect(done.url).toMatch(/done=SUPPLEMENT_ASKED$/)
  expect(done.body).toContain('31 January 2027')
  expect(done.body).toContain('It comes from abroad.')
})

test('an invitation that bounced opens an item of the worklist, and is sent again by staff (R34b, R35b)', async () => {
  await invited('app-bounced')
  const mail = { ...exampleOf('email.events.v1', 'EmailBounced'), notice: 'N3', subjectId: 'app-bounced' }
  const at = host.clock.now()
  await host.tell('EmailBounced', mail.emailId, { ...mail, at, queuedAt: at })
  await becomes('app-bounced', { undelivered: { problem: 'BOUNCED' } })
  const browser = await host.staffBrowser('demo-help-centre')
  expect((await browser.get('/desk/identity?status=UNDELIVERED')).body).toContain('/desk/identity/app-bounced')
  expect((await browser.get('/desk/identity?status=INVITED')).body).not.toContain('/desk/identity/app-bounced')
  const page = await browser.get('/desk/identity/app-bounced?lang=en')
  expect(page.body).toContain('does not lapse until it is sent again')
  const done = await browser.submit(page, {}, '/desk/identity/app-bounced/invitation')
  expect(done.url).toMatch(/done=INVITED$/)
  expect(done.body).not.toContain('does not lapse')
  const again = await browser.json('POST', `${api}/app-bounced/invitation`, {}, key('bounced'))
  expect([again.status, JSON.parse(again.body).reason]).toEqual([409, 'INVITATION_NOT_UNDELIVERED'])
  const auditor = await host.staffBrowser('demo-auditor')
  expect((await auditor.json('POST', `${api}/app-bounced/invitation`, {}, key('auditor'))).status).toBe(403)
})

test('an attendance in time that is entered after the lapse is refused, and the Judiciary Administrator sees it (R35c)', async () => {
  await invited('app-entered-late')
  host.clock.advanceTo(Date.parse('2026-12-24T00:01:00+08:00'))
  await becomes('app-entered-late', { status: 'LAPSED' })
  const browser = await host.staffBrowser('demo-help-centre')
  const attended = { attendedAt: '2026-12-23T10:00+08:00', attendee: 'APPLICANT', documentsSeen: ['HKID'] }
  const late = await browser.json('POST', `${api}/app-entered-late/authentication`, attended, key('late'))
  expect(JSON.parse(late.body)).toMatchObject({ status: 409, reason: 'WINDOW_CLOSED' })
  expect(JSON.parse(late.body).detail).toContain('fresh application')
  const administrator = await host.staffBrowser('demo-judiciary-administrator')
  const page = (await administrator.get('/desk/identity/app-entered-late?lang=en')).body
  expect(page).toContain('needs to make a fresh application')
  expect(page).toContain('23 December 2026, 10:00 am')
})
