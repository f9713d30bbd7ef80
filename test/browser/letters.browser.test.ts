import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '@icms/deploy/demo/people'
import { codesOn } from '@icms/paper/page-codes'
import { pixelsOf } from '@icms/paper/page-pixels'
import { type FaxedPage, faxedPage } from '@icms/paper/faxed-page'
import { openPaper } from '@icms/paper/paper-document'
import { preparePaper } from '@icms/paper-intake/prepare-paper'
import { groupReference } from '@icms/schemas/application-reference'
import { coverSheetCodeOf } from '@icms/schemas/cover-sheet-code'
import { exampleOf } from '@icms/schemas/example-messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { type Browser, click, openAsStaff, openWindow, type Page, press, startBrowser, width } from './chromium.ts'
import { overflowOf } from './looks-right.ts'

const shots = process.env.ICMS_TEST_SHOTS
const pixelsInMillimetre = 96 / 25.4
const example = exampleOf('vetting.events.v1', 'ApplicationTranscribed')
/** Two who gave no address of mail: one lives where addresses are written in Chinese, one abroad and at length. */
const [first, second] = ['0000000000000000000000000a', '0000000000000000000000000b']

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
  const at = gateway.clock.now()
  const inChinese = { ...example.form.address, lines: ['彌敦道123號', '和諧花園第三座12樓A室'] }
  const abroad = {
    ...{ country: 'GB', district: null, region: null, postalCode: 'SW1A 1AA' },
    lines: ['Flat 12', 'A House with a Name that is Long', '1 Example Street', 'Example-upon-Thames', 'Exampleshire'],
  }
  const transcribed = (applicationId: string, form: object) => ({
    ...{ type: 'ApplicationTranscribed', key: applicationId },
    data: { ...example, applicationId, at, submittedAt: at - 1, form: { ...example.form, ...form } },
  })
  const asked = exampleOf('vetting.events.v1', 'SupplementRequested')
  const texts = { textEn: 'Page 2 of the writ cannot be read.', textZh: '令狀第2頁無法辨讀。' }
  const reasons = [
    { code: 'EMAIL_MISSING', textEn: null, textZh: null },
    { code: 'DOCUMENT_NOT_LEGIBLE', ...texts },
  ]
  await gateway.operator().publish('vetting.events.v1', [
    transcribed(first, { address: inChinese }),
    transcribed(second, { address: abroad, preferredLanguage: 'EN', fax: '+442079460018' }),
    {
      type: 'SupplementRequested',
      key: first,
      data: { ...asked, applicationId: first, at, attendBy: null, reasons },
    },
  ])
}, 60_000)
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

const withoutScript = { javaScriptEnabled: false }
const openPage = async () => (await openWindow(browser, gateway.origin, withoutScript)).newPage() as Promise<Page>

/** What is printed, page by page; kept as pictures where somebody wants to look at it. */
async function printed(page: Page, name: string): Promise<readonly Buffer[]> {
  const paper = await openPaper(await page.pdf({ preferCSSPageSize: true, printBackground: false }))
  const pictures: Buffer[] = []
  for (const [index] of paper.pages.entries()) pictures.push(Buffer.from((await paper.picture(index)).content))
  await paper.close()
  keep(name, pictures)
  return pictures
}

function keep(name: string, pictures: readonly Buffer[]): void {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  for (const [index, picture] of pictures.entries()) writeFileSync(join(shots, `${name}.${index + 1}.png`), picture)
}

async function looks(page: Page, name: string): Promise<void> {
  for (const size of ['wide', 'narrow'] as const) {
    await page.setViewportSize({ width: width[size], height: 900 })
    expect([name, size, await overflowOf(page)]).toEqual([name, size, 0])
    if (shots) await page.screenshot({ path: join(shots, `${name}.${size}.png`), fullPage: true })
  }
}

const millimetres = async (page: Page, selector: string) => {
  const box = (await page.locator(selector).first().boundingBox())!
  const [x, y, wide, high] = [box.x, box.y, box.width, box.height].map(pixels => pixels / pixelsInMillimetre) as [
    ...[number, number, number, number],
  ]
  return { x, y, wide, high }
}

test('counter staff print all letters in one go, each on sheets of its own, and mark them as sent (R32b, N1, N2)', async () => {
  const page = await openAsStaff(browser, gateway.origin, 'demo-counter', '/desk/print', withoutScript)
  const rows = () => page.locator('tbody tr').count()
  await until(
    async () => {
      await page.goto('/desk/print?lang=en')
      return rows()
    },
    count => count === 3,
    'three letters',
  )
  await looks(page, 'letters to print')
  await click(page, 'main a.govuk-button')
  await looks(page, 'letters')
  // Two acknowledgements of a sheet each, and what is wanted with its cover sheet behind it.
  const sheets = await printed(page, 'letters printed')
  expect(sheets).toHaveLength(4)
  const codes = await Promise.all(sheets.map(async sheet => codesOn(await pixelsOf(sheet))))
  expect(codes.flat()).toEqual([coverSheetCodeOf(first)])

  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: Math.round(165 * pixelsInMillimetre), height: 1_000 })
  const [sheet, address] = [await millimetres(page, '.icms-letter'), await millimetres(page, '.icms-letter__address')]
  // The margin of the sheet above is 15 mm and on its left 25: the window shows 57 to 81 mm from the top, 25 to 100 mm.
  expect(15 + address.y - sheet.y).toBeCloseTo(57, 0)
  expect(address.x - sheet.x).toBeLessThan(1)
  expect(address.wide).toBeLessThanOrEqual(75.5)
  await page.emulateMedia({ media: 'screen' })

  await press(page)
  expect(page.url()).toContain('done=SENT')
  await page.goto('/desk/print?status=SENT&lang=zh')
  expect(await rows()).toBe(3)
  await looks(page, 'letters sent')
  await click(page, 'tbody a >> nth=0')
  await looks(page, 'a letter sent')
})

const ways: readonly (readonly [string, FaxedPage])[] = [
  ['as it lies', {}],
  ['askew, upside down and over a noisy line', { turned: 178, noise: 0.01 }],
]

test.each(['en', 'zh'])(
  'a cover sheet is one sheet, and is read back from a fax at standard resolution: %s (R32b)',
  async lang => {
    const page = await openPage()
    await page.goto(`/apply/cover-sheet?lang=${lang}`)
    await looks(page, `cover sheet question.${lang}`)
    await page.fill('input[name=reference]', groupReference(second))
    await press(page)
    await looks(page, `cover sheet.${lang}`)
    const sheets = await printed(page, `cover sheet printed.${lang}`)
    expect(sheets).toHaveLength(1)
    await page.emulateMedia({ media: 'print' })
    const { wide } = await millimetres(page, '.icms-sheet__code')
    expect((wide * 29) / 37).toBeGreaterThan(45)
    for (const [way, made] of ways) {
      const faxed = await faxedPage(sheets[0]!, made)
      const stored = new Map<string, Uint8Array>([['fax-1/original', faxed]])
      const store = {
        get: async (subject: string, id: string) => stored.get(`${subject}/${id}`),
        put: async (subject: string, id: string, content: Uint8Array) => void stored.set(`${subject}/${id}`, content),
      }
      const paper = { subject: 'fax-1', documentId: 'original', receivedAt: gateway.clock.now(), title: 'A fax' }
      const { pages } = await preparePaper(store, paper)
      expect([way, pages[0]?.reference]).toEqual([way, second])
    }
  },
)
