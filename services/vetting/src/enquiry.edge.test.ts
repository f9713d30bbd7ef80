import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { api, createVettingHost } from './vetting-host.ts'

let host: Awaited<ReturnType<typeof createVettingHost>>
beforeAll(async () => {
  host = await createVettingHost()
})
afterAll(() => host.stop())

const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })

test('an enquiry is a list of its own, is answered on the page and by JSON, and can mark up nothing (R37)', async () => {
  await host.received('app-enquiry')
  host.clock.advanceTo(host.clock.now() + 20 * 86_400_000)
  await vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('vetting', 'statuses', 'app-enquiry')
    expect(answer).toMatchObject({ found: { data: { mayEnquireSince: expect.any(Number) } } })
  })
  const enquire = (enquiryId: string) =>
    host.tell('EnquiryMade', 'app-enquiry', {
      ...{ applicationId: 'app-enquiry', at: host.clock.now(), enquiryId, text: 'Any <b>news</b>?' },
    })
  await enquire('enquiry-1')
  await vi.waitFor(async () => expect(await host.listed('status=ENQUIRY')).toEqual(['app-enquiry']))
  const browser = await host.officer()
  expect((await browser.get('/desk/vetting?status=ENQUIRY&lang=en')).body).toContain('Enquiry</strong>')
  const form = await browser.get('/desk/vetting/app-enquiry/enquiry')
  expect(form.body).toContain('Any &lt;b&gt;news&lt;/b&gt;?')
  const wrong = await browser.submit(form, { answer: '' })
  expect([wrong.status, wrong.body.includes('href="#answer"')]).toEqual([422, true])
  const done = await browser.submit(wrong, { answer: 'We write this week.' })
  expect(done.body).toContain('We write this week.')
  expect(await host.listed('status=ENQUIRY')).toEqual([])
  const again = await browser.json('POST', `${api}/app-enquiry/enquiry-answer`, { answer: 'x' }, key('none-waits'))
  expect([again.status, JSON.parse(again.body).reason]).toEqual([409, 'NO_ENQUIRY'])
  await enquire('enquiry-2')
  await vi.waitFor(async () => expect(await host.listed('status=ENQUIRY')).toEqual(['app-enquiry']))
  await browser.json('POST', `${api}/app-enquiry/enquiry-answer`, { answer: 'By JSON.' }, key('by-json'))
  const { enquiries } = JSON.parse((await browser.json('GET', `${api}/app-enquiry`)).body)
  expect(enquiries.map((one: { answer: string }) => one.answer)).toEqual(['We write this week.', 'By JSON.'])
})

test('why an application was withdrawn is on its page and in its JSON, as text', async () => {
  await host.received('app-gone')
  const withdrawal = { applicationId: 'app-gone', at: host.clock.now(), reason: 'Settled <i>out</i> of court.' }
  await host.tell('WithdrawalRequested', 'app-gone', withdrawal)
  await host.becomes('app-gone', { status: 'WITHDRAWN' })
  const browser = await host.officer()
  expect((await browser.get('/desk/vetting/app-gone')).body).toContain('Settled &lt;i&gt;out&lt;/i&gt; of court.')
  expect(JSON.parse((await browser.json('GET', `${api}/app-gone`)).body).withdrawalReason).toBe(withdrawal.reason)
})
