import type { Deployable } from '@icms/backbone/deployable'
import { caseIdOf } from '@icms/schemas/case-number'
import type { FilingConfirmed } from '@icms/schemas/generated/accounts-events-v1'
import type { FormBrowser } from '@icms/web/form-browser'
import { findMissingTexts } from '@icms/web/template-texts'
import { createTestHost, type TestHost } from '@icms/web/test-host'
import type { FastifyPluginAsync } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { deployable } from './main.ts'
import { messages } from './messages.ts'

const accountId = 'K7MP4TXQ'
const hk = (text: string): number => Date.parse(`${text}+08:00`)
const activeRow = { status: 'ACTIVE', sessionEpoch: hk('2023-02-02T09:00') }

let host: TestHost
let rowsOfOthers: Map<string, Readonly<Record<string, unknown>>>
afterEach(() => host?.stop())

/** The edge, and a way to be signed in without the service that signs people in. */
const withSignIn: Deployable<FastifyPluginAsync> = {
  ...deployable,
  async start(context) {
    const { edges = [] } = await deployable.start(context)
    const signIn: FastifyPluginAsync = async server => {
      server.get<{ Querystring: { as: string } }>('/test/sign-in', async request => {
        await server.web.sessions.start(request, 'account', request.query.as, {})
        return 'signed in'
      })
    }
    return { edges: [...edges, { prefix: '', plugin: signIn }] }
  },
}

async function start(): Promise<void> {
  rowsOfOthers = new Map([
    [`accounts/accounts/${accountId}`, activeRow],
    ['accounts/accounts/ZZZZZZZZ', activeRow],
  ])
  host = await createTestHost([withSignIn], { rowsOfOthers })
  const anything = { table: 'links', index: 'account', value: accountId, limit: 1 }
  for (let n = 0; n < 200; n += 1) {
    if ((await host.context.backbone.readSide.list('case-linking', anything)).state === 'ready') return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('the read side was not ready within two seconds')
}

async function signedIn(as = accountId): Promise<FormBrowser> {
  const browser = host.newBrowser()
  await browser.get(`/test/sign-in?as=${as}`)
  return browser
}

async function file(caseNumber: string, change: Partial<FilingConfirmed> = {}): Promise<void> {
  const filing: FilingConfirmed = {
    accountId,
    registrantId: accountId,
    at: host.clock.now(),
    filingId: `filing-${caseNumber}`,
    caseId: caseIdOf(caseNumber),
    caseNumber,
    loginName: 'K7MP-4TXQ-9',
    party: 'CHAN Tai Man',
    role: 'PLAINTIFF',
    documentType: 'WRIT',
    venue: null,
    representation: 'IN_PERSON',
    lodgedVia: 'ICMS',
    filedAt: hk('2026-03-01T10:00'),
    source: '/court/dc',
    sourceId: caseNumber,
    referenceVersion: 1,
    life: 0,
    ...change,
  }
  await host.tell('FilingConfirmed', accountId, filing)
}

const casesOf = async (browser: FormBrowser, query = '') =>
  JSON.parse((await browser.json('GET', `/api/v1/cases${query}`)).body) as { cases: object[]; next: string | null }

/** Waits until so many cases are linked. */
async function linked(browser: FormBrowser, count: number) {
  for (let n = 0; n < 200; n += 1) {
    const page = await casesOf(browser)
    if (page.cases.length === count) return page
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error(`${count} cases were not linked within two seconds`)
}

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), messages)).toEqual([])
})

test('an account holder sees the cases that filings linked, and what may be done in them (R8, R40e)', async () => {
  await start()
  const browser = await signedIn()
  await file('DCPI 1234/2026')
  const { cases } = await linked(browser, 1)
  expect(cases).toMatchObject([
    { caseNumber: 'DCPI 1234/2026', court: 'DC', role: 'PLAINTIFF', maySend: true, mayInspect: true },
  ])
  const page = await browser.get('/cases?lang=en')
  for (const text of ['DCPI 1234/2026', 'District Court', 'CHAN Tai Man (Plaintiff)', 'Send and inspect'])
    expect(page.body).toContain(text)
  expect((await browser.get('/cases?lang=zh')).body).toContain('區域法院')
})

test('a filing that linked nothing is shown with the reason (R40f)', async () => {
  await start()
  const browser = await signedIn()
  await file('DCPI 1/2026', { documentType: 'AFFIDAVIT' })
  await file('DCPI 2/2026')
  await linked(browser, 1)
  const answer = JSON.parse((await browser.json('GET', '/api/v1/cases/refused-filings')).body)
  expect(answer.refusedFilings).toMatchObject([{ caseNumber: 'DCPI 1/2026', reason: 'DOCUMENT_TYPE_DOES_NOT_LINK' }])
  expect((await browser.get('/cases?lang=en')).body).toContain(
    'A document of this type does not link a case by itself.',
  )
})

test('a holder without cases is told how cases are linked (R40a)', async () => {
  await start()
  const page = await (await signedIn()).get('/cases?lang=en')
  expect(page.body).toContain('Registration alone links none')
})

test("nobody sees another account's cases", async () => {
  await start()
  await file('DCPI 1234/2026')
  await linked(await signedIn(), 1)
  const other = await signedIn('ZZZZZZZZ')
  expect(await casesOf(other)).toEqual({ cases: [], next: null })
  expect((await other.get('/cases')).body).not.toContain('DCPI 1234/2026')
})

test('fifty cases are on a page, and the rest is led to', async () => {
  await start()
  const browser = await signedIn()
  for (let n = 1; n <= 51; n += 1) await file(`DCPI ${n}/2026`)
  const { next } = await linked(browser, 50)
  expect((await casesOf(browser, `?after=${next}`)).cases).toHaveLength(1)
  const [, href = ''] = /href="(\/cases\?after=[^"]+)"/.exec((await browser.get('/cases')).body) ?? []
  expect((await browser.get(href)).body.match(/DCPI \d+\/2026/g)).toHaveLength(1)
})

test('a forged place in the list is not found', async () => {
  await start()
  const browser = await signedIn()
  expect((await browser.get('/cases?after=forged')).status).toBe(404)
  expect((await browser.json('GET', '/api/v1/cases?after=forged')).status).toBe(404)
  expect((await browser.get('/cases?refusedAfter=forged')).status).toBe(404)
})

test('without a session a page leads to sign-in and JSON is refused; so it is when the account was closed (R12)', async () => {
  await start()
  expect((await host.newBrowser().json('GET', '/api/v1/cases')).status).toBe(401)
  const answer = await host.server.inject({ url: '/cases', headers: { accept: 'text/html' } })
  expect(answer.headers.location).toBe('/account/sign-in?returnTo=%2Fcases')
  const browser = await signedIn()
  rowsOfOthers.set(`accounts/accounts/${accountId}`, { status: 'TERMINATED', sessionEpoch: null })
  expect((await browser.json('GET', '/api/v1/cases')).status).toBe(401)
})
