import sharp from 'sharp'
import { imageOf, pixelsOf } from './page-pixels.ts'

/** Test kit: what a page of paper becomes on its way through a fax machine. */
export type FaxedPage = {
  /** Degrees by which the sheet lies askew, or 180 for upside down. */
  readonly turned?: number
  /** Share of the dots that the line turns over, from 0 to 1. */
  readonly noise?: number
  /** Lines an inch: 98 is standard resolution, 196 fine. */
  readonly yDpi?: number
}

const widthDots = 1_728
const xDpi = 204
const heightInches = 11.69
const millimetresInInch = 25.4

/** A picture of a page of A4, of any resolution, as a fax machine scans and sends it: a Group 4 facsimile. */
export async function faxedPage(picture: Uint8Array, { turned = 0, noise = 0, yDpi = 98 }: FaxedPage): Promise<Buffer> {
  const height = Math.round(heightInches * yDpi)
  const laid = await pixelsOf(
    sharp(picture).flatten({ background: 'white' }).rotate(turned, { background: 'white' }).greyscale(),
  )
  const { grey: dots } = await pixelsOf(imageOf(laid).resize(widthDots, height, { fit: 'fill' }).threshold(128))
  turnSome(dots, noise)
  return sharp(dots, { raw: { width: widthDots, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({
      ...{ compression: 'ccittfax4', bitdepth: 1, miniswhite: true },
      ...{ xres: xDpi / millimetresInInch, yres: yDpi / millimetresInInch },
    })
    .toBuffer()
}

/** Turns about that share of the dots over, the same ones each time. */
export function turnSome(dots: Uint8Array, share: number): void {
  if (share === 0) return
  let drawn = 1
  for (let i = 0; i < dots.length; i++) {
    drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) & 0x7fff_ffff
    if (drawn / 0x7fff_ffff < share) dots[i] = 255 - dots[i]!
  }
}
