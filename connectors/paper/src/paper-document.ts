import { type ArchivePage, archivePageOf } from './archive-page.ts'
import { PaperError } from './paper-limits.ts'
import { type Picture, pictureOfPage, pictureOfPixels } from './page-picture.ts'
import { openPdf } from './pdf-pages.ts'
import { openPicture, pictureTypeOf } from './picture-paper.ts'
import { openTiff, type PaperPage } from './tiff-pages.ts'

export type PaperMediaType = 'image/tiff' | 'application/pdf' | 'image/jpeg' | 'image/png'

/** What a fax gateway or a scanner sent, page by page. */
export type PaperDocument = {
  readonly mediaType: PaperMediaType
  readonly pages: readonly PaperPage[]
  /** What the sending machine wrote of itself, and when, where the file says so. */
  readonly sender?: string | undefined
  readonly dateTime?: string | undefined
  /** As browsers show it. Throws `PaperError` where the page cannot be read. */
  picture(index: number): Promise<Picture>
  /** As it goes into the archive file. Throws the same. */
  archivePage(index: number): Promise<ArchivePage>
  close(): Promise<void>
}

/** What a PDF's pages are drawn at, in dots an inch: near to a facsimile's fine resolution. */
const drawnDpi = 200

/**
 * Opens a document by what it begins with. Throws `PaperError` where it is neither TIFF, PDF, JPEG nor PNG, cannot be read, or
 * passes a limit; nothing but headers is read for that. To be closed.
 */
export async function openPaper(content: Uint8Array): Promise<PaperDocument> {
  const picture = pictureTypeOf(content)
  if (picture) return openPicture(content, picture)
  return isPdf(content) ? openPdfPaper(content) : openTiffPaper(content)
}

const isPdf = (content: Uint8Array) => Buffer.from(content.subarray(0, 1_024)).toString('latin1').includes('%PDF-')

function openTiffPaper(content: Uint8Array): PaperDocument {
  const { pages, sender, dateTime, page } = openTiff(content)
  const read = async <T>(index: number, how: (page: Uint8Array, of: PaperPage) => Promise<T>) => {
    try {
      return await how(page(index), pages[index]!)
    } catch (error) {
      throw new PaperError('UNREADABLE', `page ${index + 1} cannot be read: ${firstLineOf(error)}`)
    }
  }
  return {
    ...{ mediaType: 'image/tiff', pages, sender, dateTime },
    picture: index => read(index, pictureOfPage),
    archivePage: index => read(index, archivePageOf),
    close: async () => {},
  }
}

async function openPdfPaper(content: Uint8Array): Promise<PaperDocument> {
  const { pages, draw, close } = await openPdf(content)
  let last: { readonly index: number; readonly picture: Picture } | undefined
  /** The last one is kept: a page is shown and archived, and drawn once for both. */
  const drawn = async (index: number): Promise<Picture> => {
    if (last?.index !== index) {
      last = undefined
      last = { index, picture: await pictureOfPixels(await draw(index, drawnDpi)) }
    }
    return last.picture
  }
  return {
    mediaType: 'application/pdf',
    pages: pages.map(({ width, height }) => ({
      ...{ width: Math.round((width * drawnDpi) / 72), height: Math.round((height * drawnDpi) / 72) },
      ...{ xDpi: drawnDpi, yDpi: drawnDpi },
    })),
    picture: drawn,
    async archivePage(index) {
      const { width, height, content } = await drawn(index)
      return { width, height, xDpi: drawnDpi, yDpi: drawnDpi, filter: 'DCTDecode', content, colours: 1, bits: 8 }
    },
    close,
  }
}

const firstLineOf = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n', 1)[0]
