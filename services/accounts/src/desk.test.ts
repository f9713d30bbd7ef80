import { afterEach, expect, test, vi } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { accountId, loginName } from './account-story.ts'

let host: Awaited<ReturnType<typeof createAccountHost>>
const start = async (...options: Parameters<typeof createAccountHost>) => (host = await createAccountHost(...options))
afterEach(() => host?.stop())

const base = '/api/v1/desk/accounts'
const administrator = () => host.staffBrowser('demo-judiciary-administrator')
const decide = async (step: string, body: object = { reasonCode: 'MISUSE' }) =>
  host.post(`${base}/${accountId}/${step}`, body, { browser: await administrator() })

test('an account is found by its login name, its registrant id and its application', async () => {
  await start()
  const browser = await administrator()
  const found = async (text: string) =>
    JSON.parse((await browser.json('GET', `${base}?find=${encodeURIComponent(text)}`)).body).accounts
  expect(await found(loginName.toLowerCase())).toMatchObject([{ accountId, status: 'CREATED' }])
  expect(await found(accountId)).toMatchObject([{ loginName }])
  expect(await found('nobody')).toEqual([])
  const page = await browser.get(`/desk/accounts?find=${loginName}`)
  expect(new URL(page.url).pathname).toBe(`/desk/accounts/${accountId}`)
  for (const text of ['陳大文', 'Account created', 'Send a new activation code']) expect(page.body).toContain(text)
  expect((await browser.get('/desk/accounts?find=nobody&lang=zh')).body).toContain('找不到帳戶')
})

test('who finds an account by its name as JSON is shown what is held of it, and that is recorded; a list is not', async () => {
  await start()
  const { readSide } = host.context.backbone
  const browser = await administrator()
  await browser.json('GET', base)
  await browser.json('GET', `${base}?find=nobody`)
  await browser.json('GET', `${base}?find=${loginName}`)
  await vi.waitFor(async () => {
    const answer = await readSide.get('accounts', 'views', accountId)
    expect(answer).toMatchObject({ found: { data: { views: [{ part: 'ACCOUNT', count: 1 }] } } })
  })
})

test('neither hash nor code of an account comes to the desk', async () => {
  await start()
  await host.activated()
  const answer = await (await administrator()).json('GET', `${base}/${accountId}`)
  expect(answer.body).not.toMatch(/predictable|activationId|passwordHash|person-1/)
})

test('the Judiciary Administrator suspends and reinstates by page and JSON; sessions end at once (R12)', async () => {
  await start()
  await host.activated()
  const holder = await host.signedIn()
  expect((await holder.json('GET', '/api/v1/accounts/me')).status).toBe(200)
  const browser = await administrator()
  const form = await browser.get(`/desk/accounts/${accountId}/suspend`)
  const page = await browser.submit(form, { reasonCode: 'MISUSE', note: 'Call of 4 May.' })
  expect(page.body).toContain('The account is suspended.')
  expect(page.body).toContain('By demo-judiciary-administrator (Judiciary Administrator)')
  await host.accountOnce(account => account.status === 'SUSPENDED')
  expect((await holder.json('GET', '/api/v1/accounts/me')).status).toBe(401)
  expect((await host.post('/api/v1/accounts/sessions', { loginName, password })).status).toBe(422)
  expect((await decide('reinstate')).status).toBe(200)
  await host.accountOnce(account => account.status === 'ACTIVE')
  expect((await holder.json('GET', '/api/v1/accounts/me')).status).toBe(401)
  expect((await host.post('/api/v1/accounts/sessions', { loginName, password })).status).toBe(201)
})

test('a decision without a reason, or that does not fit, is refused in words (R3-5)', async () => {
  await start()
  const browser = await administrator()
  const form = await browser.get(`/desk/accounts/${accountId}/terminate`)
  const unfounded = await browser.submit(form, { textEn: 'Only in English.' })
  expect(unfounded.status).toBe(422)
  expect(unfounded.body).toContain('href="#reasonCode"')
  expect(unfounded.body).toContain('href="#textZh"')
  const refused = await decide('suspend')
  expect([refused.status, JSON.parse(refused.body).reason]).toEqual([409, 'NOT_ACTIVE'])
  expect((await decide('terminate')).status).toBe(200)
  expect((await decide('terminate')).status).toBe(409)
  expect((await decide('forget')).status).toBe(404)
})

test('the Help Centre has a code issued again and decides nothing else (A8)', async () => {
  await start()
  const before = await host.accountOnce(() => true)
  const browser = await host.staffBrowser('demo-help-centre')
  const page = await browser.get(`/desk/accounts/${accountId}`)
  expect(page.body).not.toContain('/terminate')
  const sent = await browser.submit(page, {}, `/desk/accounts/${accountId}/activation-code`)
  expect(sent.body).toContain('A new activation code is mailed to the holder.')
  await host.accountOnce(account => account.activation!.activationId !== before.activation!.activationId)
  expect((await host.post(`${base}/${accountId}/terminate`, { reasonCode: 'MISUSE' }, { browser })).status).toBe(403)
  expect((await browser.get(`/desk/accounts/${accountId}/terminate`)).status).toBe(403)
})

test('the desk sees what was mailed to a holder, and what came back (chapter 9)', async () => {
  const mail = { subjectId: accountId, queuedAt: 1, changedAt: 2 }
  const rowsOfOthers = new Map([
    ['email/mails/one', { ...mail, notice: 'N6', status: 'ACCEPTED' }],
    ['email/mails/two', { ...mail, notice: 'N7', status: 'BOUNCED' }],
  ])
  await start(undefined, { rowsOfOthers })
  const browser = await administrator()
  const { body } = await browser.get(`/desk/accounts/${accountId}?lang=en`)
  expect(body).toMatch(/Activation code, [^<]+<strong[^>]*govuk-tag--red[^>]*>\s*Refused, or came back/)
  const { notices } = JSON.parse((await browser.json('GET', `${base}/${accountId}`)).body)
  expect(notices).toMatchObject([{ notice: 'N6' }, { notice: 'N7', status: 'BOUNCED' }])
})
