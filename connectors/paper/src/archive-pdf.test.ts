import sharp from 'sharp'
import { expect, test } from 'vitest'
import { archivePdfOf } from './archive-pdf.ts'
import { makeTiff } from './paper-kit.ts'
import { openPaper, type PaperDocument } from './paper-document.ts'
import { openPdf } from './pdf-pages.ts'

const facts = { documentId: 'fax-1', title: 'Fax of <1 & 2>', receivedAt: 1_700_000_000_000 }

async function* pagesOf(paper: PaperDocument) {
  for (const index of paper.pages.keys()) yield await paper.archivePage(index)
}

test('a page in black and white is in the archive bit for bit, in its true size', async () => {
  const file = await makeTiff({ number: 21 }, { number: 42, height: 2200, yDpi: 196 })
  const archive = await openPdf(await archivePdfOf(pagesOf(await openPaper(file)), facts))
  expect(archive.pages).toMatchObject(
    [{ width: (1728 * 72) / 204, height: (1100 * 72) / 98 }, { height: (2200 * 72) / 196 }].map(page =>
      expect.objectContaining(
        Object.fromEntries(Object.entries(page).map(([side, points]) => [side, expect.closeTo(points, 1)])),
      ),
    ),
  )
  const drawn = await archive.draw(1, 204)
  await archive.close()
  const original = await sharp(file, { page: 1 })
    .resize(drawn.width, drawn.height, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  const differing = drawn.grey.filter((value, i) => Math.abs(value - original[i]!) > 128).length
  // Both were made larger, each in its own way: only dots at edges may differ.
  expect(differing / original.length).toBeLessThan(0.01)
})

test('the same pages make the same bytes', async () => {
  const paper = await openPaper(await makeTiff({ number: 7 }))
  expect(await archivePdfOf(pagesOf(paper), facts)).toEqual(await archivePdfOf(pagesOf(paper), facts))
})

test('an archive file opens as paper again, page by page', async () => {
  const made = await archivePdfOf(pagesOf(await openPaper(await makeTiff({ number: 1 }, { number: 2 }))), facts)
  const paper = await openPaper(made)
  expect(paper).toMatchObject({ mediaType: 'application/pdf', pages: [{ xDpi: 200 }, { xDpi: 200 }] })
  expect((await paper.picture(1)).mediaType).toBe('image/jpeg')
  await paper.close()
})
