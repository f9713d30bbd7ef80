import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key } from './intake-host.ts'

let host: IntakeHost
beforeEach(async () => {
  host = await createIntakeHost()
})
afterEach(() => host.stop())

const enquiry = `${api}/application/enquiry`

/** An application in the browser that submitted it; vetting says that nothing was answered in seven working days. */
async function unanswered(more: object = {}) {
  const browser = host.newBrowser()
  const draft = { ...form, emailProof: await host.newCodeFor(email) }
  await browser.json('POST', `${api}/drafts`, draft, key('draft'))
  const { applicationId } = JSON.parse((await browser.json('POST', api, form, key('sent'))).body)
  host.vettingStates(applicationId, 'VETTING', { mayEnquireSince: host.clock.now(), mayWithdraw: true, ...more })
  return { browser, applicationId: applicationId as string }
}

const submissionOf = async (applicationId: string) => {
  const answer = await host.context.backbone.readSide.get('intake-web', 'submissions', applicationId)
  return answer.state === 'ready' ? (answer.found?.data as Record<string, unknown>) : {}
}

test('the status page offers the enquiry, takes it and acknowledges it in both languages (R37)', async () => {
  const { browser, applicationId } = await unanswered()
  const status = await browser.get('/apply/status?lang=en')
  expect(status.body).toContain('href="/apply/enquiry"')
  const page = await browser.get('/apply/enquiry?lang=en')
  const empty = await browser.submit(page, { question: ' ' })
  expect([empty.status, empty.body.includes('Write what you ask')]).toEqual([422, true])
  expect((await browser.submit(page, { question: 'x'.repeat(2_001) })).status).toBe(422)
  const done = await browser.submit(empty, { question: 'Is anything missing?' })
  expect(done.body).toContain('We received your enquiry on')
  expect(done.body).not.toContain('href="/apply/enquiry"')
  expect((await browser.get('/apply/status?lang=zh')).body).toContain('收到您的查詢')
  expect(await submissionOf(applicationId)).toMatchObject({ enquiry: { enquiryId: expect.any(String) } })
})

test('an enquiry is taken only while it may be made, once a day, and by who proved the address (R37)', async () => {
  const { browser, applicationId } = await unanswered({ mayEnquireSince: null })
  const ask = (name: string, by = browser) => by.json('POST', enquiry, { question: 'Any news?' }, key(name))
  expect((await ask('too-early')).status).toBe(422)
  expect((await browser.get('/apply/enquiry')).url).toMatch(/\/apply\/status$/)
  const at = host.clock.now()
  host.vettingStates(applicationId, 'VETTING', { mayEnquireSince: at })
  const stranger = host.newBrowser()
  await stranger.submit(await stranger.get('/apply/status?lang=en'), { reference: applicationId, email })
  expect((await ask('stranger', stranger)).status).toBe(404)
  expect((await stranger.get('/apply/enquiry')).url).toMatch(/\/apply\/status$/)
  expect((await ask('first')).status).toBe(202)
  expect((await ask('second')).status).toBe(422)
  const { enquiryId } = (await submissionOf(applicationId)).enquiry as { enquiryId: string }
  const answered = { enquiryId, at, answeredAt: at + 1, answer: 'By Whitsun.' }
  host.vettingStates(applicationId, 'VETTING', { mayEnquireSince: at, enquiry: answered })
  expect((await ask('same-day')).status).toBe(422)
})

test('the answer is read by who proved the address, on the page and as JSON, and by nobody else (R37)', async () => {
  const { browser, applicationId } = await unanswered()
  await browser.json('POST', enquiry, { question: 'Any news?' }, key('asked'))
  expect(JSON.parse((await browser.json('GET', enquiry)).body)).toMatchObject({ answeredAt: null, answer: null })
  const { enquiryId, at } = (await submissionOf(applicationId)).enquiry as { enquiryId: string; at: number }
  const answered = { enquiryId, at, answeredAt: at + 1, answer: 'By <b>Whitsun</b>.' }
  host.vettingStates(applicationId, 'VETTING', { mayEnquireSince: at, enquiry: answered })
  expect((await browser.get('/apply/status?lang=en')).body).toContain('By &lt;b&gt;Whitsun&lt;/b&gt;.')
  expect(JSON.parse((await browser.json('GET', enquiry)).body).answer).toBe(answered.answer)
  const stranger = host.newBrowser()
  const found = await stranger.submit(await stranger.get('/apply/status?lang=en'), { reference: applicationId, email })
  expect(found.body).toContain('We answered it on')
  expect(found.body).not.toContain('Whitsun')
  expect((await stranger.json('GET', enquiry)).status).toBe(404)
  const status = await stranger.json('POST', `${api}/status`, { applicationId, email })
  expect([status.status, status.body.includes('Whitsun')]).toEqual([200, false])
})

test('an address that staff corrected finds the application, and the old one finds and keeps nothing (R34b)', async () => {
  const right = 'right@example.com'
  const { browser, applicationId } = await unanswered()
  const statusBy = async (address: string) =>
    (await host.newBrowser().json('POST', `${api}/status`, { applicationId, email: address })).status
  const returnBy = async (address: string, name: string) => {
    const found = host.newBrowser(`10.1.1.${name.length}`)
    const emailProof = await host.newCodeFor(address)
    const { status } = await found.json(
      'POST',
      `${api}/sessions`,
      { applicationId, email: address, emailProof },
      key(name),
    )
    return { found, status }
  }
  expect([await statusBy(email), await statusBy(right)]).toEqual([200, 404])
  await host.tell('EmailCorrected', applicationId, { applicationId, at: host.clock.now(), email: right })
  await vi.waitFor(async () => expect(await statusBy(right)).toBe(200), { timeout: 10_000 })
  expect(await statusBy(email)).toBe(404)
  expect((await returnBy(email, 'by-the-old-one')).status).toBe(422)
  // The session that the old address opened is over.
  expect((await browser.get('/apply/withdraw')).url).toMatch(/\/apply\/status$/)
  expect((await browser.json('POST', `${api}/application/withdrawal`, {}, key('old'))).status).toBe(404)
  const { found, status } = await returnBy(right, 'by-the-right-one')
  expect(status).toBe(200)
  const supplement = { requestId: 'request-1', at: host.clock.now(), reasons: [] }
  host.vettingStates(applicationId, 'SUPPLEMENT_REQUESTED', { supplement, mayWithdraw: true })
  expect((await found.get('/apply/supplement')).status).toBe(200)
  expect((await found.get('/apply/supplement')).url).toMatch(/\/apply\/supplement$/)
  expect((await found.json('POST', `${api}/application/withdrawal`, {}, key('new'))).status).toBe(202)
})

test('enquiries of one place are limited, whatever they are about (R37)', async () => {
  const { browser } = await unanswered()
  const statuses = new Set<number>()
  for (let n = 0; n < 101; n += 1)
    statuses.add((await browser.json('POST', enquiry, { question: '' }, key(`empty-${n}`))).status)
  expect([...statuses]).toEqual([422, 429])
})
