import { deriveId } from '@icms/backbone/record'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key } from './intake-host.ts'

// Who measures how long an answer takes learns what differs in the work. So the work is counted, and compared.
let host: IntakeHost
beforeEach(async () => {
  host = await createIntakeHost()
})
afterEach(() => host.stop())

const thief = 'thief@example.com'
const nowhere = deriveId('application', 'that nobody made')
let sent = 0
function workOf(path: string, body: object) {
  sent += 1
  const from = host.newBrowser(`10.3.0.${sent}`)
  return host.workOf(() => from.json('POST', `${api}${path}`, body, key(`work-${sent}`)))
}

async function draftOf(address: string): Promise<string> {
  const emailProof = await host.newCodeFor(address)
  const draft = { ...form, email: address, emailProof }
  const { status, body } = await host.newBrowser().json('POST', `${api}/drafts`, draft, key('a-draft'))
  if (status !== 201) throw new Error(`a draft was answered ${status}: ${body}`)
  return JSON.parse(body).applicationId
}

test('looking up a reference takes the same work whether there is one, is none or it is saved only', async () => {
  const known = await host.submitted('victim')
  const saved = await draftOf('another@example.com')
  const expected = ['get intake-web/submissions']
  for (const applicationId of [known, saved, nowhere])
    expect(await workOf('/status', { applicationId, email: thief })).toEqual(expected)
  expect(await workOf('/status', { applicationId: known, email: 'no address' })).toEqual(expected)
})

test('having a code sent takes the same work for an address with an application, with a draft and with nothing', async () => {
  await host.submitted('victim')
  await draftOf('another@example.com')
  for (const address of [email, 'another@example.com', thief])
    expect(await workOf('/email-codes', { email: address })).toEqual(['send RequestEmailCode'])
})

test('a wrong code takes the same work whether one was sent to that address or none', async () => {
  await host.newCodeFor(email)
  const expected = ['send TryEmailCode']
  for (const address of [email, thief]) {
    const guess = { applicationId: nowhere, email: address, emailProof: 'AAAA-AAAA' }
    expect(await workOf('/sessions', guess)).toEqual(expected)
  }
})

test('coming back with an own code takes the same work for what is another’s, saved or submitted, and for nothing', async () => {
  const known = await host.submitted('victim')
  const saved = await draftOf('another@example.com')
  const works = new Set<string>()
  for (const applicationId of [known, saved, nowhere]) {
    const emailProof = await host.newCodeFor(thief)
    works.add(JSON.stringify(await workOf('/sessions', { applicationId, email: thief, emailProof })))
  }
  expect([...works]).toHaveLength(1)
  expect([...works][0]).toContain('intake-web/drafts')
})
