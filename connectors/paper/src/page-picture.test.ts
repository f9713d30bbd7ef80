import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeTiff } from './paper-kit.ts'
import { openPaper } from './paper-document.ts'

/** The share of black in a band of a picture, from and to as shares of its height. */
async function blackIn(picture: Uint8Array, from: number, to: number) {
  const { width, height } = await sharp(picture).metadata()
  const band = { left: 0, top: Math.floor(height * from), width, height: Math.floor(height * (to - from)) }
  const dots = await sharp(picture).extract(band).greyscale().raw().toBuffer()
  return dots.filter(dot => dot < 128).length / dots.length
}

test('a page of standard resolution is shown in the proportions of its paper', async () => {
  const paper = await openPaper(await makeTiff({ number: 1 }, { number: 1, height: 2200, yDpi: 196 }))
  const [standard, fine] = [await paper.picture(0), await paper.picture(1)]
  expect(standard).toMatchObject({ mediaType: 'image/png', width: 1728, height: 2290 })
  expect(fine).toMatchObject({ width: standard.width, height: standard.height })
})

test('what is missing of a page that was cut off is white, and what is there is shown', async () => {
  const [one, file] = [await makeTiff({ number: 1 }), await makeTiff({ number: 1 }, { number: 2 })]
  const whole = await openPaper(file)
  const cut = await openPaper(file.subarray(0, (one.length + file.length) / 2))
  expect(cut.pages[1]).toMatchObject({ damage: expect.stringMatching(/page 2|cut off/) })
  const [before, after] = [(await whole.picture(1)).content, (await cut.picture(1)).content]
  expect(await blackIn(after, 0, 0.2)).toBeCloseTo(await blackIn(before, 0, 0.2), 2)
  expect(await blackIn(before, 0.8, 0.95)).toBeGreaterThan(0.01)
  expect(await blackIn(after, 0.8, 0.95)).toBeLessThan(0.001)
})

test('a scan in colour is shown as one, no wider than a screen needs', async () => {
  const scan = await sharp({ create: { width: 5_000, height: 300, channels: 3, background: 'teal' } })
    .tiff({ compression: 'lzw' })
    .toBuffer()
  const paper = await openPaper(scan)
  expect(await paper.picture(0)).toMatchObject({ mediaType: 'image/jpeg', width: 2_500, height: 150 })
})
