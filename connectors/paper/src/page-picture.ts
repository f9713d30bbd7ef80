import sharp from 'sharp'
import { paperLimits } from './paper-limits.ts'
import type { PaperPage } from './tiff-pages.ts'

/** Wider pages are made smaller for showing: it is what A4 has at 300 dots an inch. */
const shownWidthMax = 2_500

export type Picture = {
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
  readonly content: Uint8Array
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
  const made = isDrawing
    ? sized.greyscale().png()
    : sized.flatten({ background: 'white' }).toColourspace('srgb').jpeg({ quality: 85 })
  const { data, info } = await made.toBuffer({ resolveWithObject: true })
  return { mediaType: isDrawing ? 'image/png' : 'image/jpeg', width: info.width, height: info.height, content: data }
}
