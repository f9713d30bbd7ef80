import sharp from 'sharp'
import { expect, test } from 'vitest'
import { archivePdfOf } from './archive-pdf.ts'
import { openPaper } from './paper-document.ts'
import { drawingOf } from './paper-kit.ts'

const drawn = () => sharp(drawingOf(1, 800, 1_100)).flatten({ background: 'white' })

test('R32b: a page that was scanned as JPEG or PNG is one page, upright, and goes into the archive', async () => {
  for (const [mediaType, content] of [
    ['image/jpeg', await drawn().jpeg().withMetadata({ orientation: 6, density: 150 }).toBuffer()],
    ['image/png', await drawn().png().withMetadata({ density: 150 }).toBuffer()],
  ] as const) {
    const paper = await openPaper(content)
    const isTurned = mediaType === 'image/jpeg'
    const size = isTurned ? { width: 1_100, height: 800 } : { width: 800, height: 1_100 }
    expect(paper).toMatchObject({ mediaType, pages: [{ ...size, xDpi: 150, yDpi: 150 }] })
    expect(await paper.picture(0)).toMatchObject(size)
    const pages = async function* () {
      yield await paper.archivePage(0)
    }
    const archive = await archivePdfOf(pages(), { documentId: 'd', title: 't', receivedAt: 0 })
    expect(Buffer.from(archive.subarray(0, 5)).toString()).toBe('%PDF-')
  }
})

test('a picture of too many pixels is refused by its header; one that is cut off when it is read', async () => {
  const png = await drawn().png().toBuffer()
  const vast = Buffer.from(png)
  vast.writeUInt32BE(60_000, 16)
  vast.writeUInt32BE(60_000, 20)
  await expect(openPaper(vast)).rejects.toMatchObject({ code: expect.stringMatching(/TOO_LARGE|UNREADABLE/) })
  const cut = await openPaper(png.subarray(0, png.length / 2))
  await expect(cut.picture(0)).rejects.toMatchObject({ code: 'UNREADABLE' })
  await expect(openPaper(Buffer.from('ffd8ff00', 'hex'))).rejects.toMatchObject({ code: 'UNREADABLE' })
})
