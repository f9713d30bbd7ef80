import { annexB } from '@icms/deploy/demo/forms'
import { until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs, type Gateway, startGateway } from '../journeys/gateway.ts'
import { fillAnnexB, typedFields } from './annex-b-page.ts'
import { type Browser, click, openAsStaff, openWindow, type Page, press, startBrowser, width } from './chromium.ts'
import { tabTo } from './keyboard.ts'
import { overflowOf } from './looks-right.ts'

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

const pdf = (body: string) => Buffer.from(`%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n% ${body}\n%%EOF\n`)

/** What a person does on a page, with whatever they have. */
type Hands = {
  readonly write: (page: Page, selector: string, text: string) => Promise<unknown>
  readonly choose: (page: Page, selector: string, value: string) => Promise<unknown>
  readonly follow: (page: Page, selector: string) => Promise<unknown>
}

const mouse: Hands = {
  write: (page, selector, text) => page.fill(selector, text),
  choose: (page, selector, value) => page.selectOption(selector, value),
  follow: (page, selector) => click(page, selector),
}

const keyboard: Hands = {
  async write(page, selector, text) {
    await tabTo(page, selector)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
  },
  async choose(page, selector, value) {
    await tabTo(page, selector)
    for (let n = 0; n < 40 && (await page.inputValue(selector)) !== value; n += 1)
      await page.keyboard.press('ArrowDown')
    expect(await page.inputValue(selector)).toBe(value)
  },
  async follow(page, selector) {
    await tabTo(page, selector)
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
    await page.waitForLoadState()
  },
}

const button = 'main form .govuk-button:not(.govuk-button--secondary)'

/** The state of the application that is awaited, on the page of its status. */
const seen = (page: Page, words: string) =>
  until(
    async () => {
      await page.goto('/apply/status')
      return page.textContent('main')
    },
    text => text?.includes(words),
    `'${words}' on the status page`,
  )

type Visit = {
  readonly hands: Hands
  readonly window: () => Promise<Page>
  readonly look: (page: Page) => Promise<void>
}

/** Comes back with reference, address and a fresh code, in a browser that knows nothing. */
async function comeBack({ hands, window }: Visit, reference: string, email: string): Promise<Page> {
  const page = await window()
  await page.goto('/apply/return')
  await hands.write(page, '[name=reference]', reference)
  await hands.write(page, '[name=email]', email)
  const code = await gateway.nextEmailCode(email, () => hands.follow(page, button))
  await page.waitForSelector('[name=emailProof]')
  await hands.write(page, '[name=emailProof]', code)
  await hands.follow(page, button)
  return page
}

