import type { BrowserContext } from 'playwright-core'
import type { Gateway } from '../journeys/gateway.ts'
import { type Browser, openWindow, press, signInStaff } from './chromium.ts'
import type { Filled } from './filled-gateway.ts'
import type { Visitor } from './pages.ts'

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
    const applied = filled[visitor.slice('applicant '.length) as keyof Filled]
    await page.goto('/apply/status')
    await page.fill('[name=reference]', applied.applicationId)
    await page.fill('[name=email]', applied.email)
    await press(page)
    await page.waitForSelector('.govuk-summary-list')
  } else if (visitor !== 'anyone') {
    await signInStaff(page, visitor, '/staff/signed-out')
    await page.waitForURL('**/staff/signed-out')
  }
  const session = await window.storageState()
  await window.close()
  return session
}
