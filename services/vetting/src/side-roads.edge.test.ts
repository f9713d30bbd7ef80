import { exampleOf } from '@icms/schemas/example-messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checklistOf } from './checklist.ts'
import { api, createVettingHost } from './vetting-host.ts'

let host: Awaited<ReturnType<typeof createVettingHost>>
const rowsOfOthers = new Map<string, Readonly<Record<string, unknown>>>()
beforeAll(async () => {
  host = await createVettingHost({ rowsOfOthers })
})
afterAll(() => host.stop())

const example = exampleOf('intake-web.events.v1', 'ApplicationSubmitted')
const { documents } = exampleOf('intake-web.events.v1', 'SupplementSupplied')
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })

test('supplementary information is asked for on the page, and listed by its reason (R34d)', async () => {
  await host.received('app-supplement')
  const browser = await host.officer()
  const form = await browser.get('/desk/vetting/app-supplement/supplement?lang=en')
  expect((await browser.submit(form, {})).status).toBe(422)
  const asked = await browser.submit(form, {
    'reasonCodes[]': 'DOCUMENT_NOT_LEGIBLE',
    textEn: 'Page 2 is missing.',
    textZh: '欠第2頁。',
  })
  expect(asked.url).toMatch(/app-supplement\?done=SUPPLEMENT_REQUESTED$/)
  expect(asked.body).toContain('Page 2 is missing.')
  expect(await host.listed('status=SUPPLEMENT_REQUESTED&reason=DOCUMENT_NOT_LEGIBLE')).toEqual(['app-supplement'])
  expect(await host.listed('status=SUPPLEMENT_REQUESTED&reason=LEAVE_WANTED')).toEqual([])
})

test('an answer is shown with its documents, and what it says can mark up nothing (R33, R34d)', async () => {
  await host.received('app-answer')
  const browser = await host.officer()
  const request = { reasonCodes: ['DOCUMENT_NOT_LEGIBLE'] }
  await browser.json('POST', `${api}/app-answer/supplement`, request, key('asked'))
  const read = JSON.parse((await browser.json('GET', `${api}/app-answer`)).body)
  const answer = { applicationId: 'app-answer', at: host.clock.now(), requestId: read.supplements[0].requestId }
  await host.tell('SupplementSupplied', 'app-answer', { ...answer, text: 'Page 2 <b>now</b>.', documents })
  await host.becomes('app-answer', { status: 'VETTING' })
  const page = (await browser.get('/desk/vetting/app-answer')).body
  expect(page).toContain('Page 2 &lt;b&gt;now&lt;/b&gt;.')
  expect(page).toContain(`/desk/documents/app-answer/${documents[0]!.documentId}`)
})

test('a list says that something needs attention only where it does', async () => {
  await host.received('app-calm')
  const page = (await (await host.officer()).get('/desk/vetting?status=VETTING&lang=en')).body
  expect(page).toContain('/desk/vetting/app-calm')
  expect(page).not.toContain('data-label="Attention"')
})

test('several reasons are asked for at once, in both languages (R34d)', async () => {
  await host.received('app-several')
  const browser = await host.officer()
  const body = { reasonCodes: ['OTHER', 'DETAILS_MISSING'], textEn: 'State the flat.', textZh: '請填寫單位。' }
  const asked = await browser.json('POST', `${api}/app-several/supplement`, body, key('several'))
  expect(JSON.parse(asked.body)).toEqual({ applicationId: 'app-several', status: 'SUPPLEMENT_REQUESTED' })
  expect(JSON.parse((await browser.json('GET', `${api}/app-several`)).body).supplements).toMatchObject([
    { answeredAt: null, reasons: [{ code: 'DETAILS_MISSING' }, { code: 'OTHER', textZh: '請填寫單位。' }] },
  ])
})

test('an application is set aside and gone on with, each with a reason (R34a)', async () => {
  await host.received('app-hold')
  const browser = await host.officer()
  const form = await browser.get('/desk/vetting/app-hold/hold?lang=en')
  const without = await browser.submit(form, {})
  expect([without.status, without.body.includes('href="#note"')]).toEqual([422, true])
  expect((await browser.submit(without, { note: 'The file is sought.' })).url).toMatch(/done=ON_HOLD$/)
  expect(await host.listed('status=ON_HOLD')).toEqual(['app-hold'])
  const released = await browser.json('POST', `${api}/app-hold/release`, { note: 'Found.' }, key('release'))
  expect(JSON.parse(released.body)).toEqual({ applicationId: 'app-hold', status: 'VETTING' })
  const again = await browser.json('POST', `${api}/app-hold/release`, { note: 'Found.' }, key('release-2'))
  expect([again.status, JSON.parse(again.body).reason]).toEqual([409, 'NOT_ON_HOLD'])
})

