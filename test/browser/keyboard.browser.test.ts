import { annexB } from '@icms/deploy/demo/forms'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { markedFields, selectedFields, typedFields } from './annex-b-page.ts'
import { type Browser, listenForComplaints, openWindow, startBrowser } from './chromium.ts'
import { focused, isFocusVisible, tabTo } from './keyboard.ts'

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

test('the form is filled in, corrected and sent by keyboard alone (R32a)', async () => {
  const form = annexB(430_001, await gateway.applicant().termsVersion())
  const page = await (await openWindow(browser, gateway.origin)).newPage()
  const complaints = listenForComplaints(page)

  await page.goto('/apply')
  await page.keyboard.press('Tab')
  expect(await focused(page).getAttribute('href'), 'the first stop leads past the header').toBe('#main-content')
  expect(await isFocusVisible(page)).toBe(true)
  await page.keyboard.press('Enter')
  expect(await focused(page).getAttribute('id')).toBe('main-content')
  await tabTo(page, 'a[href="/apply/form"]')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/apply/form')

  const typed = { ...typedFields(form), 'identityDocument.number': 'A123456(4)', phone: '123' }
  const choices = { ...selectedFields(form) }
  const marks = new Map(markedFields(form))
  // In the order of the page, so that Tab alone leads from one to the next.
  const names = await page
    .locator('main form :is(input, select):not([type=hidden])')
    .evaluateAll(fields => [...new Set(fields.map(field => field.name as string))])
  for (const name of names) {
    if (name in typed) {
      await tabTo(page, `[name="${name}"]`)
      await page.keyboard.insertText(typed[name as keyof typeof typed])
    } else if (name in choices) {
      await tabTo(page, `select[name="${name}"]`)
      const wanted = `select[name="${name}"] option[value="${choices[name]}"]`
      await page.keyboard.type((await page.textContent(wanted))!.trim())
    } else if (marks.has(name)) {
      await tabTo(page, `input[name="${name}"][value="${marks.get(name)}"]`)
      await page.keyboard.press('Space')
    }
  }
  await page.keyboard.press('Enter')

  await page.waitForSelector('.govuk-error-summary')
  await page.waitForFunction(`document.activeElement.classList.contains('govuk-error-summary')`)
  const links = page.locator('.govuk-error-summary a')
  expect(await links.evaluateAll(all => all.map(link => link.getAttribute('href')))).toEqual([
    '#identityDocument-number',
    '#phone',
  ])
  await correct('identityDocument', form.identityDocument.number)
  await tabTo(page, '.govuk-error-summary a[href="#phone"]', 'Shift+Tab')
  await correct('phone', form.phone)
  await page.keyboard.press('Enter')
  await page.waitForSelector('[name=emailProof]')
  await tabTo(page, '[name=emailProof]')
  await page.keyboard.insertText(await gateway.emailCode(form.email))
  await page.keyboard.press('Enter')

  await page.waitForURL('**/apply/received/*')
  expect(complaints.heard()).toEqual([])

  /** Follows the mistake's link to its field and types over what is there. */
  async function correct(id: string, text: string) {
    await tabTo(page, `.govuk-error-summary a[href^="#${id}"]`)
    await page.keyboard.press('Enter')
    expect(await focused(page).getAttribute('id')).toContain(id)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
  }
})

test('on a narrow page the menu opens by keyboard, and shows what it leads to', async () => {
  const window = await openWindow(browser, gateway.origin, { viewport: { width: 360, height: 900 } })
  const page = await window.newPage()
  await page.goto('/staff/sign-in?returnTo=/desk/vetting')
  await tabTo(page, 'input[name=staff]')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/desk/vetting')
  expect(await page.isVisible('header nav a[href="/desk/identity"]')).toBe(false)
  await tabTo(page, 'header button[aria-controls]')
  await page.keyboard.press('Enter')
  await tabTo(page, 'header nav a[href="/desk/identity"]')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/desk/identity')
})
