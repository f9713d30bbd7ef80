import sharp from 'sharp'
import { expect, test } from 'vitest'
import { archivePdfOf } from './archive-pdf.ts'
import { byLibtiff } from './libtiff-kit.ts'
import { makeTiff } from './paper-kit.ts'
import { openPaper } from './paper-document.ts'

/** Files as other people's software writes them: libtiff's own tools make every kind of what a fax machine may send. */
const g4 = await makeTiff({ number: 5, height: 275 }, { number: 6, height: 550, yDpi: 196 })

const dotsOf = async (picture: Uint8Array) => sharp(picture).greyscale().raw().toBuffer()

test.each([
  ['Group 3, one-dimensional', ['-c', 'g3:1d']],
  ['Group 3, two-dimensional', ['-c', 'g3:2d']],
  ['Group 3 with filled lines', ['-c', 'g3:1d:fill']],
  ['Group 4 in strips of 100 lines', ['-c', 'g4', '-r', '100']],
  ['Group 4, lowest bit first', ['-c', 'g4', '-f', 'lsb2msb']],
  ['Group 3, lowest bit first, big-endian', ['-c', 'g3:2d', '-f', 'lsb2msb', '-B']],
  ['big-endian', ['-B']],
  ['not compressed', ['-c', 'none']],
  ['PackBits', ['-c', 'packbits']],
  ['LZW', ['-c', 'lzw']],
  ['tiles', ['-t', '-w', '256', '-l', '256', '-c', 'packbits']],
])('a facsimile is read dot by dot: %s', async (_, options) => {
  const [original, other] = [await openPaper(g4), await openPaper(byLibtiff(g4, ...options))]
  expect(other.pages).toEqual(original.pages)
  for (const index of original.pages.keys()) {
    const [before, after] = [await original.picture(index), await other.picture(index)]
    expect(Buffer.compare(await dotsOf(after.content), await dotsOf(before.content))).toBe(0)
    // In the archive it is coded anew, and still the same.
    const kept = await other.archivePage(index)
    expect(Buffer.from(kept.content)).toEqual(Buffer.from((await original.archivePage(index)).content))
  }
})

test('a call that broke off in a page leaves what was sent', async () => {
  const whole = byLibtiff(g4, '-c', 'g3:1d')
  const paper = await openPaper(whole.subarray(0, Math.floor(whole.length * 0.8)))
  expect(paper.pages).toMatchObject([{ damage: undefined }, { damage: expect.any(String) }])
  await expect(paper.picture(1)).resolves.toMatchObject({ mediaType: 'image/png' })
  async function* pages() {
    for (const index of paper.pages.keys()) yield await paper.archivePage(index)
  }
  const archive = await openPaper(await archivePdfOf(pages(), { documentId: 'x', title: 'Fax', receivedAt: 0 }))
  expect(archive.pages).toHaveLength(2)
  await archive.close()
})