/** From a form that is saved to an application that is withdrawn, by pages alone. */
async function journey(n: number, visit: Visit, words: Readonly<Record<'asked' | 'supplied' | 'withdrawn', string>>) {
  const { hands, window, look } = visit
  const form = annexB(n, await gateway.applicant().termsVersion())
  const first = await window()
  await first.goto('/apply/form')
  await first.fill('[name="name.surnameEn"]', form.name.surnameEn)
  await first.fill('[name=email]', form.email)
  const code = await gateway.nextEmailCode(form.email, () => hands.follow(first, 'main button[name=_do]'))
  await first.waitForSelector('[name=emailProof]')
  await hands.write(first, '[name=emailProof]', code)
  await hands.follow(first, button)
  await first.waitForURL('**/apply/saved')
  await look(first)
  const reference = (await first.textContent('.icms-reference'))!

  const page = await comeBack(visit, reference, form.email)
  await page.waitForURL('**/apply/form')
  expect(await page.inputValue('[name="name.surnameEn"]')).toBe(form.name.surnameEn)
  await page.goto('/apply/documents')
  await hands.choose(page, '[name=kind]', 'HKID')
  await page.setInputFiles('[name=file]', { name: 'card.pdf', mimeType: 'application/pdf', buffer: pdf('card') })
  await hands.follow(page, button)
  await page.waitForSelector('main a[href^="/apply/documents/"]')
  await look(page)
  await page.goto('/apply/form')
  await fillAnnexB(page, form)
  expect(await page.inputValue('[name=phone]')).toBe(typedFields(form).phone)
  await hands.follow(page, 'main form .govuk-button:not(.govuk-button--secondary):not([name])')
  await page.waitForURL('**/apply/received/*')
  const applicationId = page.url().split('/').at(-1)!
  expect(await page.textContent('.icms-reference'), 'the saved form keeps its reference').toBe(reference)
  await look(page)

  // Nobody answers for two weeks and more (R37).
  await gateway.advanceTo(gateway.clock.now() + 16 * dayMs)
  const again = await comeBack(visit, reference, form.email)
  await again.waitForURL('**/apply/status')
  await until(
    async () => {
      await again.goto('/apply/status')
      return again.locator('main a[href="/apply/enquiry"]').count()
    },
    Boolean,
    'the enquiry on the status page',
  )
  await hands.follow(again, 'main a[href="/apply/enquiry"]')
  await look(again)
  await hands.write(again, '[name=question]', 'Is anything missing?')
  await hands.follow(again, button)
  await seen(again, words.asked)
  await look(again)

  const officer = await openAsStaff(browser, gateway.origin, 'demo-vetting', '/desk/vetting?status=ENQUIRY')
  await until(
    async () => {
      await officer.goto('/desk/vetting?status=ENQUIRY')
      return officer.locator(`a[href="/desk/vetting/${applicationId}"]`).count()
    },
    Boolean,
    'the enquiry on the desk',
  )
  await officer.goto(`/desk/vetting/${applicationId}/enquiry`)
  expect(await officer.textContent('main')).toContain('Is anything missing?')
  await officer.fill('[name=answer]', 'We ask you for the writ today.')
  await press(officer)
  await officer.goto(`/desk/vetting/${applicationId}/supplement`)
  await officer.check('input[name="reasonCodes[]"][value=DOCUMENT_NOT_LEGIBLE]')
  await officer.fill('[name=textEn]', 'Page 2 of the writ.')
  await officer.fill('[name=textZh]', '令狀第2頁。')
  await press(officer)

  await seen(again, 'We ask you for the writ today.')
  await look(again)
  await hands.follow(again, 'main a[href="/apply/supplement"]')
  await hands.write(again, '[name=text]', 'Here is page 2.')
  await hands.choose(again, '[name="files.0.kind"]', 'NOTICE_OF_PROCEEDING')
  const page2 = { name: 'page-2.pdf', mimeType: 'application/pdf', buffer: pdf('page 2') }
  await again.setInputFiles('[name="files.0.file"]', page2)
  await look(again)
  await hands.follow(again, button)
  await again.waitForURL('**/apply/status?done=supplied')
  expect(await again.textContent('main')).toContain(words.supplied)
  await until(
    async () => {
      await officer.goto(`/desk/vetting/${applicationId}`)
      return officer.textContent('main')
    },
    text => text?.includes('Here is page 2.') && text.includes('page-2.pdf') && text.includes('card.pdf'),
    'the answer on the desk',
  )

  await again.goto('/apply/status')
  await hands.follow(again, 'main a[href="/apply/withdraw"]')
  await hands.write(again, '[name=reason]', 'The matter was settled.')
  await look(again)
  await hands.follow(again, button)
  await seen(again, words.withdrawn)
  await look(again)
  await officer.goto(`/desk/vetting/${applicationId}`)
  expect(await officer.textContent('main')).toContain('The matter was settled.')
}

test('saved, gone on with elsewhere, asked about, answered and withdrawn, by pages alone and without JavaScript (R32a, R33, R34d, R37)', async () => {
  const window = async () => (await openWindow(browser, gateway.origin, { javaScriptEnabled: false })).newPage()
  const words = {
    asked: 'We received your enquiry',
    supplied: 'We have your answer',
    withdrawn: 'The application was withdrawn',
  }
  await journey(450_001, { hands: mouse, window, look: async () => undefined }, words)
})

test('the same by keyboard, in Traditional Chinese and in a narrow window (R32a, R33, R34d, R37)', async () => {
  const viewport = { width: width.narrow, height: 900 }
  const window = async () => (await openWindow(browser, gateway.origin, { viewport, locale: 'zh-HK' })).newPage()
  const look = async (page: Page) => {
    expect([page.url(), await page.locator('html').getAttribute('lang')]).toEqual([page.url(), 'zh-Hant-HK'])
    expect([page.url(), await overflowOf(page)]).toEqual([page.url(), 0])
  }
  const words = { asked: '收到您的查詢', supplied: '我們已收到您的回覆', withdrawn: '申請已撤回' }
  await journey(450_002, { hands: keyboard, window, look }, words)
})
