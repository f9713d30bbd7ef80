import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { archivePdfOf } from '@icms/paper/archive-pdf'
import { byLibtiff } from '@icms/paper/libtiff-kit'
import { openPaper } from '@icms/paper/paper-document'
import { drawingOf, makeTiff } from '@icms/paper/paper-kit'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { checkPdfA, whyNoPdfACheck } from './pdf-a-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = (name: string) => join(folder, name)

const standard = { number: 5 }
const fine = { number: 6, height: 2_200, yDpi: 196 }

async function colourScan(format: 'jpeg' | 'lzw'): Promise<Buffer> {
  const svg = Buffer.from(drawingOf(8, 1_200, 1_600).toString().replaceAll('fill="white"', 'fill="#d8c090"'))
  return sharp(svg).tiff({ compression: format, xres: 8, yres: 8 }).toBuffer()
}

async function somebodysPdf(): Promise<Buffer> {
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.TimesRoman)
  for (const text of ['First page', 'Second page']) made.addPage([595, 842]).drawText(text, { font, x: 50, y: 700 })
  return Buffer.from(await made.save())
}

/** A call that broke off in its second page. */
async function cutOff(): Promise<Buffer> {
  const whole = byLibtiff(await makeTiff(standard, fine), '-c', 'g3:1d')
  return whole.subarray(0, Math.floor(whole.length * 0.8))
}

const originals: Readonly<Record<string, () => Promise<Buffer>>> = {
  'Group 4, both resolutions': () => makeTiff(standard, fine),
  'Group 3, one-dimensional': async () => byLibtiff(await makeTiff(standard, fine), '-c', 'g3:1d'),
  'Group 3, two-dimensional': async () => byLibtiff(await makeTiff(standard, fine), '-c', 'g3:2d'),
  'a colour scan, LZW': () => colourScan('lzw'),
  'a colour scan, JPEG': () => colourScan('jpeg'),
  'a PDF': somebodysPdf,
  'a page that was cut off': cutOff,
}

async function archived(original: Buffer): Promise<Uint8Array> {
  const paper = await openPaper(original)
  async function* pages() {
    for (const index of paper.pages.keys()) yield await paper.archivePage(index)
  }
  const facts = { documentId: 'paper-1', title: 'Fax of <1 & 2> 傳真', receivedAt: 1_772_417_700_000 }
  const made = await archivePdfOf(pages(), facts)
  await paper.close()
  return made
}

test.skipIf(whyNoPdfACheck())(
  'archives of all that comes in are PDF/A-2b, says veraPDF, and an ordinary PDF is not (R32b)',
  async () => {
    const made = await Promise.all(
      Object.entries(originals).map(async ([name, make]) => {
        const file = path(`${name.replaceAll(/\W+/g, '-')}.pdf`)
        writeFileSync(file, await archived(await make()))
        return { name, file }
      }),
    )
    const ordinary = path('ordinary.pdf')
    writeFileSync(ordinary, await somebodysPdf())
    const told = await checkPdfA([...made.map(({ file }) => file), ordinary])
    expect(Object.fromEntries(made.map(({ name, file }) => [name, told[file]]))).toEqual(
      Object.fromEntries(made.map(({ name }) => [name, []])),
    )
    expect(told[ordinary]?.[0]).toBe('not PDF/A-2b')
  },
  120_000,
)
