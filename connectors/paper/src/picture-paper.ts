import sharp from 'sharp'
import { archivePageOf } from './archive-page.ts'
import type { PaperDocument } from './paper-document.ts'
import { PaperError, paperLimits } from './paper-limits.ts'
import { pictureOfPage } from './page-picture.ts'
import type { PaperPage } from './tiff-pages.ts'

type PictureType = 'image/jpeg' | 'image/png'

/** Where a picture says nothing of it: what scanners are mostly set to. */
const dpiAssumed = 200
const dpiMin = 30
const dpiMax = 2_400

/** By the first bytes of a file; undefined for anything else. */
export function pictureTypeOf(content: Uint8Array): PictureType | undefined {
  const start = Buffer.from(content.subarray(0, 8)).toString('hex')
  if (start === '89504e470d0a1a0a') return 'image/png'
  return start.startsWith('ffd8ff') ? 'image/jpeg' : undefined
}

/**
 * One page that was scanned as a picture. It is upright in what is made of it. Throws `PaperError` where its header cannot be
 * read or tells of more than a page may have; that it is cut off shows only when it is read.
 */
export async function openPicture(content: Uint8Array, mediaType: PictureType): Promise<PaperDocument> {
  const page = await pageOf(content)
  const { width, height } = page
  if (width * height > paperLimits.pagePixelsMax)
    throw new PaperError(
      'TOO_LARGE',
      `it is ${width} by ${height} pixels; at most ${paperLimits.pagePixelsMax} together`,
    )
  /** Kept, since the page is shown and archived. */
  let tiff: Promise<Uint8Array> | undefined
  const read = async <T>(how: (tiff: Uint8Array, of: PaperPage) => Promise<T>): Promise<T> => {
    try {
      tiff ??= tiffOf(content, page)
      return await how(await tiff, page)
    } catch (error) {
      const why = String(error instanceof Error ? error.message : error).split('\n', 1)[0]
      throw new PaperError('UNREADABLE', `page 1 cannot be read: ${why}`)
    }
  }
  return {
    ...{ mediaType, pages: [page] },
    picture: () => read(pictureOfPage),
    archivePage: () => read(archivePageOf),
    close: async () => {},
  }
}

async function pageOf(content: Uint8Array): Promise<PaperPage> {
  const header = await sharp(content, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!header) throw new PaperError('UNREADABLE', 'its header cannot be read')
  const { autoOrient, density = 0 } = header
  const dpi = density >= dpiMin && density <= dpiMax ? density : dpiAssumed
  return { width: autoOrient.width, height: autoOrient.height, xDpi: dpi, yDpi: dpi }
}

/** As the page of a TIFF, which is what pictures and archive pages are made of. */
function tiffOf(content: Uint8Array, { xDpi, yDpi }: PaperPage): Promise<Buffer> {
  return sharp(content, { limitInputPixels: paperLimits.pagePixelsMax, failOn: 'truncated' })
    .autoOrient()
    .flatten({ background: 'white' })
    .tiff({ compression: 'lzw', xres: xDpi / 25.4, yres: yDpi / 25.4 })
    .toBuffer()
}
