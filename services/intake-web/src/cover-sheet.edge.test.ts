import { faxedPage, type FaxedPage } from '@icms/paper/faxed-page'
import { preparePaper } from '@icms/paper-intake/prepare-paper'
import { groupReference } from '@icms/schemas/application-reference'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api, createIntakeHost, type IntakeHost } from './intake-host.ts'

const applicationId = 'abc10def00ghjkmnpqrstvwxyz'
let host: IntakeHost
beforeAll(async () => {
  host = await createIntakeHost()
})
afterAll(() => host.stop())

async function sheetFor(typed: string, lang = 'en') {
  const browser = host.newBrowser()
  return browser.submit(await browser.get(`/apply/cover-sheet?lang=${lang}`), { reference: typed })
}
const codeIn = (body: string) => /<svg class="icms-sheet__code"[\s\S]*?<\/svg>/.exec(body)?.[0] ?? ''

test('a cover sheet is shown for any reference that is written like one, however it was typed (R32b)', async () => {
  for (const typed of [applicationId, groupReference(applicationId), ' abc1o def00-ghjkm npqrstvwxyz ']) {
    const sheet = await sheetFor(typed)
    expect(sheet.status).toBe(200)
    expect(sheet.body).toContain(groupReference(applicationId))
    expect(sheet.body).toContain('Cover sheet')
    expect(sheet.body).toContain('封面頁')
    expect(sheet.body).toContain('Wanchai Tower')
    expect(codeIn(sheet.body)).toContain('viewBox="0 0 148 148"')
  }
})

test('nothing is looked up: a sheet for a reference of nobody is the same but for the reference (R32b)', async () => {
  const known = await host.submitted('sheet')
  const work = await host.workOf(async () => expect((await sheetFor(known)).status).toBe(200))
  expect(work).toEqual([])
  const json = (reference: string) => host.newBrowser().json('POST', `${api}/cover-sheet`, { reference })
  const [ofKnown, ofNobody] = [await json(known), await json(applicationId)]
  expect([ofKnown.status, ofNobody.status]).toEqual([200, 200])
  const about = ({ body }: { readonly body: string }) => ({ ...JSON.parse(body), code: '', reference: '' })
  expect(about(ofKnown)).toEqual(about(ofNobody))
})

test('what is no reference is refused in both languages, with what to do', async () => {
  for (const typed of ['', '  ']) expect((await sheetFor(typed)).status).toBe(422)
  const wrong = await sheetFor('ABC-123<script>')
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('26 letters and digits')
  expect(wrong.body).not.toContain('<script>')
  expect((await sheetFor('ABC-123', 'zh')).body).toContain('共26個英文字母及數字')
  const json = await host.newBrowser().json('POST', `${api}/cover-sheet`, { reference: 'u'.repeat(26) })
  expect(json.status).toBe(422)
  expect(JSON.parse(json.body).errors).toMatchObject([{ path: 'reference', code: 'REFERENCE_FORM' }])
})

test('who submitted an application in this browser finds its reference filled in', async () => {
  const browser = host.newBrowser()
  expect((await browser.get('/apply/cover-sheet')).body).not.toContain('value="ABC')
  const submitted = await host.submitted('filled-in')
  await browser.submit(await browser.get('/apply/status'), { reference: submitted, email: 'siu.ming@example.com' })
  expect((await browser.get('/apply/cover-sheet')).body).toContain(`value="${groupReference(submitted)}"`)
})

/** The sheet as it lies on A4 at 300 dots an inch: the code 64 mm wide, as the style sheet has it, among print. */
async function printed(): Promise<Buffer> {
  const code = codeIn((await sheetFor(applicationId)).body)
  const dots = (millimetres: number) => Math.round((millimetres * 300) / 25.4)
  const drawn = await sharp(Buffer.from(code.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')), {
    density: 300,
  })
    .resize(dots(64), dots(64))
    .png()
    .toBuffer()
  const bar = (top: number) => ({
    ...{ input: { create: { width: dots(120), height: dots(2), channels: 3, background: 'black' } } as const },
    ...{ left: dots(25), top: dots(top) },
  })
  return sharp({ create: { width: dots(210), height: dots(297), channels: 3, background: 'white' } })
    .composite([{ input: drawn, left: dots(25), top: dots(45) }, bar(30), bar(130), bar(150), bar(200)])
    .png({ compressionLevel: 1 })
    .toBuffer()
}

const ways: readonly (readonly [string, FaxedPage])[] = [
  ['as it lies', {}],
  ['at fine resolution', { yDpi: 196 }],
  ['askew', { turned: 2.5 }],
  ['askew the other way, upside down', { turned: 177 }],
  ['upside down', { turned: 180 }],
  ['over a noisy line', { noise: 0.02 }],
  ['upside down, askew and over a noisy line', { turned: 182, noise: 0.01 }],
]

let paper: Promise<Buffer> | undefined

test.each(ways)('a sheet that was faxed at standard resolution names its application: %s (R32b)', async (_, way) => {
  paper ??= printed()
  const stored = new Map<string, Uint8Array>([['fax-1/original', await faxedPage(await paper, way)]])
  const store = {
    get: async (subject: string, id: string) => stored.get(`${subject}/${id}`),
    put: async (subject: string, id: string, content: Uint8Array) => void stored.set(`${subject}/${id}`, content),
  }
  const { pages } = await preparePaper(store, {
    ...{ subject: 'fax-1', documentId: 'original', receivedAt: 1_772_417_700_000, title: 'A fax' },
  })
  expect(pages).toMatchObject([{ page: 1, reference: applicationId, damage: null }])
})
