import { withEntry } from '@icms/backbone/reference'
import { fixedReference } from '@icms/backbone/reference-source'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { groupReference } from '@icms/schemas/application-reference'
import { findMissingTexts } from '@icms/web/template-texts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIntakeHost, email, type IntakeHost, pageFields } from './intake-host.ts'
import { intakeMessages } from './messages.ts'

let host: IntakeHost
beforeAll(async () => {
  host = await createIntakeHost()
})
afterAll(() => host.stop())

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), intakeMessages)).toEqual([])
})

test('the page of the form takes an application and shows its reference; a second click makes no second one', async () => {
  const browser = host.newBrowser()
  expect((await browser.get('/apply?lang=en')).body).toContain('Registration is free of charge')
  const page = await browser.get('/apply/form')
  const asked = await browser.submit(page, pageFields)
  expect(asked.body).toContain(email)
  const code = { emailProof: await host.codeFor(email) }
  const [received, again] = await Promise.all([browser.submit(asked, code), browser.submit(asked, code)])
  const applicationId = /\/apply\/received\/([0-9a-z]{26})$/.exec(received.url)?.[1] ?? ''
  expect(received.body).toContain('Application received')
  expect(received.body).toContain(groupReference(applicationId))
  expect(again.url).toBe(received.url)
  const status = await browser.get('/apply/status?lang=zh')
  expect(status.body).toContain('申請狀況')
  expect(status.body).toContain(groupReference(applicationId))
})

test('mistakes are summed up and stand beside their fields, in both languages; what was typed is kept', async () => {
  const browser = host.newBrowser()
  const page = await browser.get('/apply/form?lang=en')
  const typed = {
    ...pageFields,
    'identityDocument.number': 'A123456(4)',
    'name.surnameEn': '"><script>',
    'cases.0.role': '',
  }
  const wrong = await browser.submit(page, typed)
  expect(wrong.status).toBe(422)
  for (const id of ['identityDocument-number', 'name-surnameEn', 'cases-0-role']) {
    expect(wrong.body).toContain(`href="#${id}"`)
    expect(wrong.body).toMatch(new RegExp(`id="${id}"`))
  }
  expect(wrong.body).toContain('value="&quot;&gt;&lt;script&gt;"')
  expect((await browser.submit(await browser.get('/apply/form?lang=zh'), typed)).body).toContain('括號內的數字')
})

test('a form that was sent empty names what is missing in it', async () => {
  const browser = host.newBrowser()
  const empty = await browser.submit(await browser.get('/apply/form'), {})
  const links = [...empty.body.matchAll(/<a href="#([\w-]+)"/g)].map(([, id]) => id)
  expect(links).toEqual(expect.arrayContaining(['name-surnameEn', 'address-lines', 'eligibility', 'termsVersion']))
  for (const id of links) expect(empty.body).toContain(`id="${id}"`)
})

test('room for more cases is made without losing what was typed', async () => {
  const browser = host.newBrowser()
  const page = await browser.get('/apply/form')
  const more = await browser.submit(page, { ...pageFields, _caseRows: '8' })
  expect(more.status).toBe(200)
  expect(more.body).toContain('cases.7.caseNumber')
  expect(more.body).toContain('value="DCPI 123/2023"')
})

test('the received page of somebody else’s application shows nothing, whether it exists or not', async () => {
  const applicationId = await host.submitted('foreign')
  const stranger = host.newBrowser()
  for (const id of [applicationId, '0'.repeat(26), 'no-such-one']) {
    const page = await stranger.get(`/apply/received/${id}`)
    expect(page.url).toMatch(/\/apply\/status$/)
    expect(page.body).not.toContain(groupReference(id))
  }
})

test('on the page the status answers alike for a wrong reference and a wrong email, and is left again', async () => {
  const applicationId = await host.submitted('page-status')
  const browser = host.newBrowser()
  const find = await browser.get('/apply/status?lang=en')
  const asked = async (reference: string, address: string) => {
    const { status, body } = await browser.submit(find, { reference, email: address })
    return [status, /<ul class="govuk-list govuk-error-summary__list">[\s\S]*?<\/ul>/.exec(body)?.[0]]
  }
  const wrongEmail = await asked(applicationId, 'other@example.com')
  expect(wrongEmail[0]).toBe(404)
  expect(await asked('0'.repeat(26), email)).toEqual(wrongEmail)
  expect((await browser.submit(find, {})).status).toBe(422)

  const reasons = [{ code: 'CASE_NOT_FOUND', textEn: 'No such case.', textZh: '沒有該案件。' }]
  host.vettingStates(applicationId, 'REJECTED', { reasons })
  const shown = await browser.submit(find, { reference: groupReference(applicationId), email })
  expect(shown.body).toContain('No such case.')
  expect(shown.body).toContain('lang="zh-Hant-HK">沒有該案件。')
  await browser.submit(shown, {}, '/apply/status/leave')
  expect((await browser.get('/apply/status')).body).not.toContain('No such case.')
})

test('a forged token and a page of another site change nothing', async () => {
  const browser = host.newBrowser()
  const page = await browser.get('/apply/form')
  expect((await browser.submit(page, { ...pageFields, _csrf: 'forged' })).status).toBe(403)
})

test('the status page says how the Help Centre is reached, its telephone too, and so does its JSON (R34b)', async () => {
  const details = { addressEn: '1 New Road', addressZh: '新路1號', hoursEn: '9 to 5', hoursZh: '九時至五時' }
  const entry = {
    id: 'contact.new',
    kind: 'ContactDetails',
    effectiveFrom: '2023-01-01',
    recordedAt: 1,
    recordedBy: null,
  }
  const content = { ...details, telephone: '2123 4567' }
  const reference = fixedReference(withEntry(seededReference, { ...entry, content }))
  const reachable = await createIntakeHost({ reference })
  const applicationId = await reachable.submitted('reached')
  const browser = reachable.newBrowser()
  const found = await browser.submit(await browser.get('/apply/status?lang=en'), { reference: applicationId, email })
  for (const words of ['1 New Road', '9 to 5', '2123 4567']) expect(found.body).toContain(words)
  expect((await browser.get('/apply/status?lang=zh')).body).toContain('新路1號')
  const { body } = await browser.json('POST', '/api/v1/applications/status', { applicationId, email })
  expect(JSON.parse(body).helpCentre).toEqual(content)
  await reachable.stop()
})
