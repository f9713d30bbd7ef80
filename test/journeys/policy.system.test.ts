import { accepted } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from './gateway.ts'
import { apply } from './registration.ts'

let gateway: Gateway
beforeAll(async () => {
  const policy = { ICMS_POLICY_ATTENDANCE_DAYS: '45', ICMS_POLICY_VETTING_DAYS: '5', ICMS_POLICY_ENQUIRY_DAYS: '9' }
  gateway = await startGateway(policy)
}, 60_000)
afterAll(() => gateway?.stop())

test('what a deployment sets holds in decisions, on pages and in mails alike (R34a, R35b, R37)', async () => {
  const applied = await apply(gateway, 210_000)
  const received = await gateway.mail(applied.email, /was received/)
  expect(received.text).toMatch(/within 5 working days[\s\S]*us 9 working days/)
  expect(received.text).toMatch(/5個工作天[\s\S]*9個工作天/)
  const { body } = await applied.person.browser.get('/apply?lang=en')
  for (const words of ['within 5 working days', 'within 45 calendar days', 'within 9 working days'])
    expect(body).toContain(words)
  const officer = await gateway.staff('demo-vetting')
  accepted(await officer.approveForAuthentication(applied.applicationId))
  // Applied on 1 February 2023.
  expect((await gateway.mail(applied.email, /Come not later than/)).text).toContain('18 March 2023')
})