test('the checklist is ticked on the page and recorded; what is missing needs a note (R5, R34a)', async () => {
  await host.received('app-checklist')
  const browser = await host.officer()
  const page = await browser.get('/desk/vetting/app-checklist?lang=en')
  const path = '/desk/vetting/app-checklist/approve-for-authentication'
  const items = checklistOf(example.form)
  for (const item of items) expect(page.body).toContain(`value="${item}"`)
  const incomplete = await browser.submit(page, { 'checked[]': items[0]! }, path)
  expect([incomplete.status, incomplete.body.includes('Not everything is ticked')]).toEqual([409, true])
  const approval = { checked: items }
  const done = await browser.json('POST', `${api}/app-checklist/approval-for-authentication`, approval, key('ticked'))
  expect(JSON.parse(done.body).status).toBe('AUTH_PENDING')
  expect((await browser.get('/desk/vetting/app-checklist?lang=en')).body).toContain('In order: Name agrees')
  const { decisions } = JSON.parse((await browser.json('GET', `${api}/app-checklist`)).body)
  expect(decisions).toMatchObject([{ command: 'ApproveForAuthentication', checked: items }])
})

test('the Judiciary Administrator says how reasons under R10c were weighed (R10c)', async () => {
  await host.received('app-10c', {
    eligibility: 'OTHER_10C',
    reasons: 'A beneficiary of the estate.',
    actingInPerson: null,
  })
  await (await host.officer()).json('POST', `${api}/app-10c/approval-for-authentication`, { note: 'x' }, key('10c'))
  await host.tell('IdentityAuthenticated', 'app-10c', { applicationId: 'app-10c', at: host.clock.now() })
  await host.becomes('app-10c', { status: 'AUTHENTICATED' })
  const browser = await host.staffBrowser('demo-judiciary-administrator')
  const page = await browser.get('/desk/vetting/app-10c?lang=en')
  const without = await browser.submit(page, {}, '/desk/vetting/app-10c/approve')
  expect([without.status, without.body.includes('how the reasons were weighed')]).toEqual([409, true])
  const weighing = 'Leave was given by the court.'
  const done = await browser.submit(page, { weighing, _once: 'another-click-1' }, '/desk/vetting/app-10c/approve')
  expect(done.url).toMatch(/done=APPROVED$/)
  expect(done.body).toContain(weighing)
})

test('only the Judiciary Administrator rejects what is vetted already (R39)', async () => {
  await host.received('app-reject')
  const browser = await host.officer()
  await browser.json('POST', `${api}/app-reject/approval-for-authentication`, { note: 'x' }, key('vetted'))
  const rejection = { reasonCodes: ['NOT_ELIGIBLE'] }
  const refused = await browser.json('POST', `${api}/app-reject/rejection`, rejection, key('staff-rejects'))
  expect(JSON.parse(refused.body).reason).toBe('ONLY_THE_ADMINISTRATOR')
  expect((await browser.get('/desk/vetting/app-reject')).body).not.toContain('app-reject/reject')
  const administrator = await host.staffBrowser('demo-judiciary-administrator')
  const done = await administrator.json('POST', `${api}/app-reject/rejection`, rejection, key('administrator-rejects'))
  expect(JSON.parse(done.body).status).toBe('REJECTED')
})

test('whoever takes an application on has it on the own list, until it is put back', async () => {
  await host.received('app-mine')
  const browser = await host.officer()
  const taken = await browser.submit(
    await browser.get('/desk/vetting/app-mine?lang=en'),
    {},
    '/desk/vetting/app-mine/assign',
  )
  expect(taken.body).toContain('You see to this application.')
  expect(await host.listed('status=MINE')).toEqual(['app-mine'])
  expect((await browser.get('/desk/vetting?status=MINE')).body).toContain('/desk/vetting/app-mine')
  await browser.json('POST', `${api}/app-mine/assignment`, { assignee: 'demo-judiciary-administrator' }, key('give'))
  expect(await host.listed('status=MINE')).toEqual([])
  await browser.json('POST', `${api}/app-mine/unassignment`, {}, key('back'))
  await host.becomes('app-mine', { assignee: null })
})

