import { exampleOf } from '@icms/schemas/example-messages'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { api, createIntakeHost, email, type IntakeHost, key } from './intake-host.ts'

const applicationId = '0000000000000000000000000p'
let host: IntakeHost
beforeAll(async () => {
  host = await createIntakeHost()
})
afterAll(() => host.stop())

const rowIs = (data: object) =>
  vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('intake-web', 'submissions', applicationId)
    expect(answer).toMatchObject({ state: 'ready', found: { data } })
  })
const statusBy = async (address: string) => {
  const { status } = await host.newBrowser().json('POST', `${api}/status`, { applicationId, email: address })
  return status
}

test('who applied on paper finds the application by its reference and the address given later, and may answer (R32b, R34d)', async () => {
  const transcribed = exampleOf('vetting.events.v1', 'ApplicationTranscribed')
  await host.tell('ApplicationTranscribed', applicationId, { ...transcribed, applicationId })
  const reasons = [{ code: 'EMAIL_MISSING', textEn: null, textZh: null }]
  host.vettingStates(applicationId, 'SUPPLEMENT_REQUESTED', {
    ...{ supplement: { requestId: 'request-1', at: host.clock.now(), reasons }, mayWithdraw: true },
  })
  await rowIs({ email: '' })
  for (const address of ['', ' ', email, '""', '@']) expect([address, await statusBy(address)]).toEqual([address, 404])

  await host.tell('EmailCorrected', applicationId, { applicationId, at: host.clock.now(), email })
  await rowIs({ email })
  expect(await statusBy(email)).toBe(200)
  expect(await statusBy('other@example.com')).toBe(404)

  const browser = host.newBrowser()
  const opened = { applicationId, email, emailProof: await host.newCodeFor(email) }
  expect((await browser.json('POST', `${api}/sessions`, opened, key('return'))).status).toBe(200)
  const page = await browser.get('/apply/status?lang=en')
  expect(page.body).toContain('Your email address is needed')
  expect(page.body).toContain('href="/apply/cover-sheet"')
  expect((await browser.get('/apply/supplement')).body).toContain('href="/apply/cover-sheet"')
})
