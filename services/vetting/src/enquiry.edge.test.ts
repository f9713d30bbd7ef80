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
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })

async function received(applicationId: string) {
  const submission = { ...example, applicationId, personId: `person-of-${applicationId}` }
  await host.tell('ApplicationSubmitted', applicationId, { ...submission, submittedAt: host.clock.now() })
  await becomes(applicationId, { status: 'VETTING' })
}

const becomes = (applicationId: string, data: object) =>
  vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('vetting', 'applications', applicationId)
    expect(answer).toMatchObject({ state: 'ready', found: { data } })
  }, waitMs)

/** A machine that is busy with other tests takes its time. */
const waitMs = { timeout: 10_000 }

const officer = () => host.staffBrowser('demo-vetting')
const listed = async (query: string) =>
  JSON.parse((await (await officer()).json('GET', `${api}?${query}`)).body).applications.map(
    (one: { applicationId: string }) => one.applicationId,
  )

test('an enquiry is a list of its own, is answered on the page and by JSON, and can mark up nothing (R37)', async () => {
  await received('app-enquiry')
  host.clock.advanceTo(host.clock.now() + 20 * 86_400_000)
  await vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('vetting', 'statuses', 'app-enquiry')
    expect(answer).toMatchObject({ found: { data: { mayEnquireSince: expect.any(Number) } } })
  }, waitMs)
  const enquire = (enquiryId: string) =>
    host.tell('EnquiryMade', 'app-enquiry', {
      ...{ applicationId: 'app-enquiry', at: host.clock.now(), enquiryId, text: 'Any <b>news</b>?' },
    })
  await enquire('enquiry-1')
  await vi.waitFor(async () => expect(await listed('status=ENQUIRY')).toEqual(['app-enquiry']), waitMs)
  const browser = await officer()
  expect((await browser.get('/desk/vetting?status=ENQUIRY&lang=en')).body).toContain('Enquiry</strong>')
  const form = await browser.get('/desk/vetting/app-enquiry/enquiry')
  expect(form.body).toContain('Any &lt;b&gt;news&lt;/b&gt;?')
  const wrong = await browser.submit(form, { answer: '' })
  expect([wrong.status, wrong.body.includes('href="#answer"')]).toEqual([422, true])
  const done = await browser.submit(wrong, { answer: 'We write this week.' })
  expect(done.body).toContain('We write this week.')
  expect(await listed('status=ENQUIRY')).toEqual([])
  const again = await browser.json('POST', `${api}/app-enquiry/enquiry-answer`, { answer: 'x' }, key('none-waits'))
  expect([again.status, JSON.parse(again.body).reason]).toEqual([409, 'NO_ENQUIRY'])
  await enquire('enquiry-2')
  await vi.waitFor(async () => expect(await listed('status=ENQUIRY')).toEqual(['app-enquiry']), waitMs)
  await browser.json('POST', `${api}/app-enquiry/enquiry-answer`, { answer: 'By JSON.' }, key('by-json'))
  const { enquiries } = JSON.parse((await browser.json('GET', `${api}/app-enquiry`)).body)
  expect(enquiries.map((one: { answer: string }) => one.answer)).toEqual(['We write this week.', 'By JSON.'])
})

test('why an application was withdrawn is on its page and in its JSON, as text', async () => {
  await received('app-gone')
  const withdrawal = { applicationId: 'app-gone', at: host.clock.now(), reason: 'Settled <i>out</i> of court.' }
  await host.tell('WithdrawalRequested', 'app-gone', withdrawal)
  await becomes('app-gone', { status: 'WITHDRAWN' })
  const browser = await officer()
  expect((await browser.get('/desk/vetting/app-gone')).body).toContain('Settled &lt;i&gt;out&lt;/i&gt; of court.')
  expect(JSON.parse((await browser.json('GET', `${api}/app-gone`)).body).withdrawalReason).toBe(withdrawal.reason)
})
