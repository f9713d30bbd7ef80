import { printLoginName } from '@icms/schemas/registrant-id'
import type { BrowserPage, FormBrowser } from '@icms/web/form-browser'
import { findMissingTexts } from '@icms/web/template-texts'
import { afterEach, expect, test } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { loginName } from './account-story.ts'
import { accountMessages } from './messages.ts'

let host: Awaited<ReturnType<typeof createAccountHost>>
const start = async () => (host = await createAccountHost())
afterEach(() => host?.stop())

const mainOf = (page: BrowserPage) => /<main.*<\/main>/s.exec(page.body)![0]
const activate = async (browser: FormBrowser, fields: object = {}, lang = 'en') =>
  browser.submit(await browser.get(`/account/activate?lang=${lang}`), {
    ...host.filled,
    passwordAgain: host.filled.password,
    ...fields,
  })
const signIn = async (browser: FormBrowser, fields: object = {}) =>
  browser.submit(await browser.get('/account/sign-in'), { loginName, password, ...fields })

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), accountMessages)).toEqual([])
})

test('a holder activates the account, signs in, reads it and signs out again (R7, R36b)', async () => {
  await start()
  const browser = host.newBrowser()
  const activated = await activate(browser)
  expect(activated.url).toContain('/account/sign-in?notice=activated')
  expect(activated.body).toContain('Your account is active.')
  const account = await signIn(browser)
  expect(new URL(account.url).pathname).toBe('/account')
  for (const text of [loginName, 'CHAN Tai Man', '陳大文', 'Active', 'taiman@example.com'])
    expect(mainOf(account)).toContain(text)
  const out = await browser.submit(account, {}, '/account/sign-out')
  expect(out.body).toContain('You are signed out.')
  expect(new URL((await browser.get('/account')).url).pathname).toBe('/account/sign-in')
})

test('the pages are in Traditional Chinese where it is chosen', async () => {
  await start()
  const browser = host.newBrowser()
  const activated = await activate(browser, {}, 'zh')
  expect(activated.body).toContain('lang="zh-Hant-HK"')
  expect(activated.body).toContain('您的帳戶已啟動')
  expect(mainOf(await signIn(browser))).toContain('個人用戶')
})

test('every mistake is named at the top and beside its field; passwords are not sent back (A33, R29)', async () => {
  await start()
  const browser = host.newBrowser()
  const page = await activate(browser, { activationCode: '', passwordAgain: 'Another-view-9', termsVersion: '' })
  expect(page.status).toBe(422)
  expect(mainOf(page)).toContain('href="#activationCode"')
  expect(mainOf(page)).toContain('The same password again: the two passwords are not the same')
  expect(mainOf(page)).toContain('Read the terms and conditions and accept them to go on')
  expect(mainOf(page)).toContain(`value="${loginName}"`)
  expect(page.body).not.toContain(password)
})

test('the page that asked for the sign-in is gone on to, and never one of another site', async () => {
  await start()
  await host.activated()
  const browser = host.newBrowser()
  const asked = await browser.get('/account?lang=en')
  expect(asked.url).toContain('/account/sign-in?returnTo=%2Faccount%3Flang%3Den')
  const page = await browser.submit(asked, { loginName, password })
  expect(page.url).toMatch(/\/account\?lang=en$/)
  const other = host.newBrowser()
  const foreign = await other.get('/account/sign-in?returnTo=//elsewhere.example/account')
  expect(new URL((await other.submit(foreign, { loginName, password })).url).pathname).toBe('/account')
})

test('a page of refusal is the same whether there is such an account or not (R30a)', async () => {
  await start()
  await host.activated()
  const known = await signIn(host.newBrowser(), { password: 'Another-view-9' })
  const unknown = await signIn(host.newBrowser(), { loginName: printLoginName('ZZZZZZZZ') })
  const bare = (page: BrowserPage) => mainOf(page).replaceAll(/value="[^"]*"/g, '')
  expect(known.status).toBe(422)
  expect(bare(known)).toBe(bare(unknown))
  expect(mainOf(known)).toContain('The login name and the password were not accepted')
})

test('a form that is sent twice activates once', async () => {
  await start()
  const browser = host.newBrowser()
  const form = await browser.get('/account/activate')
  const fields = { ...host.filled, passwordAgain: password }
  await browser.submit(form, fields)
  expect((await browser.submit(form, fields)).url).toContain('notice=activated')
})

test('a form of another site, or without its token, changes nothing', async () => {
  await start()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  const payload = new URLSearchParams({ loginName, password }).toString()
  for (const more of [{}, { origin: 'https://elsewhere.example' }]) {
    const request = { method: 'POST', url: '/account/sign-in', headers: { ...headers, ...more }, payload } as const
    expect((await host.server.inject(request)).statusCode).toBe(403)
  }
})

test('what was typed is text and nothing else', async () => {
  await start()
  const page = await signIn(host.newBrowser(), { loginName: '"><script>alert(1)</script>' })
  expect(page.status).toBe(422)
  expect(page.body).not.toContain('<script>alert')
})
