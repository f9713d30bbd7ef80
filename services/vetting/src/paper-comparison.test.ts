import { hashDistance, pageHashOf } from '@icms/paper/page-hash'
import { imageOf, type PagePixels, pixelsOf } from '@icms/paper/page-pixels'
import { drawingOf } from '@icms/paper/paper-kit'
import { filledInForm } from '@icms/paper/form-kit'
import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide } from '@icms/backbone/port'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { findLikePapers } from './paper-comparison.ts'
import { paperRows } from './paper-rows.ts'
import { arrived, documentOf, pageOf } from './paper-story.ts'

/** By a scanner: a little askew, grey. */
const scanned = (page: PagePixels, n: number) =>
  pixelsOf(
    imageOf(page)
      .rotate(((n % 5) - 2) * 0.15, { background: 'white' })
      .blur(0.6),
  )

/** By fax: fewer dots, black and white, lines of 98 an inch drawn as high as they are wide. */
const faxed = async (page: PagePixels, n: number) => {
  const few = await pixelsOf(
    imageOf(page)
      .rotate(((n % 3) - 1) * 0.2, { background: 'white' })
      .resize(1_200, 801, { fit: 'fill' })
      .threshold(150),
  )
  return pixelsOf(imageOf(few).resize(1_200, 1_602, { fit: 'fill' }))
}

/** More than papers that make a page a template. */
const people = 7
const plain = (svg: Buffer) => pixelsOf(sharp(svg).flatten({ background: 'white' }).greyscale())
const hashOf = async (page: Promise<PagePixels>) => (await pageHashOf(await page))!

/** The rows of papers, as the read side lists them. */
function listing(rows: readonly Row[]): Pick<ReadSide, 'list'> {
  return {
    async list(_, { index, value, limit }) {
      const found = rows.filter(row => row.indexes?.[index!]?.value === value).slice(0, limit)
      return { state: 'ready', found: { rows: found } }
    },
  }
}

const rowsOf = (paperId: string, hash: string): readonly Row[] => {
  const { state } = arrived([documentOf('original', [pageOf(1, { hash })], { sha256: paperId })])
  return paperRows({ ...state!, paperId }).filter(({ table }) => table === 'paper-looks')
}

/** How many of `sought` are found among `kept`, and how many others are shown with them. */
async function measure(name: string, kept: readonly string[], sought: readonly string[]) {
  const readSide = listing(kept.flatMap((hash, n) => rowsOf(`paper-${n}`, hash)))
  let found = 0
  let wrong = 0
  for (const [n, hash] of sought.entries()) {
    const likenesses = await findLikePapers(readSide, { paperId: 'new', files: [], pages: [hash] })
    if (likenesses.some(({ paperId }) => paperId === `paper-${n}`)) found += 1
    wrong += likenesses.filter(({ paperId }) => paperId !== `paper-${n}`).length
  }
  const same = sought.map((hash, n) => hashDistance(hash, kept[n]!)).toSorted((a, b) => a - b)
  const others = sought
    .flatMap((hash, n) => kept.flatMap((other, m) => (n === m ? [] : [hashDistance(hash, other)])))
    .toSorted((a, b) => a - b)
  const middle = (list: readonly number[]) => [list[0], list[list.length >> 1], list.at(-1)]
  const figures = { found: found / sought.length, wrongPerPaper: wrong / sought.length }
  console.log(`${name}: ${JSON.stringify({ ...figures, same: middle(same), others: middle(others) })}`)
  return figures
}

test('of forms of one template: the same page scanned again, or its original after a fax, is found, and the forms of others are not shown', async () => {
  const scans: string[] = []
  const again: string[] = []
  const faxes: string[] = []
  for (let person = 0; person < people; person += 1) {
    const page = await plain(filledInForm(person))
    scans.push(await hashOf(scanned(page, person)))
    again.push(await hashOf(scanned(page, person + 1)))
    faxes.push(await hashOf(faxed(page, person)))
  }
  expect(await measure('forms of one template, scanned twice', scans, again)).toEqual({ found: 1, wrongPerPaper: 0 })
  const originals = await measure('forms of one template, by fax and scanned', faxes, scans)
  expect(originals.found).toBeGreaterThanOrEqual(0.7)
  expect(originals.wrongPerPaper).toBe(0)
}, 120_000)

test('of other pages: what came by fax is found when its original is scanned, and nothing else', async () => {
  const scans: string[] = []
  const faxes: string[] = []
  for (let number = 0; number < people; number += 1) {
    const page = await plain(drawingOf(number + 100, 1_000, 1_414))
    scans.push(await hashOf(scanned(page, number)))
    faxes.push(await hashOf(faxed(page, number)))
  }
  const originals = await measure('other pages, by fax and scanned', faxes, scans)
  expect(originals).toEqual({ found: 1, wrongPerPaper: 0 })
}, 120_000)

test('the same file is the same file, and no paper is like itself', async () => {
  const hash = 'ab'.repeat(32)
  const readSide = listing([...rowsOf('fax-1', hash), ...rowsOf('fax-2', hash)])
  expect(await findLikePapers(readSide, { paperId: 'fax-2', files: ['fax-1'], pages: [hash] })).toEqual([
    { paperId: 'fax-1', because: 'SAME_FILE', distance: null },
  ])
})
