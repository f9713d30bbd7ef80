import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { faxedPage, type FaxedPage } from './faxed-page.ts'
import { filledInForm } from './form-kit.ts'
import { hashDistance, pageHashOf } from './page-hash.ts'
import { pixelsOf } from './page-pixels.ts'
import { openPaper } from './paper-document.ts'
import { drawingOf } from './paper-kit.ts'

/**
 * How often a page is taken for another, and how often it is not known again, by the way it came. The README has what this
 * prints for sixteen pages.
 */
const pages = Number(process.env.ICMS_TEST_PAGES ?? 4)
/** What vetting takes for alike. */
const alikeMax = 40

const plain = (svg: Buffer) =>
  sharp(svg).flatten({ background: 'white' }).greyscale().png({ compressionLevel: 1 }).toBuffer()

async function scanned(page: Buffer, turned: number): Promise<string> {
  const grey = sharp(page).rotate(turned, { background: 'white' }).blur(0.6).greyscale()
  return (await pageHashOf(await pixelsOf(await grey.png({ compressionLevel: 1 }).toBuffer())))!
}

/** The whole way: a facsimile, opened as the intake does. */
async function faxed(page: Buffer, how: FaxedPage): Promise<string> {
  const paper = await openPaper(await faxedPage(page, how))
  const { pixels } = await paper.picture(0)
  await paper.close()
  return (await pageHashOf(pixels))!
}

const either = (n: number, degrees: number) => (n % 2 ? degrees : -degrees)
const ways = {
  'scanned again': (page: Buffer, n: number) => scanned(page, either(n, 0.2)),
  'scanned, 1° askew': (page: Buffer, n: number) => scanned(page, either(n, 1)),
  'by fax': (page: Buffer, n: number) => faxed(page, { turned: either(n, 0.2) }),
  'by fax, 1 % of its dots turned over': (page: Buffer, n: number) =>
    faxed(page, { turned: either(n, 0.2), noise: 0.01 }),
  'by fax, 1° askew': (page: Buffer, n: number) => faxed(page, { turned: either(n, 1) }),
  'by fax, 2° askew': (page: Buffer, n: number) => faxed(page, { turned: either(n, 2) }),
}
type Way = keyof typeof ways
const originals = { forms: filledInForm, others: (n: number) => drawingOf(n + 100, 1_000, 1_414) }
type Kind = keyof typeof originals
const kept: Record<Kind, { readonly page: Buffer; readonly hash: string }[]> = { forms: [], others: [] }

beforeAll(async () => {
  for (const kind of ['forms', 'others'] as const)
    for (let n = 0; n < pages; n++) {
      const page = await plain(originals[kind](n))
      kept[kind].push({ page, hash: await scanned(page, 0) })
    }
}, 120_000)

const range = (distances: readonly number[]) => `${Math.min(...distances)} to ${Math.max(...distances)}`

async function measure(kind: Kind, way: Way) {
  const same: number[] = []
  const others: number[] = []
  for (const [n, { page }] of kept[kind].entries()) {
    const hash = await ways[way](page, n)
    for (const [m, { hash: other }] of kept[kind].entries()) (m === n ? same : others).push(hashDistance(hash, other))
  }
  const notKnown = same.filter(distance => distance > alikeMax).length / same.length
  const mistaken = others.filter(distance => distance <= alikeMax).length / others.length
  console.log(`| ${kind} | ${way} | ${range(same)} | ${range(others)} | ${notKnown * 100} % | ${mistaken * 100} % |`)
  return { notKnown, mistaken }
}

test.each([
  ['forms', 'scanned again'],
  ['forms', 'scanned, 1° askew'],
  ['forms', 'by fax, 1 % of its dots turned over'],
  ['forms', 'by fax, 1° askew'],
  ['others', 'by fax, 1° askew'],
] as const)('R32b: %s are known again, and none is taken for another: %s', async (kind, way) => {
  expect(await measure(kind, way)).toEqual({ notKnown: 0, mistaken: 0 })
})
