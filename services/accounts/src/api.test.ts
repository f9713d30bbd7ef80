import { printLoginName } from '@icms/schemas/registrant-id'
import { afterEach, expect, test } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { accountId, loginName, terminateAccount } from './account-story.ts'
import type { PasswordHashing } from './password-hashing.ts'
import { predictablePasswordHashing } from './predictable-password-hashing.ts'

const activation = '/api/v1/accounts/activation'
const sessions = '/api/v1/accounts/sessions'
const minuteMs = 60_000

let host: Awaited<ReturnType<typeof createAccountHost>>
const start = async (hashing?: PasswordHashing) => (host = await createAccountHost(hashing))
afterEach(() => host.stop())

const codesOf = (answer: { body: string }) =>
  (JSON.parse(answer.body).errors as { path: string; code: string }[]).map(({ path, code }) => [path, code])
/** An answer without what differs from request to request. */
const told = (answer: { status: number; body: string }) => {
  const { instance: _, ...body } = JSON.parse(answer.body)
  return { status: answer.status, body }
}

test('whoever has login name and code activates the account, signs in and reads it (R7, R36b)', async () => {
  await start()
  const answer = await host.post(activation, host.filled)
  expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { loginName }])
  const browser = host.newBrowser()
  expect((await host.post(sessions, { loginName: loginName.toLowerCase(), password }, { browser })).status).toBe(201)
  const me = await browser.json('GET', '/api/v1/accounts/me')
  expect(JSON.parse(me.body)).toMatchObject({
    accountId,
    loginName,
    status: 'ACTIVE',
    termsVersion: host.filled.termsVersion,
  })
  expect(me.body).not.toContain('hash')
})

test('signing out ends the session, and a copy of its cookie is worth nothing', async () => {
  await start()
  await host.activated()
  const browser = await host.signedIn()
  const copy = new Map(browser.cookies)
  const cookie = [...copy].map(([name, value]) => `${name}=${value}`).join('; ')
  const url = sessions
  expect((await host.server.inject({ method: 'DELETE', url, headers: { cookie } })).statusCode).toBe(204)
  expect((await browser.json('GET', '/api/v1/accounts/me')).status).toBe(401)
  expect((await host.server.inject({ method: 'DELETE', url })).statusCode).toBe(401)
})

test('every mistake in an activation is named at once (A33, R29)', async () => {
  await start()
  const answer = await host.post(activation, {
    loginName: 'K7MP-4TXQ-8',
    activationCode: ' ',
    password: 'short',
    termsVersion: '1999',
  })
  expect(answer.status).toBe(422)
  expect(codesOf(answer)).toEqual([
    ['loginName', 'LOGIN_NAME_CHECK_CHARACTER'],
    ['activationCode', 'MISSING'],
    ['password', 'PASSWORD_TOO_SHORT'],
    ['password', 'PASSWORD_CLASSES'],
    ['termsVersion', 'TERMS_NOT_CURRENT'],
  ])
})

test('JSON of another shape is refused, and so is an activation without an idempotency key', async () => {
  await start()
  expect((await host.post(activation, { ...host.filled, more: 1 })).status).toBe(400)
  expect((await host.post(sessions, { loginName })).status).toBe(400)
  expect((await host.newBrowser().json('POST', activation, host.filled)).status).toBe(400)
})

test('an activation that is sent again is the same one; with another password it is refused', async () => {
  await start()
  const send = (body: object) => host.post(activation, body, { key: 'one-request' })
  const both = await Promise.all([send(host.filled), send(host.filled)])
  expect(both.map(answer => answer.status)).toEqual([200, 200])
  expect((await send(host.filled)).status).toBe(200)
  expect((await send({ ...host.filled, password: 'Another-view-9' })).status).toBe(409)
  expect(codesOf(await send({ ...host.filled, activationCode: '00000-00000' }))).toEqual([
    ['', 'ACTIVATION_NOT_ACCEPTED'],
  ])
  expect((await host.post(sessions, { loginName, password })).status).toBe(201)
})

test('no account, a wrong code, used-up tries and an active account are answered alike (R30a)', async () => {
  await start()
  const nobody = { ...host.filled, loginName: printLoginName('ZZZZZZZZ') }
  const wrong = { ...host.filled, activationCode: '00000-00000' }
  const answers = [await host.post(activation, nobody)]
  for (let n = 0; n < 5; n += 1) answers.push(await host.post(activation, wrong))
  answers.push(await host.post(activation, host.filled))
  host.clock.advanceTo(host.clock.now() + 30 * minuteMs)
  expect((await host.post(activation, host.filled)).status).toBe(200)
  answers.push(await host.post(activation, host.filled))
  for (const answer of answers) expect(told(answer)).toEqual(told(answers[0]!))
  expect(codesOf(answers[0]!)).toEqual([['', 'ACTIVATION_NOT_ACCEPTED']])
})

