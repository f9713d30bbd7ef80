import sharp from 'sharp'
import { imageOf, type PagePixels, pixelsOf } from './page-pixels.ts'
import { paperLimits } from './paper-limits.ts'
import type { PaperPage } from './tiff-pages.ts'

/** Wider pages are made smaller for showing: it is what A4 has at 300 dots an inch. */
const shownWidthMax = 2_500
const jpeg = { quality: 85 } as const

export type Picture = {
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
  readonly content: Uint8Array
  /** The same, for programs. */
  readonly pixels: PagePixels
}

/**
 * One page of a TIFF (`TiffDocument.page`) as browsers show it: upright, with square pixels, so that a facsimile has its true
 * proportions at standard resolution too. What is missing of a page that was cut off is white. Throws where it cannot be read.
 */
export async function pictureOfPage(page: Uint8Array, { xDpi, yDpi }: PaperPage): Promise<Picture> {
  const image = sharp(page, { limitInputPixels: paperLimits.pagePixelsMax, failOn: 'none' })
  const { width, height, depth, channels, bitsPerSample } = await image.metadata()
  const scale = Math.min(1, shownWidthMax / width)
  const shown = { width: Math.round(width * scale), height: Math.max(1, Math.round((height * scale * xDpi) / yDpi)) }
  const isDrawing = channels === 1 && (bitsPerSample === 1 || depth === 'uchar')
  const sized = image.resize(shown.width, shown.height, { fit: 'fill', kernel: 'linear' }).autoOrient()
  if (isDrawing) return drawingOf(await pixelsOf(sized.greyscale()))
  const { data, info } = await sized
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const colours = () => sharp(data, { raw: info })
  return {
    ...{ mediaType: 'image/jpeg', width: info.width, height: info.height },
    ...{ content: await colours().jpeg(jpeg).toBuffer(), pixels: await pixelsOf(colours().greyscale()) },
  }
}

async function drawingOf(pixels: PagePixels): Promise<Picture> {
  const { width, height } = pixels
  return { mediaType: 'image/png', width, height, content: await imageOf(pixels).png().toBuffer(), pixels }
}

/** A page in shades of grey that was drawn already. */
export async function pictureOfPixels(pixels: PagePixels): Promise<Picture> {
  const { width, height } = pixels
  return { mediaType: 'image/jpeg', width, height, content: await imageOf(pixels).jpeg(jpeg).toBuffer(), pixels }
}
