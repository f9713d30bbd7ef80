import { groupReference } from '@icms/schemas/application-reference'
import type { BrowserPage, FormBrowser } from '@icms/web/form-browser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key, pageFields } from './intake-host.ts'

const dayMs = 24 * 3_600_000
let host: IntakeHost
beforeEach(async () => {
  host = await createIntakeHost()
})
afterEach(() => host.stop())

const half = { 'name.surnameEn': 'Chan', email, 'cases.0.caseNumber': 'not yet known' }

async function saved(browser: FormBrowser, fields: Readonly<Record<string, string>> = half) {
  const asked = await browser.submit(await browser.get('/apply/form?lang=en'), { ...fields, _do: 'save' })
  const page = await browser.submit(asked, { emailProof: await host.codeFor(fields.email ?? email) })
  const reference = /icms-reference">([^<]+)</.exec(page.body)?.[1]
  if (!reference) throw new Error(`nothing was saved: ${page.url} ${page.status}`)
  return { page, reference }
}

async function returned(browser: FormBrowser, reference: string, address: string): Promise<BrowserPage> {
  host.clock.advanceTo(host.clock.now() + 16 * 60_000)
  const asked = await browser.submit(await browser.get('/apply/return?lang=en'), { reference, email: address })
  return browser.submit(asked, { emailProof: await host.codeFor(address) })
}

test('a half-filled form is saved once its address is proven, gone on with elsewhere, and sent under the same reference', async () => {
  const { page, reference } = await saved(host.newBrowser())
  expect(page.url).toMatch(/\/apply\/saved$/)
  expect(page.body).toContain('21 February 2027')
  const elsewhere = host.newBrowser('10.1.1.1')
  const open = await returned(elsewhere, reference, 'Siu.Ming@example.com')
  expect(open.url).toMatch(/\/apply\/form$/)
  expect(open.body).toContain('value="not yet known"')
  const received = await elsewhere.submit(open, pageFields)
  expect(received.url).toContain('/apply/received/')
  expect(received.body).toContain(reference)
  expect((await elsewhere.get('/apply/saved')).url).toMatch(/\/apply\/return$/)
})

test('a second click on a draft that was sent leads to the same acknowledgement', async () => {
  const browser = host.newBrowser()
  await saved(browser)
  const page = await browser.get('/apply/form')
  const [first, second] = await Promise.all([browser.submit(page, pageFields), browser.submit(page, pageFields)])
  expect(first.url).toContain('/apply/received/')
  expect(second.url).toBe(first.url)
})

test('a draft keeps its proof while its address stays; another address is proven anew', async () => {
  const browser = host.newBrowser()
  await saved(browser)
  const again = await browser.submit(await browser.get('/apply/form'), { ...half, phone: '1', _do: 'save' })
  expect(again.url).toMatch(/\/apply\/saved$/)
  const other = { ...half, email: 'other@example.com', _do: 'save' }
  const asked = await browser.submit(await browser.get('/apply/form'), other)
  expect(asked.body).toContain('name="emailProof"')
  await browser.submit(asked, { emailProof: await host.codeFor('other@example.com') })
  expect((await browser.get('/apply/form')).body).toContain('value="other@example.com"')
})

test('a session that ended while a draft was filled in costs a code, and makes no second draft', async () => {
  const browser = host.newBrowser()
  const { reference } = await saved(browser)
  const page = await browser.get('/apply/form')
  host.clock.advanceTo(host.clock.now() + 30 * 60_000)
  const asked = await browser.submit(page, pageFields)
  const received = await browser.submit(asked, { emailProof: await host.codeFor(email) })
  expect(received.body).toContain(reference)
})

test('what does not exist, what is somebody else’s and what expired are answered alike, after the same steps', async () => {
  const { reference } = await saved(host.newBrowser())
  const told = async (named: string, address: string, from: string) => {
    const page = await returned(host.newBrowser(from), named, address)
    return [
      page.status,
      page.url,
      /<ul class="govuk-list govuk-error-summary__list">[\s\S]*?<\/ul>/.exec(page.body)?.[0],
    ]
  }
  const none = await told(groupReference('0'.repeat(26)), 'thief@example.com', '10.1.2.1')
  expect(none[0]).toBe(422)
  expect(await told(reference, 'thief@example.com', '10.1.2.2')).toEqual(none)
  host.clock.advanceTo(host.clock.now() + 91 * dayMs)
  expect(await told(reference, email, '10.1.2.3')).toEqual(none)
})

test('a draft is given up and nothing is kept', async () => {
  const browser = host.newBrowser()
  const { page, reference } = await saved(browser)
  expect((await browser.submit(page, {}, '/apply/discard')).body).toContain('Nothing of it is kept')
  expect((await returned(host.newBrowser('10.1.3.1'), reference, email)).status).toBe(422)
})

test('as JSON the same: saved with a code, read and submitted in the session that it opened', async () => {
  const browser = host.newBrowser()
  const { declarationMade: _, ...begun } = form
  const emailProof = await host.newCodeFor(email)
  const answer = await browser.json('POST', `${api}/drafts`, { ...begun, emailProof }, key('draft'))
  expect(answer.status).toBe(201)
  const { applicationId } = JSON.parse(answer.body)
  const stranger = host.newBrowser()
  expect((await stranger.json('GET', `${api}/draft`)).status).toBe(404)
  const read = JSON.parse((await browser.json('GET', `${api}/draft`)).body)
  expect(read.form).toMatchObject({ phone: '9123 4567', cases: [{ role: 'PLAINTIFF' }] })
  const submitted = await browser.json('POST', api, { ...read.form, declarationMade: true }, key('draft-sent'))
  expect([submitted.status, JSON.parse(submitted.body).applicationId]).toEqual([201, applicationId])
  const again = await stranger.json(
    'POST',
    `${api}/sessions`,
    { applicationId, email, emailProof: await host.newCodeFor(email) },
    key('return'),
  )
  expect(JSON.parse(again.body)).toEqual({ applicationId, isDraft: false })
})
