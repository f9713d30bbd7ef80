import { until } from '@icms/deploy/demo/people'
import { submittedWithLostKey } from '@icms/deploy/operations/lost-key'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { type Browser, click, listenForComplaints, openAsStaff, type Page, press, startBrowser } from './chromium.ts'
import { tabTo } from './keyboard.ts'

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

const text = (page: Page) => page.locator('main').innerText()

const openAs = (staffId: string, path: string, options = {}): Promise<Page> =>
  openAsStaff(browser, gateway.origin, staffId, path, options)

/** A message whose data key is lost; three services read it. */
async function poison() {
  const { record, ...rest } = await submittedWithLostKey(gateway.host.backbone)
  await gateway.host.backbone.publish([{ ...record, at: gateway.clock.now() }])
  return rest
}

const lettersOf = (key: string, count: number) =>
  until(
    async () => (await gateway.operator().deadLetters()).deadLetters.filter(letter => letter.key === key),
    letters => letters.length === count,
    `${count} dead letters of ${key}`,
  )

/** Ticks the box and presses the button, by keyboard alone. */
async function actByKeyboard(page: Page, reason: string) {
  await tabTo(page, '[name=reason]')
  await page.keyboard.insertText(reason)
  await tabTo(page, '[name="looked?"]')
  await page.keyboard.press('Space')
  await tabTo(page, 'main form button[type=submit]')
  await page.keyboard.press('Enter')
}

test('a poisoned message appears while an operator looks on, is understood, replayed once it can be, and left out where it need not be', async () => {
  const page = await openAs('demo-operations', '/ops')
  const complaints = listenForComplaints(page)
  expect(await text(page)).not.toContain('causes: 3')
  const { applicationId, giveKey } = await poison()
  // No reload: the page keeps itself up to date.
  await page.waitForSelector('main dd:has-text("3; causes: 3")')
  const letters = await lettersOf(applicationId, 3)
  const { deadLetterId } = letters.find(({ service }) => service === 'vetting')!

  await click(page, 'main a[href="/ops/dead-letters"]')
  await click(page, 'main tr:has-text("vetting") a')
  await click(page, `main a[href="/ops/dead-letters/${deadLetterId}"]`)
  expect(await text(page)).toContain('which the keyring does not have')
  await click(page, 'main a[href$="/replay"]')
  expect(await text(page)).toContain('It would fail again')

  await giveKey()
  await page.reload()
  expect(await text(page)).toContain('The message would be taken')
  expect(await text(page)).toContain('ApplicationReceived')
  await actByKeyboard(page, 'The key is back.')
  await page.waitForURL('**?done=REPLAYED')
  for (const told of ['Replayed: the message was taken.', 'The key is back.', 'demo-operations', 'ApplicationReceived'])
    expect(await text(page)).toContain(told)

  // Lineage both ways: from the dead letter to what its replay put out, and from there back.
  await click(page, `main a[href="/ops/timeline?id=${applicationId}"]`)
  await click(page, 'main tr:has-text("ApplicationReceived") a:has-text("Replay of a dead letter")')
  await page.waitForURL(`**/ops/dead-letters/${deadLetterId}`)

  const other = letters.find(({ service }) => service === 'notification')!.deadLetterId
  await page.goto(`/ops/dead-letters/${other}/discard`)
  await actByKeyboard(page, 'The applicant was told by hand.')
  await page.waitForURL('**?done=DISCARDED')
  expect(await text(page)).toContain('Discarded: its key goes on.')
  await lettersOf(applicationId, 1)
  expect(complaints.heard()).toEqual([])
})

test('whoever reads can hold the overview still, and let it go on', async () => {
  const page = await openAs('demo-auditor', '/ops')
  const counted = page.locator('main dd >> nth=0')
  await click(page, 'button:has-text("Pause")')
  expect(await text(page)).toContain('Paused: what is shown may be old.')
  const before = await counted.innerText()
  const { applicationId } = await poison()
  await lettersOf(applicationId, 3)
  // As long as it takes to ask again, and some more.
  await page.waitForTimeout(7_000)
  expect(await counted.innerText()).toBe(before)
  await click(page, 'button:has-text("Go on")')
  await page.waitForFunction(`document.querySelector('main dd').innerText !== ${JSON.stringify(before)}`)
  expect(await text(page)).toContain('This page keeps itself up to date.')
})

test('when the gateway does not answer, or the session is over, the overview says that it is old', async () => {
  const page = await openAs('demo-operations', '/ops')
  await page.context().clearCookies()
  await page.waitForSelector('main [data-live-state]:has-text("what is shown may be old")')
})

test('without JavaScript an operator reads, asks the overview to load itself again, and discards', async () => {
  const { applicationId } = await poison()
  const [letter] = await lettersOf(applicationId, 3)
  const page = await openAs('demo-operations', '/ops', { javaScriptEnabled: false })
  expect(await page.isVisible('button:has-text("Pause")')).toBe(false)
  await click(page, 'main a:has-text("Load again every 30 seconds")')
  await page.waitForURL('**/ops?reload=40')
  await click(page, 'main a:has-text("Stop loading again")')
  await page.goto(`/ops/dead-letters/${letter!.deadLetterId}`)
  await click(page, 'main a[href$="/discard"]')
  await press(page)
  expect(await text(page)).toContain('There is a problem')
  await page.fill('[name=reason]', 'A test of the court.')
  await page.check('[name="looked?"]')
  await press(page)
  await page.waitForURL('**?done=DISCARDED')
  expect(await text(page)).toContain('A test of the court.')
})
