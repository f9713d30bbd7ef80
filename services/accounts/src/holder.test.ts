import { activationCodeOf } from '@icms/schemas/activation-code'
import { printLoginName } from '@icms/schemas/registrant-id'
import { afterEach, expect, test } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { accountId, loginName } from './account-story.ts'

let host: Awaited<ReturnType<typeof createAccountHost>>
const start = async () => {
  host = await createAccountHost()
  await host.activated()
}
afterEach(() => host?.stop())

const me = '/api/v1/accounts/me'
const newPassword = 'Peak-tram-2023'
const statusOf = async (browser: Awaited<ReturnType<typeof host.signedIn>>) => (await browser.json('GET', me)).status
const emailCode = async () => {
  const { emailChange } = await host.accountOnce(account => account.emailChange !== null)
  return activationCodeOf(host.context.secret('activation-code'), accountId, emailChange!.changeId)
}

test('a new password needs the old one; other sessions end and this one goes on (A33)', async () => {
  await start()
  const [here, elsewhere] = [await host.signedIn(), await host.signedIn()]
  const form = await here.get('/account/password')
  const wrong = await here.submit(form, { password: 'wrong', newPassword, newPasswordAgain: newPassword })
  expect([wrong.status, wrong.body.includes(newPassword)]).toEqual([422, false])
  const changed = await here.submit(form, { password, newPassword, newPasswordAgain: newPassword })
  expect(changed.body).toContain('The password is changed.')
  expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([200, 401])
  expect((await host.post('/api/v1/accounts/sessions', { loginName, password })).status).toBe(422)
  expect((await host.post('/api/v1/accounts/sessions', { loginName, password: newPassword })).status).toBe(201)
})

test('old passwords can be guessed five times, and then not signed in with either (A33)', async () => {
  await start()
  const browser = await host.signedIn()
  for (let n = 0; n < 6; n += 1)
    expect((await host.post(`${me}/password`, { password: `Guess-${n}`, newPassword }, { browser })).status).toBe(422)
  expect((await host.post(`${me}/password`, { password, newPassword }, { browser })).status).toBe(422)
})

test('an address is changed by the code that was sent to it, and by no other', async () => {
  await start()
  const browser = await host.signedIn()
  const page = await browser.submit(await browser.get('/account/email'), { email: 'new@example.com' })
  const waiting = page.body.includes('new@example.com') ? page : await browser.get('/account/email')
  const wrong = await browser.submit(waiting, { code: '00000-00000' }, '/account/email-confirmation')
  expect(wrong.status).toBe(422)
  const right = await browser.submit(waiting, { code: await emailCode() }, '/account/email-confirmation')
  expect(right.body).toContain('Notices go to your new address from now on.')
  expect((await host.accountOnce(account => account.email === 'new@example.com')).emailChange).toBeNull()
})

test('codes for a new address are guessed five times at most, and five are sent an hour', async () => {
  await start()
  const browser = await host.signedIn()
  const send = (path: string, body: object) => host.post(`${me}/${path}`, body, { browser })
  for (let n = 0; n < 5; n += 1) expect((await send('email', { email: `new${n}@example.com` })).status).toBe(204)
  expect((await send('email', { email: 'another@example.com' })).status).toBe(429)
  for (let n = 0; n < 5; n += 1) expect((await send('email-confirmation', { code: `0000${n}` })).status).toBe(422)
  expect((await send('email-confirmation', { code: await emailCode() })).status).toBe(429)
  expect((await send('email', { email: 'x' })).status).toBe(422)
})

test('signing out everywhere ends every session of the account', async () => {
  await start()
  const [here, elsewhere] = [await host.signedIn(), await host.signedIn()]
  const page = await here.submit(await here.get('/account'), {}, '/account/sign-out-everywhere')
  expect(page.body).toContain('You are signed out on this and on all other devices.')
  expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([401, 401])
})

test('the language of notices is chosen on the page of the account', async () => {
  await start()
  const browser = await host.signedIn()
  const page = await browser.submit(await browser.get('/account'), { language: 'EN' }, '/account/language')
  expect(page.body).toContain('The language is saved.')
  await host.accountOnce(account => account.language === 'EN')
})

test('asking for a new code is answered alike whether there is such an account or not, and is limited (A8)', async () => {
  await start()
  const ask = (name: string) => host.post('/api/v1/accounts/activation-code', { loginName: name })
  const told = ({ status, body }: { status: number; body: string }) => ({ status, body })
  const nobody = printLoginName('ZZZZZZZZ')
  for (let n = 0; n < 3; n += 1) expect(told(await ask(loginName))).toEqual(told(await ask(nobody)))
  expect([(await ask(loginName)).status, (await ask(nobody)).status]).toEqual([429, 429])
  const browser = host.newBrowser()
  const asked = await browser.submit(await browser.get('/account/activation-code'), {
    loginName: printLoginName('YYYYYYYY'),
  })
  expect(asked.body).toContain('a new code is on its way')
})