test.each([
  ['the reference', 'app-found'],
  ['the identity number, in full width', 'Ｂ７６５４３２（１）'],
  ['the address of mail', 'Found@Example.com'],
  ['the name in English, in any order', 'tai-man WONG'],
  ['the name in Chinese', '黃大文'],
])('an application is found by %s, and no address has what was looked for', async (_, text) => {
  const form = {
    name: { surnameEn: 'Wong', givenNameEn: 'Tai Man', nameZh: '黃大文' },
    identityDocument: { kind: 'HKID', number: 'B765432(1)', issuingCountry: null },
    email: 'found@example.com',
  }
  const known = await host.context.backbone.readSide.get('vetting', 'applications', 'app-found')
  if (known.state === 'ready' && !known.found) await host.received('app-found', form)
  await host.becomes('app-found', { searchAttempts: 1 })
  const browser = await host.officer()
  const found = await browser.submit(await browser.get('/desk/vetting/search?lang=en'), { text })
  expect(found.url).toMatch(/\/desk\/vetting\/search$/)
  expect(found.body).toContain('/desk/vetting/app-found')
  const json = await browser.json('POST', '/api/v1/vetting/search', { text })
  expect(JSON.parse(json.body).applications).toMatchObject([{ applicationId: 'app-found' }])
  expect(json.body).not.toContain('searchTerms')
})

test('a part of a name finds nothing, and an empty question is a mistake', async () => {
  const browser = await host.officer()
  const page = await browser.get('/desk/vetting/search?lang=en')
  expect((await browser.submit(page, { text: 'Wong' })).body).toContain('Nothing was found')
  expect((await browser.submit(page, { text: ' ' })).status).toBe(422)
})

test('other applications of the same person are shown, those that were refused too (A31)', async () => {
  await host.received('app-first', {}, { personId: 'person-twice' })
  const second = { ...example, applicationId: 'app-second', personId: 'person-twice', submittedAt: host.clock.now() }
  await host.tell('ApplicationSubmitted', 'app-second', second)
  await host.becomes('app-second', { status: 'REJECTED' })
  const browser = await host.officer()
  expect((await browser.get('/desk/vetting/app-first')).body).toContain('/desk/vetting/app-second')
  const { samePerson } = JSON.parse((await browser.json('GET', `${api}/app-second`)).body)
  expect(samePerson).toMatchObject([{ applicationId: 'app-first', status: 'VETTING' }])
})

test('an address of mail is corrected with how it was learnt (R34b)', async () => {
  await host.received('app-email')
  const browser = await host.officer()
  const form = await browser.get('/desk/vetting/app-email/email?lang=en')
  const wrong = await browser.submit(form, { email: 'nobody', note: '' })
  for (const field of ['email', 'note']) expect(wrong.body).toContain(`href="#${field}"`)
  const done = await browser.submit(wrong, { email: 'right@example.com', note: 'By telephone.' })
  expect(done.body).toContain('right@example.com')
})

test('other roles have neither the pages nor the posts of vetting staff', async () => {
  await host.received('app-roles')
  for (const staff of ['demo-auditor', 'demo-judiciary-administrator', 'demo-help-centre']) {
    const browser = await host.staffBrowser(staff)
    for (const step of ['supplement', 'hold', 'release', 'email', 'enquiry']) {
      expect((await browser.get(`/desk/vetting/app-roles/${step}`)).status).toBe(403)
      const of = step === 'enquiry' ? 'enquiry-answer' : step
      expect((await browser.json('POST', `${api}/app-roles/${of}`, {}, key(`${staff}-${step}`))).status).toBe(403)
    }
  }
  const auditor = await host.staffBrowser('demo-auditor')
  expect((await auditor.json('POST', `${api}/app-roles/assignment`, {}, key('auditor'))).status).toBe(403)
})

test('the desk sees what was mailed about an application, and what came back (chapter 9)', async () => {
  await host.received('app-mailed')
  const mail = { subjectId: 'app-mailed', queuedAt: host.clock.now(), changedAt: host.clock.now() }
  rowsOfOthers.set('email/mails/one', { ...mail, notice: 'N1', status: 'ACCEPTED' })
  rowsOfOthers.set('email/mails/two', { ...mail, notice: 'N2', status: 'BOUNCED' })
  rowsOfOthers.set('email/mails/other', { ...mail, subjectId: 'app-other', notice: 'N4', status: 'ACCEPTED' })
  const browser = await host.staffBrowser('demo-vetting')
  const { body } = await browser.get('/desk/vetting/app-mailed?lang=en')
  expect(body).toMatch(/Application received, [^<]+<strong[^>]*>\s*Taken by the mail server/)
  expect(body).toMatch(
    /Supplementary information wanted, [^<]+<strong[^>]*govuk-tag--red[^>]*>\s*Refused, or came back/,
  )
  expect(body).not.toContain('Application rejected')
  const { notices } = JSON.parse((await browser.json('GET', `${api}/app-mailed`)).body)
  expect(notices).toMatchObject([{ notice: 'N1' }, { notice: 'N2', status: 'BOUNCED' }])
})