test('an expired code is answered like a wrong one, and a new one is issued (A8)', async () => {
  await start()
  host.clock.advanceTo(host.clock.now() + 31 * 24 * 60 * minuteMs)
  const before = await host.accountOnce(() => true)
  expect(codesOf(await host.post(activation, host.filled))).toEqual([['', 'ACTIVATION_NOT_ACCEPTED']])
  const after = await host.accountOnce(account => account.activation!.activationId !== before.activation!.activationId)
  expect(after.activation!.expiresAt).toBeGreaterThan(host.clock.now())
})

test('no account, a wrong password, one that is not active and used-up tries are answered alike (R30a, A33)', async () => {
  await start()
  const answers = [
    await host.post(sessions, { loginName, password }),
    await host.post(sessions, { loginName: printLoginName('ZZZZZZZZ'), password }),
  ]
  await host.activated()
  for (let n = 0; n < 5; n += 1) answers.push(await host.post(sessions, { loginName, password: 'wrong' }))
  answers.push(await host.post(sessions, { loginName, password }))
  for (const answer of answers) expect(told(answer)).toEqual(told(answers[0]!))
  host.clock.advanceTo(host.clock.now() + 30 * minuteMs)
  expect((await host.post(sessions, { loginName, password })).status).toBe(201)
})

test('of a hundred guesses at once, from as many addresses, five are looked at, whatever their idempotency key (A33)', async () => {
  let right = 0
  await start({
    ...predictablePasswordHashing,
    async verify(hash, guess) {
      const matches = await predictablePasswordHashing.verify(hash, guess)
      if (matches) right += 1
      return matches
    },
  })
  await host.activated()
  let guesses = 0
  const guess = (guessed: string) => {
    guesses += 1
    const browser = host.newBrowser(`203.0.113.${guesses}`)
    return host.post(sessions, { loginName, password: guessed }, { browser, key: 'the-same' })
  }
  const wrong = await Promise.all(Array.from({ length: 5 }, (_, n) => guess(`Guess-number-${n}`)))
  const answers = await Promise.all(Array.from({ length: 95 }, () => guess(password)))
  for (const answer of [...wrong, ...answers]) expect(answer.status).toBe(422)
  expect(right).toBe(95)
})

test('an address that tries too often has to wait, by page and JSON together, whatever accounts it names; another has not', async () => {
  await start()
  await host.activated()
  const browser = host.newBrowser()
  const page = await browser.get('/account/sign-in')
  const nobody = { loginName: printLoginName('ZZZZZZZZ'), password }
  for (let n = 0; n < 15; n += 1) {
    expect((await host.post(sessions, nobody, { browser })).status).toBe(422)
    expect((await browser.submit(page, nobody)).status).toBe(422)
  }
  const refused = await host.post(sessions, { loginName, password }, { browser })
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60'])
  expect((await browser.submit(page, { loginName, password })).status).toBe(429)
  const elsewhere = host.newBrowser('203.0.113.9')
  expect((await host.post(sessions, { loginName, password }, { browser: elsewhere })).status).toBe(201)
  host.clock.advanceTo(host.clock.now() + minuteMs)
  expect((await host.post(sessions, { loginName, password }, { browser })).status).toBe(201)
})

test('the same hash work is done for an account and for none (R30a)', async () => {
  const work: string[] = []
  await start({
    async hash(text) {
      work.push('hash')
      return predictablePasswordHashing.hash(text)
    },
    async verify(hash, text) {
      work.push('verify')
      return predictablePasswordHashing.verify(hash, text)
    },
  })
  const workOf = async (path: string, body: object) => {
    work.length = 0
    await host.post(path, body)
    return [...work]
  }
  const none = printLoginName('ZZZZZZZZ')
  const wrong = { ...host.filled, activationCode: '00000-00000' }
  expect(await workOf(activation, wrong)).toEqual(['hash'])
  expect(await workOf(activation, { ...wrong, loginName: none })).toEqual(['hash'])
  await host.activated()
  expect(await workOf(activation, host.filled)).toEqual(['hash'])
  expect(await workOf(sessions, { loginName, password: 'wrong' })).toEqual(['verify'])
  expect(await workOf(sessions, { loginName: none, password: 'wrong' })).toEqual(['verify'])
})

test('a session ends when its account is closed (R12)', async () => {
  await start()
  await host.activated()
  const browser = await host.signedIn()
  expect((await browser.json('GET', '/api/v1/accounts/me')).status).toBe(200)
  await host.tell('TerminateAccount', accountId, terminateAccount.data)
  await host.accountOnce(account => account.status === 'TERMINATED')
  expect((await browser.json('GET', '/api/v1/accounts/me')).status).toBe(401)
})
