import { drawRegistrantId, printLoginName } from '@icms/schemas/registrant-id'
import { afterEach, expect, test, vi } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { accountId, applicationId, loginName } from './account-story.ts'

let host: Awaited<ReturnType<typeof createAccountHost>>
const start = async () => (host = await createAccountHost())
afterEach(() => host?.stop())

const dayMs = 86_400_000
const base = '/api/v1/desk/accounts'
const wanted = { erasureReason: 'NO_LONGER_NEEDED', confirmed: true }
const administrator = () => host.staffBrowser('demo-judiciary-administrator')
const moveOn = (days: number) => host.clock.advanceTo(host.clock.now() + days * dayMs)
const erase = async (key?: string): Promise<Record<string, unknown>> => {
  const { status, body } = await host.post(`${base}/${accountId}/erasure`, wanted, {
    browser: await administrator(),
    ...(key && { key }),
  })
  return { status, ...JSON.parse(body) }
}
async function terminated() {
  await start()
  await host.activated()
  const browser = await administrator()
  expect((await host.post(`${base}/${accountId}/terminate`, { reasonCode: 'MISUSE' }, { browser })).status).toBe(200)
  await host.accountOnce(account => account.status === 'TERMINATED')
}

test('only the Judiciary Administrator erases accounts, and only what ended and was kept long enough', async () => {
  await start()
  await host.activated()
  expect(await erase()).toMatchObject({ status: 409, reason: 'NOT_CLOSED' })
  for (const id of ['demo-help-centre', 'demo-auditor']) {
    const browser = await host.staffBrowser(id)
    expect((await browser.get('/desk/accounts/erasures')).status).toBe(403)
    expect((await host.post(`${base}/${accountId}/erasure`, wanted, { browser })).status).toBe(403)
  }
  const browser = await administrator()
  const page = await browser.get(`/desk/accounts/erasures?sought=${loginName}&lang=en`)
  expect(page.body).toContain('The account is still open.')
  const unknown = await host.post(`${base}/ZZZZZZZZ/erasure`, wanted, { browser })
  expect(unknown.status).toBe(404)
  const unconfirmed = await host.post(`${base}/${accountId}/erasure`, { ...wanted, confirmed: null }, { browser })
  expect(unconfirmed.status).toBe(422)
})

test('an account that ended is listed once it was kept long enough; erased, it is told by every page', async () => {
  await terminated()
  const refused = await erase()
  expect(refused).toMatchObject({ status: 409, reason: 'RETENTION_RUNS' })
  expect(refused.detail).toMatch(/kept until .+ 20\d\d/)
  const due = async () => JSON.parse((await (await administrator()).json('GET', `${base}/erasures`)).body).erasable
  moveOn(2_557)
  expect(await due()).toEqual([])
  moveOn(1)
  expect(await due()).toMatchObject([{ id: accountId, reference: loginName, outcome: 'terminated', obstacle: null }])
  const browser = await administrator()
  const form = await browser.get(`/desk/accounts/erasures/${accountId}`)
  const erased = await browser.submit(form, { erasureReason: 'ORDERED', 'confirmed?': 'yes' })
  expect(erased.body).toContain('It is erased.')
  await vi.waitFor(() => expect(host.accountOnce(() => true)).rejects.toMatchObject({ code: 'Erased' }), 10_000)
  expect(await due()).toEqual([])
  expect(await erase()).toMatchObject({ status: 410, type: 'urn:icms:problem:erased' })
  for (const [language, words] of [
    ['en', 'This has been erased'],
    ['zh', '有關資料已刪除'],
  ] as const) {
    const page = await browser.get(`/desk/accounts/${accountId}?lang=${language}`)
    expect([page.status, page.body.includes(words)]).toEqual([410, true])
  }
  expect(JSON.parse((await browser.json('GET', `${base}?find=${applicationId}`)).body).accounts).toEqual([])
})

test('who types the login name of an erased account is answered as for one that never was', async () => {
  await terminated()
  moveOn(2_558)
  expect(await erase()).toMatchObject({ status: 200 })
  await vi.waitFor(() => expect(host.accountOnce(() => true)).rejects.toMatchObject({ code: 'Erased' }), 10_000)
  const signIn = async (name: string) => {
    const { status, body } = await host.post('/api/v1/accounts/sessions', { loginName: name, password })
    return [status, JSON.parse(body).errors]
  }
  expect(await signIn(loginName)).toEqual(await signIn(printLoginName(drawRegistrantId('nobody', 1))))
  const activation = await host.post('/api/v1/accounts/activation', { ...host.filled, loginName })
  expect([activation.status, JSON.parse(activation.body).errors]).toMatchObject([
    422,
    [{ code: 'ACTIVATION_NOT_ACCEPTED' }],
  ])
})
