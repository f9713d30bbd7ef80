import { archivePdfOf } from '@icms/paper/archive-pdf'
import { byLibtiff } from '@icms/paper/libtiff-kit'
import { openPaper } from '@icms/paper/paper-document'

/** One kind of paper that a benchmark sends. */
export type Paper = {
  readonly what: string
  readonly send: 'fax' | 'scan'
  readonly papers: number
  /** Pages of each. */
  readonly count: number
  readonly width: number
  readonly height: number
  readonly xDpi: number
  readonly yDpi: number
  readonly isPdf?: boolean
  readonly isGroup3?: boolean
}

export const standard = { width: 1_728, height: 1_100, xDpi: 204, yDpi: 98 } as const
/** A4 at 300 dots an inch. */
export const scan = { width: 2_480, height: 3_508, xDpi: 300, yDpi: 300 } as const

/** The same pages as a scanner writes them into a PDF. */
export async function pdfOf(tiff: Uint8Array): Promise<Buffer> {
  const paper = await openPaper(tiff)
  async function* pages() {
    for (const index of paper.pages.keys()) yield await paper.archivePage(index)
  }
  return Buffer.from(await archivePdfOf(pages(), { documentId: 'scan', title: 'Scan', receivedAt: 0 }))
}

/** The same in Group 3, as most fax machines send it. */
export const group3Of = (tiff: Uint8Array): Buffer => byLibtiff(tiff, '-c', 'g3:1d')
