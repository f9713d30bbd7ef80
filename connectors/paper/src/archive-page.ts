import sharp from 'sharp'
import { paperLimits } from './paper-limits.ts'
import { numbersOf, readTiff, tag } from './tiff-directory.ts'
import type { PaperPage } from './tiff-pages.ts'

/** One page as it is kept: a drawing in black and white by ITU-T T.6 (Group 4), anything else as a JPEG. */
export type ArchivePage = PaperPage & {
  readonly filter: 'CCITTFaxDecode' | 'DCTDecode'
  readonly content: Uint8Array
  readonly colours: 1 | 3
  readonly bits: 1 | 8
}

const group4 = 4
const blackIsZero = 1
/** Orientation of TIFF 6.0: the first row is the top, the first column the left. */
const upright = 1

/** One page of a TIFF (`TiffDocument.page`) for the archive. Throws where it cannot be read. */
export async function archivePageOf(page: Uint8Array, of: PaperPage): Promise<ArchivePage> {
  const kept = of.damage ? undefined : drawingOf(page)
  if (kept) return { ...of, ...drawing, content: kept }
  const image = sharp(page, { limitInputPixels: paperLimits.pagePixelsMax, failOn: 'none' }).autoOrient()
  const { bitsPerSample, channels, width, height } = await image.metadata()
  if (channels === 1 && bitsPerSample === 1) {
    // One strip of all lines, as many as a tile's height may be: a strip is coded by itself.
    const tileHeight = Math.ceil(Math.max(width, height) / 16) * 16
    const as = { compression: 'ccittfax4', bitdepth: 1, miniswhite: true, tileHeight } as const
    const encoded = await image.toColourspace('b-w').tiff(as).toBuffer()
    const content = drawingOf(encoded)
    if (content) return { ...of, ...sizeOf(encoded), ...drawing, content }
  }
  const { data, info } = await image
    .flatten({ background: 'white' })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true })
  const colours = info.channels === 1 ? 1 : 3
  return { ...of, width: info.width, height: info.height, filter: 'DCTDecode', content: data, colours, bits: 8 }
}

const drawing = { filter: 'CCITTFaxDecode', colours: 1, bits: 1 } as const

function sizeOf(page: Uint8Array) {
  const { littleEndian, directories } = readTiff(page, 1)
  const [width = 0] = numbersOf(directories[0]!, tag.width, littleEndian)
  const [height = 0] = numbersOf(directories[0]!, tag.height, littleEndian)
  return { width, height }
}

/** The bits of a page that is one strip of Group 4 already, white being 0 and the first bit the highest. */
function drawingOf(page: Uint8Array): Uint8Array | undefined {
  const { littleEndian, directories } = readTiff(page, 1)
  const [directory] = directories
  const one = (number: number, otherwise: number) => numbersOf(directory!, number, littleEndian)[0] ?? otherwise
  const offsets = numbersOf(directory!, tag.stripOffsets, littleEndian)
  const isPlain =
    one(tag.compression, 1) === group4 && one(tag.fillOrder, 1) === 1 && one(tag.photometric, 0) !== blackIsZero
  if (!isPlain || offsets.length !== 1 || one(tag.orientation, upright) !== upright || one(tag.bitsPerSample, 1) !== 1)
    return undefined
  const [from = 0] = offsets
  return page.subarray(from, from + one(tag.stripByteCounts, 0))
}
