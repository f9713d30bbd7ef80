import type { BrowserContext } from 'playwright-core'
import type { Gateway } from '../journeys/gateway.ts'
import { type Browser, openWindow, press, signInStaff } from './chromium.ts'
import type { Filled, FilledName } from './filled-gateway.ts'
import type { Visitor } from './page-row.ts'

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** Signs a visitor in by pages; what the browser then keeps opens any number of windows of the same visitor. */
export async function sessionOf(
  browser: Browser,
  gateway: Gateway,
  filled: Filled,
  visitor: Visitor,
): Promise<Session> {
  const window = await openWindow(browser, gateway.origin)
  const page = await window.newPage()
  if (visitor === 'holder') {
    await page.goto('/account/sign-in')
    await page.fill('[name=loginName]', filled.holder.loginName)
    await page.fill('[name=password]', filled.holder.password)
    await press(page)
    await page.waitForURL('**/account')
  } else if (visitor.startsWith('applicant ')) {
    const applied = filled[visitor.slice('applicant '.length) as FilledName]
    await page.goto('/apply/return')
    await page.fill('[name=reference]', applied.applicationId)
    await page.fill('[name=email]', applied.email)
    await page.fill('[name=emailProof]', await gateway.nextEmailCode(applied.email, () => press(page)))
    await press(page)
    await page.waitForSelector('.govuk-summary-list')
  } else if (visitor === 'drafter') {
    const email = 'drafter@example.com'
    await page.goto('/apply/form')
    await page.fill('[name=email]', email)
    const code = await gateway.nextEmailCode(email, () => page.click('main button[name=_do]'))
    await page.fill('[name=emailProof]', code)
    await press(page)
    await page.waitForURL('**/apply/saved')
  } else if (visitor !== 'anyone') {
    await signInStaff(page, visitor, '/staff/signed-out')
    await page.waitForURL('**/staff/signed-out')
  }
  const session = await window.storageState()
  await window.close()
  return session
}
