import { exampleOf } from '@icms/schemas/example-messages'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deployable } from './main.ts'

let host: TestHost
beforeAll(async () => {
  host = await createTestHost([deployable])
})
afterAll(() => host.stop())

const example = exampleOf('intake-web.events.v1', 'ApplicationSubmitted')
const api = '/api/v1/vetting/applications'
const inOrder = { note: 'in order' }
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })

/** An application before staff; each of another person. */
async function received(applicationId: string) {
  const submittedAt = host.clock.now()
  await host.tell('ApplicationSubmitted', applicationId, {
    ...example,
    applicationId,
    personId: `person-of-${applicationId}`,
    submittedAt,
  })
  await becomes(applicationId, 'VETTING')
}

const becomes = (applicationId: string, status: string) =>
  vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('vetting', 'applications', applicationId)
    expect(answer).toMatchObject({ state: 'ready', found: { data: { status } } })
  })

test('an application is vetted, and after authentication approved by the Judiciary Administrator (R34b, R36a, R39)', async () => {
  await received('app-straight')
  const vetting = await host.staffBrowser('demo-vetting')
  const approved = await vetting.json(
    'POST',
    `${api}/app-straight/approval-for-authentication`,
    { note: 'in order' },
    key('one'),
  )
  expect([approved.status, JSON.parse(approved.body)]).toEqual([
    200,
    { applicationId: 'app-straight', status: 'AUTH_PENDING' },
  ])

  await host.tell('IdentityAuthenticated', 'app-straight', { applicationId: 'app-straight', at: host.clock.now() })
  await becomes('app-straight', 'AUTHENTICATED')
  expect((await vetting.json('POST', `${api}/app-straight/approval`, {}, key('two'))).status).toBe(403)
  const administrator = await host.staffBrowser('demo-judiciary-administrator')
  const final = await administrator.json('POST', `${api}/app-straight/approval`, {}, key('three'))
  expect(JSON.parse(final.body).status).toMatch(/^APPROVED/)

  const read = JSON.parse((await vetting.json('GET', `${api}/app-straight`)).body)
  expect(read.decisions).toMatchObject([
    { command: 'ApproveForAuthentication', decidedBy: 'demo-vetting', role: 'vetting', note: 'in order' },
    { command: 'ApproveApplication', decidedBy: 'demo-judiciary-administrator', role: 'judiciary-administrator' },
  ])
})

test('a decision that is sent again is taken once; another one under its key is refused', async () => {
  await received('app-repeat')
  const browser = await host.staffBrowser('demo-vetting')
  const path = `${api}/app-repeat/approval-for-authentication`
  const first = await browser.json('POST', path, { note: 'a' }, key('same'))
  const again = await browser.json('POST', path, { note: 'a' }, key('same'))
  expect([first.status, again.status, again.body]).toEqual([200, 200, first.body])
  expect((await browser.json('POST', path, { note: 'b' }, key('same'))).status).toBe(409)
})

test('what does not fit the application any more is refused with the reason (R35c)', async () => {
  await received('app-late')
  const browser = await host.staffBrowser('demo-vetting')
  await browser.json('POST', `${api}/app-late/rejection`, { reasonCodes: ['NOT_ELIGIBLE'] }, key('reject'))
  const late = await browser.json('POST', `${api}/app-late/approval-for-authentication`, inOrder, key('late'))
  expect([late.status, JSON.parse(late.body)]).toMatchObject([409, { reason: 'ALREADY_FINAL', errors: [] }])
})

test('an application that does not exist is not found, to be read or decided on', async () => {
  const browser = await host.staffBrowser('demo-vetting')
  expect((await browser.json('GET', `${api}/nobody`)).status).toBe(404)
  expect((await browser.json('POST', `${api}/nobody/approval-for-authentication`, inOrder, key('nobody'))).status).toBe(
    404,
  )
  expect((await browser.get('/desk/vetting/nobody')).status).toBe(404)
  expect((await browser.get('/desk/vetting/%3Cscript%3E')).status).toBe(400)
})

test('a rejection names every mistake at once, as JSON and beside its field (R39)', async () => {
  await received('app-reasons')
  const browser = await host.staffBrowser('demo-vetting')
  const json = await browser.json(
    'POST',
    `${api}/app-reasons/rejection`,
    { reasonCodes: ['OTHER'], note: 'a\u0007' },
    key('reasons'),
  )
  expect(JSON.parse(json.body).errors.map((error: { path: string }) => error.path)).toEqual([
    'textEn',
    'textZh',
    'note',
  ])

  const form = await browser.get('/desk/vetting/app-reasons/reject')
  const wrong = await browser.submit(form, { textEn: 'The year is wrong.' })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('id="reasonCodes-error"')
  expect(wrong.body).toContain('href="#textZh"')
  expect(wrong.body).toContain('The year is wrong.')
})

