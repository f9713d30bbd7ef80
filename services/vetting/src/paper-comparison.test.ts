import { hashDistance, pageHashOf } from '@icms/paper/page-hash'
import { pixelsOf } from '@icms/paper/page-pixels'
import { drawingOf } from '@icms/paper/paper-kit'
import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide } from '@icms/backbone/port'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { findLikePapers } from './paper-comparison.ts'
import { paperRows } from './paper-rows.ts'
import { arrived, documentOf, pageOf } from './paper-story.ts'

/** A form with boxes and labels, the same for everybody, and what one person wrote in it. */
function filledIn(person: number): Buffer {
  const draw = randomFrom(person)
  const width = 1_200
  const height = 1_697
  const boxes: string[] = []
  for (let line = 0; line < 18; line += 1) {
    const top = 180 + line * 80
    boxes.push(`<rect x="90" y="${top}" width="${110 + ((line * 37) % 120)}" height="11" fill="black"/>`)
    boxes.push(`<rect x="380" y="${top - 14}" width="730" height="42" fill="none" stroke="black" stroke-width="2"/>`)
    if (draw() < 0.12) continue
    // Handwriting: strokes of their own in each box.
    const end = 400 + 80 + draw() * 560
    for (let x = 400; x < end; x += 24 + draw() * 30) {
      const y = top - 6 + draw() * 22
      boxes.push(
        `<path d="M${x} ${y} q ${draw() * 16} ${draw() * 24 - 12} ${draw() * 26} ${draw() * 10 - 5}" stroke="black" stroke-width="${3 + draw() * 2}" fill="none"/>`,
      )
    }
  }
  const title =
    '<rect x="90" y="70" width="560" height="26" fill="black"/><rect x="90" y="112" width="380" height="14" fill="black"/>'
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${title}${boxes.join('')}</svg>`,
  )
}

function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e37_79b1) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}

/** By a scanner: a little askew, grey. */
const scanned = (page: Buffer, n: number) =>
  sharp(page)
    .rotate(((n % 5) - 2) * 0.15, { background: 'white' })
    .blur(0.6)
    .png({ compressionLevel: 1 })
    .toBuffer()

/** By fax: fewer dots, black and white, lines of 98 an inch drawn as high as they are wide. */
const faxed = async (page: Buffer, n: number) => {
  const few = await sharp(page)
    .rotate(((n % 3) - 1) * 0.2, { background: 'white' })
    .resize(1_200, 801, { fit: 'fill' })
    .greyscale()
    .threshold(150)
    .png({ compressionLevel: 1 })
    .toBuffer()
  return sharp(few).resize(1_200, 1_602, { fit: 'fill' }).png({ compressionLevel: 1 }).toBuffer()
}

const people = 16
const plain = (svg: Buffer) =>
  sharp(svg).flatten({ background: 'white' }).greyscale().png({ compressionLevel: 1 }).toBuffer()
const hashOf = async (picture: Promise<Buffer>) => (await pageHashOf(await pixelsOf(await picture)))!

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

test('of forms of one template: the same page scanned again is found, and the forms of others are not shown', async () => {
  const scans: string[] = []
  const again: string[] = []
  const faxes: string[] = []
  for (let person = 0; person < people; person += 1) {
    const page = await plain(filledIn(person))
    scans.push(await hashOf(scanned(page, person)))
    again.push(await hashOf(scanned(page, person + 1)))
    faxes.push(await hashOf(faxed(page, person)))
  }
  const rescans = await measure('forms of one template, scanned twice', scans, again)
  expect(rescans.found).toBeGreaterThanOrEqual(0.75)
  expect(rescans.wrongPerPaper).toBeLessThanOrEqual(0.25)
  // By fax and by scanner one form is no more like itself than like another: who it is of tells it, not how it looks.
  const originals = await measure('forms of one template, by fax and scanned', faxes, scans)
  expect(originals.wrongPerPaper).toBeLessThanOrEqual(0.25)
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
