import { staff } from '@icms/deploy/demo/people'
import {
  type Browser,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium,
  type Page,
  type Request,
} from 'playwright-core'
import { findBrowser } from '../stack/browser.ts'

/** What Chromium needs to run as root in a container, and not to call home. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const width = { wide: 1200, narrow: 360 } as const

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser()!, args: flags, timeout: 60_000 })

/** A visitor's own window: nothing is shared with others but what `options.storageState` brings along. */
export async function openWindow(browser: Browser, origin: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-HK',
    viewport: { width: width.wide, height: 900 },
    ...options,
  })
  context.setDefaultTimeout(20_000)
  return context
}

/**
 * What the browser complains about on a page, from now until it is asked: errors in its console (those of the content
 * security policy among them), scripts that failed, and files that did not come. That a page itself answers with 4xx
 * is not among them.
 */
export function listenForComplaints(page: Page) {
  const complaints: string[] = []
  const ofConsole = (message: ConsoleMessage) => {
    const [text, { url }] = [message.text(), message.location()]
    const isOwnStatus = text.startsWith('Failed to load resource') && url === page.url()
    if (message.type() === 'error' && !isOwnStatus) complaints.push(`${url}: ${text}`)
  }
  const ofScript = (error: Error) => complaints.push(`script failed: ${error.message}`)
  const ofRequest = (request: Request) => {
    const why = request.failure()?.errorText
    // Who leads on to the next page before all files of this one are there aborts the rest.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`)
  }
  page.on('console', ofConsole)
  page.on('pageerror', ofScript)
  page.on('requestfailed', ofRequest)
  return {
    heard(): readonly string[] {
      page.off('console', ofConsole)
      page.off('pageerror', ofScript)
      page.off('requestfailed', ofRequest)
      return complaints
    },
  }
}

/** What a browser without a screen was given, for a window to go on with. */
export const cookiesOf = (cookies: ReadonlyMap<string, string>, origin: string) =>
  [...cookies].map(([name, value]) => ({ name, value, url: origin }))

/** A window of a member of the demonstration staff who is signed in already, at that page: a third of the work of doing so by pages. */
export async function openAsStaff(
  browser: Browser,
  origin: string,
  staffId: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const [window, member] = await Promise.all([openWindow(browser, origin, options), staff(origin, staffId)])
  await window.addCookies(cookiesOf(member.browser.cookies, origin))
  const page = await window.newPage()
  await page.goto(path)
  return page
}

/** Signs a member of the demonstration staff in by pages, and leads to the page that was asked for. */
export async function signInStaff(page: Page, staffId: string, path: string): Promise<void> {
  await page.goto(`/staff/sign-in?returnTo=${encodeURIComponent(path)}`)
  await page.check(`input[name=staff][value=${staffId}]`)
  await press(page)
}

/**
 * Clicks, and waits for all of the page that it leads to, if it leads to one: the driver itself waits only until that page
 * has begun, and who looks at it then may see half of it.
 */
export async function click(page: Page, selector: string): Promise<void> {
  await page.click(selector)
  await page.waitForLoadState()
}

/** Presses the button of the page's form. */
export const press = (page: Page): Promise<void> => click(page, 'main form .govuk-button:not(.govuk-button--secondary)')

export type { Browser, Page }
