import { expect, test } from 'vitest'
import { openPdf } from './pdf-pages.ts'

/** A PDF of one page of this size with nothing on it, without a table of references: readers find objects by themselves. */
const pdfOf = (width: number, height: number) =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  )

test('a page is drawn in shades of grey', async () => {
  const pdf = await openPdf(pdfOf(72, 144))
  expect(pdf.pages).toEqual([{ width: 72, height: 144 }])
  const drawn = await pdf.draw(0, 100)
  expect(drawn).toMatchObject({ width: 100, height: 200 })
  expect(new Set(drawn.grey)).toEqual(new Set([255]))
  await pdf.close()
})

test.each([
  ['text', Buffer.from('hello'), /does not begin/],
  ['the beginning of a PDF', Buffer.from('%PDF-1.4\n1 0 obj<</Type'), /damaged/],
])('%s is refused, and why is said', async (_, bytes, why) => {
  await expect(openPdf(bytes)).rejects.toMatchObject({ code: 'UNREADABLE', message: expect.stringMatching(why) })
})

test('a page that no paper has the size of is not drawn', async () => {
  const pdf = await openPdf(pdfOf(14_400, 14_400))
  await expect(pdf.draw(0, 200)).rejects.toMatchObject({ code: 'UNREADABLE' })
  await pdf.close()
})

test('what takes longer than it may is given up', async () => {
  await expect(openPdf(pdfOf(72, 72), 0)).rejects.toMatchObject({ message: expect.stringMatching(/longer than/) })
})
