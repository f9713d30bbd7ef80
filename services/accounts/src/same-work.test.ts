import { printLoginName } from '@icms/schemas/registrant-id'
import { afterEach, expect, test } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { loginName } from './account-story.ts'

// Who measures how long an answer takes learns what differs in the work. So the work is counted, and compared.
let host: Awaited<ReturnType<typeof createAccountHost>>
afterEach(() => host?.stop())

const api = '/api/v1/accounts'
const none = printLoginName('ZZZZZZZZ')
const workOf = (path: string, body: object) => host.workOf(() => host.post(`${api}${path}`, body))

test('signing in to an account, to one that is not active and to none takes the same work (R30a, A33)', async () => {
  host = await createAccountHost()
  const expected = ['send TrySignIn', 'get accounts/accounts']
  const wrong = { loginName, password: 'wrong' }
  expect(await workOf('/sessions', wrong)).toEqual(expected)
  await host.activated()
  expect(await workOf('/sessions', wrong)).toEqual(expected)
  expect(await workOf('/sessions', { ...wrong, loginName: none })).toEqual(expected)
  for (let n = 0; n < 5; n += 1) await host.post(`${api}/sessions`, wrong)
  expect(await workOf('/sessions', { loginName, password })).toEqual(expected)
})

test('an activation of an account, of one that is active and of none takes the same work (R30a, R36b)', async () => {
  host = await createAccountHost()
  const expected = ['send TryActivation', 'get accounts/accounts', 'outcome']
  const wrong = { ...host.filled, activationCode: '00000-00000' }
  expect(await workOf('/activation', wrong)).toEqual(expected)
  expect(await workOf('/activation', { ...wrong, loginName: none })).toEqual(expected)
  await host.activated()
  expect(await workOf('/activation', wrong)).toEqual(expected)
})

test('asking for a new code takes the same work whether an account waits for one or not (A8, R30a)', async () => {
  host = await createAccountHost()
  const expected = ['send ReissueActivation']
  expect(await workOf('/activation-code', { loginName })).toEqual(expected)
  expect(await workOf('/activation-code', { loginName: none })).toEqual(expected)
  await host.stop()
  host = await createAccountHost()
  await host.activated()
  expect(await workOf('/activation-code', { loginName })).toEqual(expected)
})

test('an address that tries codes of many accounts has to wait, by page and JSON together (R30a)', async () => {
  host = await createAccountHost()
  const browser = host.newBrowser()
  const page = await browser.get('/account/activate')
  const nobody = { ...host.filled, loginName: none, activationCode: '00000-00000' }
  for (let n = 0; n < 15; n += 1) {
    expect((await host.post(`${api}/activation`, nobody, { browser })).status).toBe(422)
    expect((await browser.submit(page, nobody)).status).toBe(422)
  }
  expect((await host.post(`${api}/activation`, host.filled, { browser })).status).toBe(429)
  expect((await browser.submit(page, { ...host.filled, passwordAgain: password })).status).toBe(429)
  const elsewhere = host.newBrowser('203.0.113.9')
  expect((await host.post(`${api}/activation`, host.filled, { browser: elsewhere })).status).toBe(200)
})

test('a session that was planted in a browser is not the one in which its user signs in', async () => {
  host = await createAccountHost()
  await host.activated()
  const victim = host.newBrowser()
  const page = await victim.get('/account/sign-in')
  const planted = new Map(victim.cookies)
  expect((await victim.submit(page, { loginName, password })).url).toMatch(/\/account$/)
  const thief = host.newBrowser()
  for (const [name, value] of planted) thief.cookies.set(name, value)
  expect((await thief.get('/account')).url).toContain('/account/sign-in')
})
