import { randomBytes } from 'node:crypto'
import { accepted, until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { apply, statusIs } from '../journeys/registration.ts'
import { findViolations } from './looks-right.ts'
import { type Browser, click, listenForComplaints, openWindow, type Page, press, startBrowser } from './chromium.ts'

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

/** 256 kbit/s, in bytes. */
const slowLine = 32_000
/** At 60,000 bytes a second, 50 s: what is watched or cancelled on its way must not arrive while a busy machine looks. */
const longOnItsWay = 3_000_000
const shots = process.env.ICMS_TEST_SHOTS

let drafters = 0
/** The documents of a form that somebody just saved. */
async function documentsPage({ language = 'en', javaScriptEnabled = true } = {}): Promise<Page> {
  const email = `sender-${++drafters}@example.com`
  const window = await openWindow(browser, gateway.origin, { javaScriptEnabled })
  await window.addCookies([{ name: 'icms-lang', value: language, url: gateway.origin }])
  const page = await window.newPage()
  await page.goto('/apply/form')
  await page.fill('[name=email]', email)
  await page.fill('[name=emailProof]', await gateway.nextEmailCode(email, () => click(page, 'main button[name=_do]')))
  await press(page)
  await page.goto('/apply/documents')
  return page
}

/** Slows what the page sends; what it gives makes the line quick again. */
async function slowDown(page: Page, bytesPerSecond: number) {
  const session = await page.context().newCDPSession(page)
  const line = { offline: false, latency: 20, downloadThroughput: -1 }
  const set = (uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', { ...line, uploadThroughput })
  await set(bytesPerSecond)
  return () => set(-1)
}

const pdf = (name: string, bytes: number) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    `%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n% ${randomBytes(bytes / 2).toString('hex')}\n%%EOF\n`,
  ),
})
async function choose(page: Page, file: ReturnType<typeof pdf>) {
  await page.selectOption('[name=kind]', 'HKID')
  await page.setInputFiles('[name=file]', file)
}
/** All that is read aloud on the page from now on, until it is asked for. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(`{
    const status = document.querySelector('[data-upload-status]')
    window.said = []
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true })
  }`)
  return () => page.evaluate('window.said') as Promise<string[]>
}
/** A button takes no second click within a second. */
async function pressAgain(page: Page) {
  await page.waitForTimeout(1_100)
  await press(page)
}
const listed = (page: Page) => page.locator('main dd a').allTextContents()
const percentIsOver = (page: Page, percent: number) =>
  until(
    () => page.locator('progress').evaluate(bar => Number((bar as unknown as { value: number }).value)),
    value => value > percent,
    `more than ${percent}%`,
  )
const status = (page: Page) => page.locator('[role=status]').textContent()

test.concurrent('a document that takes longer than 30 s on a line of 256 kbit/s is taken, with JavaScript and without (R33)', async () => {
  const bytes = 33 * slowLine
  const take = async (javaScriptEnabled: boolean) => {
    const page = await documentsPage({ javaScriptEnabled })
    page.setDefaultTimeout(90_000)
    await slowDown(page, slowLine)
    await choose(page, pdf('slow.pdf', bytes))
    const begun = performance.now()
    await press(page)
    await page.waitForSelector('text=slow.pdf')
    return performance.now() - begun
  }
  for (const ms of await Promise.all([take(true), take(false)])) expect(ms).toBeGreaterThan(30_000)
}, 120_000)

test.concurrent('how far it is is seen and read aloud, in steps, until it is handed in; nothing breaks the policy of the page', async () => {
  const page = await documentsPage()
  const complaints = listenForComplaints(page)
  const beQuick = await slowDown(page, 60_000)
  await choose(page, pdf('told.pdf', longOnItsWay))
  const said = await listen(page)
  await press(page)
  await percentIsOver(page, 10)
  expect(await page.locator('progress').getAttribute('aria-label')).toBe('Sending')
  expect(await page.locator('[role=status]').getAttribute('hidden')).toBeNull()
  if (shots) await page.screenshot({ path: `${shots}/upload-on-its-way.png`, fullPage: true })
  const told = await said()
  expect(await findViolations(page)).toEqual([])
  expect(told.length).toBeGreaterThan(1)
  for (const text of told) expect(text).toMatch(/^Sending: \d?0%$/)
  expect(new Set(told).size).toBe(told.length)
  await beQuick()
  await page.waitForSelector('text=told.pdf')
  expect(await listed(page)).toEqual(['told.pdf'])
  expect(await status(page)).toBe('')
  expect(complaints.heard()).toEqual([])
})

