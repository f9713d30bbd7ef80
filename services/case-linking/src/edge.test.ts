import type { Deployable } from '@icms/backbone/deployable'
import { caseIdOf } from '@icms/schemas/case-number'
import type { FilingConfirmed } from '@icms/schemas/generated/accounts-events-v1'
import type { FormBrowser } from '@icms/web/form-browser'
import { findMissingTexts } from '@icms/web/template-texts'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
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

const ask = (caseNumber: string, requestId: string) => {
  const caseId = caseIdOf(caseNumber)
  const request = { accountId, at: host.clock.now(), registrantId: accountId, requestId, caseId, caseNumber }
  const data = { ...request, party: 'CHAN Tai Man', life: 0, referenceVersion: 1 }
  return host.tell('LinkRequested', accountId, data)
}

async function once<T>(ask: () => Promise<T>, fits: (answer: T) => unknown): Promise<T> {
  for (let n = 0; n < 200; n += 1) {
    const answer = await ask()
    if (fits(answer)) return answer
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('it did not come to be as expected within two seconds')
}

const bodyOf = (answer: { readonly body: string }) => JSON.parse(answer.body)

/** Two requests that wait, as court support staff see them. */
async function twoRequests() {
  await start()
  await ask('DCPI 1/2026', 'request-1')
  await ask('DCPI 2/2026', 'request-2')
  const staff = await host.staffBrowser('demo-court-support')
  const worklist = async () => bodyOf(await staff.json('GET', '/api/v1/desk/cases/requests')).requests
  await once(worklist, requests => requests.length === 2)
  return { staff, worklist }
}

test('court support staff find a case that was asked for, link it by page, and its holder sees it (R40c, R40d)', async () => {
  const { staff, worklist } = await twoRequests()
  const holder = await signedIn()
  expect((await holder.get('/cases?lang=en')).body).toContain('Waits for court support staff')
  const page = await staff.get('/desk/cases?find=dcpi%200001/2026')
  expect(page.body).toContain('CHAN Tai Man (K7MP-4TXQ-')
  const form = await staff.get(`${new URL(page.url).pathname}/requests/request-1/link`)
  const without = await staff.submit(form, { role: '' })
  expect([without.status, without.body.includes('href="#role"')]).toEqual([422, true])
  const linkedPage = await staff.submit(form, { role: 'DEFENDANT', note: 'On the writ.' })
  expect(linkedPage.body).toContain('The case is linked.')
  expect(linkedPage.body).toContain('By demo-court-support (Court support staff)')
  const { cases } = await linked(holder, 1)
  expect(cases).toMatchObject([{ caseNumber: 'DCPI 1/2026', role: 'DEFENDANT', byRequest: true, maySend: true }])
  expect(await worklist()).toHaveLength(1)
})

test('a request that staff refuse is shown to its holder with why; it is refused once (R40c)', async () => {
  const { staff } = await twoRequests()
  const path = `/api/v1/desk/cases/${caseIdOf('DCPI 2/2026')}/requests/request-2/refusal`
  const refuse = (body: object) => staff.json('POST', path, body, { 'idempotency-key': crypto.randomUUID() })
  expect((await refuse({ reasonCodes: [] })).status).toBe(422)
  expect((await refuse({ reasonCodes: ['NOT_A_PARTY'] })).status).toBe(200)
  const again = await refuse({ reasonCodes: ['NOT_A_PARTY'] })
  expect([again.status, bodyOf(again).reason]).toEqual([409, 'NO_SUCH_REQUEST'])
  const holder = await signedIn()
  const { requests } = bodyOf(await holder.json('GET', '/api/v1/cases/requests'))
  expect(requests).toContainEqual(expect.objectContaining({ caseNumber: 'DCPI 2/2026', status: 'REFUSED' }))
  expect((await holder.get('/cases?lang=zh')).body).toContain('帳戶持有人並非案件的訴訟方')
})

test('filings that the account refused before they came to a case are shown too (R36b)', async () => {
  await start()
  const refusal = { filingId: 'f-1', caseId: 'c-1', caseNumber: 'DCPI 9/2026', role: 'PLAINTIFF', accountId }
  const reason = 'LODGED_BEFORE_ACTIVATION'
  rowsOfOthers.set('accounts/refused-filings/f-1', { ...refusal, reason, refusedAt: hk('2026-03-01T10:00') })
  const page = await (await signedIn()).get('/cases?lang=en')
  for (const text of ['DCPI 9/2026', 'before your account was activated']) expect(page.body).toContain(text)
})

test('only court support staff decide on links; others read or see nothing (R40c)', async () => {
  await start()
  for (const [who, read, link] of [
    ['demo-auditor', 200, 403],
    ['demo-vetting', 403, 403],
  ] as const) {
    const browser = await host.staffBrowser(who)
    expect((await browser.json('GET', '/api/v1/desk/cases/requests')).status).toBe(read)
    expect((await browser.get('/desk/cases/case-1/requests/request-1/link')).status).toBe(link)
  }
})
