import { Worker } from 'node:worker_threads'
import { PaperError } from './paper-limits.ts'
import type { PdfAnswer, PdfQuestion } from './pdf-worker.ts'

export type PdfPicture = { readonly width: number; readonly height: number; readonly grey: Uint8Array }

/** An opened PDF: closed by `close`, or by itself after an answer that does not come. */
export type PdfDocument = {
  /** Sizes of the pages in points (1/72 inch). */
  readonly pages: readonly { readonly width: number; readonly height: number }[]
  /** One page in shades of grey. Throws `PaperError` where it cannot be drawn in time. */
  draw(index: number, dpi: number): Promise<PdfPicture>
  close(): Promise<void>
}

/** To open a document of 64 MiB, or to draw one page of it; a hostile one would draw for ever. */
const answerMsMax = 30_000

/**
 * Opens a PDF in a thread of its own, so that one that is made to take for ever, or all memory, takes nothing but itself.
 * Throws `PaperError`: `UNREADABLE` (not a PDF, damaged, with a password) or `TOO_MANY_PAGES`.
 */
export async function openPdf(file: Uint8Array, answerMs = answerMsMax): Promise<PdfDocument> {
  const worker = new Worker(new URL('pdf-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  const close = async () => void (await worker.terminate())

  async function ask(question: PdfQuestion): Promise<PdfAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<PdfAnswer>()
    const late = setTimeout(
      () => reject(new PaperError('UNREADABLE', `it took longer than ${answerMs / 1_000} s`)),
      answerMs,
    )
    const failed = (error: Error) => reject(new PaperError('UNREADABLE', `it could not be opened: ${error.message}`))
    worker.once('message', resolve).once('error', failed)
    worker.postMessage(question)
    try {
      return await promise
    } catch (error) {
      await close()
      throw error
    } finally {
      clearTimeout(late)
      worker.off('message', resolve).off('error', failed)
    }
  }

  const opened = await ask({ open: file })
  if (!('pages' in opened)) {
    await close()
    throw new PaperError(
      'refused' in opened ? opened.refused : 'UNREADABLE',
      'why' in opened ? opened.why : 'it has no pages',
    )
  }
  return {
    pages: opened.pages,
    async draw(index, dpi) {
      const drawn = await ask({ draw: index, dpi })
      if (!('grey' in drawn))
        throw new PaperError('UNREADABLE', 'why' in drawn ? drawn.why : `page ${index + 1} was not drawn`)
      return drawn
    },
    close,
  }
}
