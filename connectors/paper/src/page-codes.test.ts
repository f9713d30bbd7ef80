import sharp from 'sharp'
import { expect, test } from 'vitest'
import { turnSome } from './faxed-page.ts'
import { codeOf, codesOn } from './page-codes.ts'
import { pixelsOf } from './page-pixels.ts'

const text = 'ICMS:APP:A7K2-9QTM-4'
const white = { background: 'white' }
const code = await sharp(Buffer.from(await codeOf(text)), { density: 300 })
  .resize(420, 420, { kernel: 'nearest' })
  .png()
  .toBuffer()
const page = await sharp({ create: { width: 1728, height: 2290, channels: 3, background: 'white' } })
  .composite([{ input: code, left: 1_100, top: 200 }])
  .png()
  .toBuffer()

/** Dust and dropouts as a line leaves them. */
async function noisy(share: number) {
  const { data, info } = await sharp(page)
    .rotate(2, white)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  turnSome(data, share)
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .png()
    .toBuffer()
}

/** As a fax at standard resolution carries it: half of the lines, black or white, made larger again. */
async function atStandardResolution() {
  const sent = await sharp(page).resize(1728, 1145, { fit: 'fill' }).threshold(128).png().toBuffer()
  return sharp(sent).resize(1728, 2290, { fit: 'fill' }).png().toBuffer()
}

test.each([
  ['as it was printed', () => Promise.resolve(page)],
  ['upside down', () => sharp(page).rotate(180).png().toBuffer()],
  ['lying on its side', () => sharp(page).rotate(90).png().toBuffer()],
  ['askew', () => sharp(page).rotate(7, white).png().toBuffer()],
  ['at standard resolution', atStandardResolution],
  ['with dust on it', () => noisy(0.05)],
  ['with much dust on it', () => noisy(0.12)],
])('a code is read %s', async (_, make) => {
  expect(await codesOn(await pixelsOf(await make()))).toEqual([text])
})

test('a page without a code has none', async () => {
  const rest = sharp(page).extract({ left: 0, top: 700, width: 1_700, height: 1_500 })
  expect(await codesOn(await pixelsOf(rest))).toEqual([])
})
