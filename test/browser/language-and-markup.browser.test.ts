import { annexB } from '@icms/deploy/demo/forms'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { apply } from '../journeys/registration.ts'
import { fillAnnexB } from './annex-b-page.ts'
import {
  type Browser,
  click,
  listenForComplaints,
  openAsStaff,
  openWindow,
  type Page,
  press,
  signInStaff,
  startBrowser,
} from './chromium.ts'

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

const newPage = async () => (await openWindow(browser, gateway.origin)).newPage()
const languageOf = (page: Page) => page.locator('html').getAttribute('lang')
const switchTo = (page: Page, tag: string) => click(page, `.govuk-language-navigation a[lang="${tag}"]`)
const placeOf = (page: Page) => {
  const { pathname, searchParams } = new URL(page.url())
  searchParams.delete('lang')
  return `${pathname}?${searchParams}`
}

const script = '<script>window.owned = true</script><img src=x onerror="window.owned = true">'
const isOwned = (page: Page) => page.evaluate<boolean>(`'owned' in window || document.querySelector('img') !== null`)

test('the language switch keeps the place, and the choice is kept for the pages after it', async () => {
  const page = await newPage()
  await signInStaff(page, 'demo-vetting', '/desk/vetting?status=AUTH_PENDING')
  await page.waitForURL('**/desk/vetting**')
  expect(await languageOf(page)).toBe('en-HK')
  const place = placeOf(page)
  await switchTo(page, 'zh-Hant-HK')
  expect([await languageOf(page), placeOf(page)]).toEqual(['zh-Hant-HK', place])
  await click(page, 'header nav a[href="/desk/identity"]')
  expect(await languageOf(page)).toBe('zh-Hant-HK')
  await switchTo(page, 'en-HK')
  expect([await languageOf(page), placeOf(page)]).toEqual(['en-HK', '/desk/identity?'])
})

test('a browser that asks for Chinese is answered in Chinese', async () => {
  const page = await (await openWindow(browser, gateway.origin, { locale: 'zh-HK' })).newPage()
  await page.goto('/apply')
  expect(await languageOf(page)).toBe('zh-Hant-HK')
})

test('script typed into every field of the form comes back as text beside its mistake', async () => {
  const page = await newPage()
  const complaints = listenForComplaints(page)
  const form = annexB(440_001, await gateway.applicant().termsVersion())
  await page.goto('/apply/form')
  await fillAnnexB(page, form)
  const names = await page
    .locator('main form :is(input[type=text], input[type=tel], input[type=email], input:not([type]), textarea)')
    .evaluateAll(fields => fields.map(field => field.name as string))
  expect(names.length).toBeGreaterThan(15)
  await click(page, 'main details > summary')
  for (const name of names) await page.fill(`[name="${name}"]`, `"'>${script}`)
  await press(page)
  await page.waitForSelector('.govuk-error-summary')
  for (const name of names) expect(await page.inputValue(`[name="${name}"]`)).toBe(`"'>${script}`)
  expect(await isOwned(page)).toBe(false)
  for (const path of [`/apply/${script}`, `/apply/status?lang=${script}`, `/account/sign-in?returnTo=${script}`]) {
    await page.goto(path)
    expect(await isOwned(page), path).toBe(false)
  }
  expect(complaints.heard()).toEqual([])
})

test('script in an address and in a note of staff is text to whoever reads it', async () => {
  const { applicationId, form } = await apply(gateway, 440_002, {
    address: { lines: [script.slice(0, 80)], country: 'HK', district: 'YAU_TSIM_MONG' },
  })
  const page = await openAsStaff(browser, gateway.origin, 'demo-vetting', '/desk/vetting')
  const complaints = listenForComplaints(page)
  await page.goto(`/desk/vetting/${applicationId}`)
  expect(await page.textContent('main')).toContain(script.slice(0, 80))
  await page.fill('main form [name=note]', script)
  await press(page)
  await page.waitForURL('**?done=AUTH_PENDING')
  expect(await page.textContent('main')).toContain(script)
  expect(await isOwned(page)).toBe(false)
  expect(complaints.heard()).toEqual([])
  const mail = await gateway.mail(form.email, /Help Centre/)
  expect(mail.html).not.toContain('<script')
})
