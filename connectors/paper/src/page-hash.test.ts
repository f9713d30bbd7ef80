import sharp from 'sharp'
import { expect, test } from 'vitest'
import { hashDistance, pageHashOf } from './page-hash.ts'
import { pixelsOf } from './page-pixels.ts'
import { drawingOf } from './paper-kit.ts'

const pageOf = (number: number) =>
  sharp(drawingOf(number, 1_200, 1_600))
    .flatten({ background: 'white' })
    .png()
    .toBuffer()

test('the same page, smaller and a little askew, has nearly the same hash; another page has not', async () => {
  const page = await pageOf(1)
  const again = await sharp(page).resize(800).rotate(0.7, { background: 'white' }).png().toBuffer()
  const [first, second] = [(await pageHashOf(await pixelsOf(page)))!, (await pageHashOf(await pixelsOf(again)))!]
  const other = (await pageHashOf(await pixelsOf(await pageOf(2))))!
  expect(hashDistance(first, second)).toBeLessThan(hashDistance(first, other) / 2)
})

test('a page with nothing on it has none', async () => {
  const blank = sharp({ create: { width: 900, height: 900, channels: 3, background: 'white' } })
  expect(await pageHashOf(await pixelsOf(blank))).toBeUndefined()
})

test('two hashes differ in as many bits as are not the same', () => {
  expect(hashDistance('00ff', '0f0f')).toBe(8)
})