test.concurrent('it is cancelled with the keyboard, nothing is handed in, and another file can be sent', async () => {
  const page = await documentsPage({ language: 'zh' })
  const beQuick = await slowDown(page, 60_000)
  await choose(page, pdf('cancelled.pdf', longOnItsWay))
  await press(page)
  await percentIsOver(page, 5)
  expect(await status(page)).toMatch(/^傳送中：\d?0%$/)
  await page.locator('[data-upload-cancel]').press('Enter')
  expect(await status(page)).toBe('已取消，並未提交任何檔案。')
  expect(await page.locator('progress').isVisible()).toBe(false)
  await beQuick()
  await choose(page, pdf('other.pdf', 1_000))
  await pressAgain(page)
  await page.waitForSelector('text=other.pdf')
  expect(await listed(page)).toEqual(['other.pdf'])
})

test.concurrent('what is not taken is said where it is said without JavaScript, and the next try goes on from there', async () => {
  const page = await documentsPage()
  const said = await Promise.all(
    [page, await documentsPage({ javaScriptEnabled: false })].map(async one => {
      await choose(one, { ...pdf('a.pdf', 10), buffer: Buffer.from('no PDF at all') })
      await press(one)
      await one.waitForSelector('.govuk-error-summary')
      const text = await one.locator('main').innerText()
      return [await one.title(), text.replace(/[0-9A-Z-]{31}/, 'REFERENCE'), one.url()]
    }),
  )
  expect(said[0]).toEqual(said[1])
  await page.waitForSelector('.govuk-error-summary:focus')
  await choose(page, pdf('right.pdf', 10))
  await press(page)
  await page.waitForSelector('text=right.pdf')
  expect(await listed(page)).toEqual(['right.pdf'])
})

test.concurrent('a line that breaks off is told, and the same form again is taken once', async () => {
  const page = await documentsPage()
  let broken = 0
  await page.route('**/apply/documents', async route => {
    if (route.request().method() !== 'POST' || broken++ > 0) return route.continue()
    // The gateway has it; the answer is lost.
    await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  })
  await choose(page, pdf('once.pdf', 1_000))
  await press(page)
  await until(
    () => status(page),
    text => text?.startsWith('The connection broke off'),
    'the line broke',
  )
  await pressAgain(page)
  await page.waitForSelector('text=once.pdf')
  expect(await listed(page)).toEqual(['once.pdf'])
})

test.concurrent('an answer goes with all of its files, and leads where it leads without JavaScript (R34d)', async () => {
  const { applicationId, email } = await apply(gateway, 420_001)
  const officer = await gateway.staff('demo-vetting')
  accepted(await officer.requestSupplement(applicationId, { reasonCodes: ['DOCUMENT_NOT_LEGIBLE'] }))
  await statusIs(gateway, applicationId, email, 'SUPPLEMENT_REQUESTED')
  const page = await (await openWindow(browser, gateway.origin)).newPage()
  await page.goto('/apply/return')
  await page.fill('[name=reference]', applicationId)
  await page.fill('[name=email]', email)
  await page.fill('[name=emailProof]', await gateway.nextEmailCode(email, () => press(page)))
  await press(page)
  await page.waitForSelector('.govuk-summary-list')
  await page.goto('/apply/supplement')
  await page.fill('[name=text]', 'Here they are.')
  for (const n of [0, 1]) {
    await page.selectOption(`[name="files.${n}.kind"]`, 'HKID')
    await page.setInputFiles(`[name="files.${n}.file"]`, pdf(`page-${n}.pdf`, longOnItsWay / 2))
  }
  const beQuick = await slowDown(page, 60_000)
  await press(page)
  await percentIsOver(page, 2)
  await beQuick()
  await page.waitForURL('**/apply/status?done=supplied')
  expect(await page.locator('main dd a').allTextContents()).toEqual(['page-0.pdf', 'page-1.pdf'])
})