test('staff reject on the page, with reasons in both languages (R39)', async () => {
  await received('app-page')
  const browser = await host.staffBrowser('demo-vetting')
  const worklist = await browser.get('/desk/vetting')
  expect(worklist.body).toContain('/desk/vetting/app-page')
  const form = await browser.get('/desk/vetting/app-page/reject?lang=zh')
  expect(form.body).toContain('拒絕申請')
  const fields = { 'reasonCodes[]': 'CASE_NOT_FOUND', textEn: 'No such case.', textZh: '沒有該案件。' }
  const done = await browser.submit(form, fields)
  expect(done.url).toMatch(/\/desk\/vetting\/app-page\?done=REJECTED$/)
  expect(done.body).toContain('申請已被拒絕。')
  expect(done.body).toContain('沒有該案件。')
  const again = await browser.submit(form, fields)
  expect(again.url).toBe(done.url)
})

test('a decision on a page that is out of date is refused on the page (R35c)', async () => {
  await received('app-stale')
  const browser = await host.staffBrowser('demo-vetting')
  const page = await browser.get('/desk/vetting/app-stale?lang=en')
  await browser.json('POST', `${api}/app-stale/rejection`, { reasonCodes: ['NOT_ELIGIBLE'] }, key('stale'))
  const late = await browser.submit(page, {}, '/desk/vetting/app-stale/approve-for-authentication')
  expect(late.status).toBe(409)
  expect(late.body).toContain('never re-opened')
})

test('only those who decide see the numbers of identity documents in full', async () => {
  await received('app-masked')
  const { number } = example.form.identityDocument
  const seenBy = async (staff: string) => {
    const browser = await host.staffBrowser(staff)
    const page = (await browser.get('/desk/vetting/app-masked')).body
    const json = (await browser.json('GET', `${api}/app-masked`)).body
    return [page.includes(number), json.includes(number)]
  }
  expect(await seenBy('demo-vetting')).toEqual([true, true])
  expect(await seenBy('demo-judiciary-administrator')).toEqual([true, true])
  expect(await seenBy('demo-auditor')).toEqual([false, false])
})

test('who is not signed in is led to sign-in, and another role is not let in', async () => {
  const stranger = host.newBrowser()
  expect((await stranger.json('GET', api)).status).toBe(401)
  expect((await stranger.get('/desk/vetting')).url).toContain('/oidc/')
  const counter = await host.staffBrowser('demo-counter')
  expect((await counter.get('/desk/vetting')).status).toBe(403)
  expect((await counter.json('GET', api)).status).toBe(403)
})

test('JSON of the wrong shape and pages of other sites change nothing', async () => {
  await received('app-shape')
  const browser = await host.staffBrowser('demo-vetting')
  const wrong = await browser.json(
    'POST',
    `${api}/app-shape/rejection`,
    { reasonCodes: 'NOT_ELIGIBLE', more: 1 },
    key('shape'),
  )
  expect(wrong.status).toBe(400)
  const page = await browser.get('/desk/vetting/app-shape')
  const forged = await browser.submit(page, { _csrf: 'forged' }, '/desk/vetting/app-shape/approve-for-authentication')
  expect(forged.status).toBe(403)
  const foreign = await browser.json('POST', `${api}/app-shape/approval-for-authentication`, inOrder, {
    ...key('foreign'),
    origin: 'https://elsewhere.example',
  })
  expect(foreign.status).toBe(403)
  await becomes('app-shape', 'VETTING')
})

test('the worklist has 50 to a page; a place that no page gave is none', async () => {
  const browser = await host.staffBrowser('demo-vetting')
  await Promise.all(Array.from({ length: 52 }, (_, n) => received(`app-many-${n}`)))
  const first = JSON.parse((await browser.json('GET', api)).body)
  const second = JSON.parse((await browser.json('GET', `${api}?after=${encodeURIComponent(first.next)}`)).body)
  const ids = [...first.applications, ...second.applications].map(({ applicationId }) => applicationId)
  expect(first.applications).toHaveLength(50)
  expect(ids.filter(id => id.startsWith('app-many-'))).toHaveLength(52)
  expect(new Set(ids).size).toBe(ids.length)
  expect(second.next).toBeNull()
  expect((await browser.json('GET', `${api}?after=RUNNING~nonsense`)).status).toBe(404)
})

test('who waits beyond 3 working days comes first and is marked, beyond 7 as well (R34a, R37)', async () => {
  await received('app-waiting')
  const browser = await host.staffBrowser('demo-vetting')
  const [old] = JSON.parse((await browser.json('GET', api)).body).applications
  expect(old).toMatchObject({ isOverdue: false, vettingDue: '2026-11-26T15:59:59.999Z' })
  host.clock.advanceTo(Date.parse('2026-12-03T09:00:00+08:00'))
  const later = await host.staffBrowser('demo-vetting')
  await vi.waitFor(async () => {
    const { applications } = JSON.parse((await later.json('GET', api)).body)
    expect(applications[0]).toMatchObject({ isOverdue: true, mayEnquire: true })
  })
  expect((await later.get('/desk/vetting')).body).toContain('Overdue')
})
