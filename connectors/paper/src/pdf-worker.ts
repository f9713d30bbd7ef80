import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import { paperLimits } from './paper-limits.ts'
import type { PdfPicture } from './pdf-pages.ts'

export type PdfQuestion = { readonly open: Uint8Array } | { readonly draw: number; readonly dpi: number }
export type PdfAnswer =
  | { readonly pages: readonly { readonly width: number; readonly height: number }[] }
  | PdfPicture
  | { readonly refused: 'UNREADABLE' | 'TOO_MANY_PAGES'; readonly why: string }

const wasm = readFileSync(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')))
const pointsPerInch = 72

let document: PDFiumDocument | undefined

async function open(file: Uint8Array): Promise<PdfAnswer> {
  const begins = Buffer.from(file.subarray(0, 1_024)).toString('latin1')
  if (!begins.includes('%PDF-')) return { refused: 'UNREADABLE', why: 'it does not begin as a PDF file does' }
  const library = await PDFiumLibrary.init({ wasmBinary: new Uint8Array(wasm).buffer })
  document = await library.loadDocument(file)
  const count = document.getPageCount()
  if (count === 0) return { refused: 'UNREADABLE', why: 'it has no pages' }
  if (count > paperLimits.pagesMax)
    return { refused: 'TOO_MANY_PAGES', why: `it has ${count} pages; at most ${paperLimits.pagesMax}` }
  const pages = Array.from({ length: count }, (_, i) => {
    const { originalWidth, originalHeight } = document!.getPage(i).getOriginalSize()
    return { width: originalWidth, height: originalHeight }
  })
  return { pages }
}

async function draw(index: number, dpi: number): Promise<PdfAnswer> {
  const page = document!.getPage(index)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const pixels = (originalWidth * originalHeight * dpi * dpi) / (pointsPerInch * pointsPerInch)
  if (!(pixels >= 1 && pixels <= paperLimits.pagePixelsMax))
    return {
      refused: 'UNREADABLE',
      why: `page ${index + 1} is ${originalWidth} by ${originalHeight} points, which no paper is`,
    }
  const { width, height, data } = await page.render({
    scale: dpi / pointsPerInch,
    colorSpace: 'Gray',
    render: async ({ data: grey }) => grey,
  })
  return { width, height, grey: data }
}

async function answer(question: PdfQuestion): Promise<PdfAnswer> {
  try {
    return 'open' in question ? await open(question.open) : await draw(question.draw, question.dpi)
  } catch (error) {
    const why = /password/i.test(String(error)) ? 'it has a password' : `it is damaged: ${(error as Error).message}`
    return { refused: 'UNREADABLE', why }
  }
}

parentPort!.on('message', (question: PdfQuestion) => void answer(question).then(told => parentPort!.postMessage(told)))
