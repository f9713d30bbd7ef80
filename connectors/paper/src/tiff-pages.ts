import { PaperError, paperLimits } from './paper-limits.ts'
import {
  numbersOf,
  readTiff,
  type TiffDirectory,
  type TiffField,
  type TiffFile,
  tag,
  textOf,
} from './tiff-directory.ts'
import { writeTiff } from './write-tiff.ts'

/** One page as its header describes it. */
export type PaperPage = {
  readonly width: number
  readonly height: number
  /** Dots per inch; a facsimile's differ: 204 by 98 is standard, 204 by 196 fine. */
  readonly xDpi: number
  readonly yDpi: number
  /** What was wrong, where it is not whole. */
  readonly damage?: string | undefined
}

export type TiffDocument = {
  readonly pages: readonly PaperPage[]
  /** What the sending machine wrote of itself and of the call, as far as it did. */
  readonly sender?: string | undefined
  /** `YYYY:MM:DD HH:MM:SS` as the tag has it, without a zone. */
  readonly dateTime?: string | undefined
  /** One page as a TIFF file of its own, with whatever of it is there. */
  page(index: number): Uint8Array
}

type Place = { readonly from: number; readonly length: number }
type Found = PaperPage & {
  readonly fields: readonly TiffField[]
  readonly strips: readonly Place[]
  readonly tiled: boolean
}

/**
 * Reads what pages a TIFF file has. A file that is cut off keeps the pages before that, and as much of the one that was
 * cut as is there. Throws `PaperError` where nothing can be read or a limit is passed, before anything is unfolded.
 */
export function openTiff(file: Uint8Array): TiffDocument {
  const tiff = readTiff(file, paperLimits.pagesMax)
  const pages = tiff.directories.map((directory, i) => pageOf(file, tiff, directory, i + 1))
  const rest = tiff.broken && restOf(file, tiff, pages.at(-1)!)
  if (rest) pages.push({ ...rest, damage: tiff.broken })
  else if (tiff.broken) pages.push({ ...pages.pop()!, damage: tiff.broken })
  const pixels = pages.reduce((sum, page) => sum + page.width * page.height, 0)
  if (pixels > paperLimits.pixelsMax)
    throw new PaperError('TOO_LARGE', `its pages have ${pixels} pixels together; at most ${paperLimits.pixelsMax}`)
  const [first] = tiff.directories
  return {
    pages: pages.map(({ width, height, xDpi, yDpi, damage }) => ({ width, height, xDpi, yDpi, damage })),
    sender: textOf(first!, tag.description) ?? textOf(first!, tag.make),
    dateTime: textOf(first!, tag.dateTime),
    page(index) {
      const { fields, strips, tiled } = pages[index]!
      const pieces = strips.map(({ from, length }) => file.subarray(from, from + length))
      return writeTiff(tiff.littleEndian, [{ fields, pieces, tiled }])
    },
  }
}

function pageOf(file: Uint8Array, { littleEndian }: TiffFile, directory: TiffDirectory, number: number): Found {
  const numbers = (of: number) => numbersOf(directory, of, littleEndian)
  const [width = 0] = numbers(tag.width)
  const [height = 0] = numbers(tag.height)
  if (width === 0 || height === 0) throw new PaperError('UNREADABLE', `page ${number} says no size`)
  if (width * height > paperLimits.pagePixelsMax)
    throw new PaperError(
      'TOO_LARGE',
      `page ${number} is ${width} by ${height} pixels; at most ${paperLimits.pagePixelsMax} together`,
    )
  const tiled = directory.fields.has(tag.tileOffsets)
  const offsets = numbers(tiled ? tag.tileOffsets : tag.stripOffsets)
  const lengths = numbers(tiled ? tag.tileByteCounts : tag.stripByteCounts)
  if (offsets.length === 0) throw new PaperError('UNREADABLE', `page ${number} says not where its picture is`)
  // A writer that knows only one strip may leave its length out: it ends where the file does.
  const strips = offsets.map((from, i) => ({ from, length: lengths[i] ?? file.length - from }))
  const there = strips.map(({ from, length }) => ({ from, length: Math.max(0, Math.min(length, file.length - from)) }))
  const missing = strips.reduce((sum, { length }, i) => sum + length - there[i]!.length, 0)
  return {
    ...{ width, height, ...resolutionOf(directory, littleEndian, width, height) },
    ...{ fields: [...directory.fields.values()], strips: there, tiled },
    damage: missing > 0 ? `the file ends ${missing} bytes before page ${number} does` : undefined,
  }
}

/**
 * The picture of a page whose directory was cut off: writers put it behind the picture. It is what follows everything
 * that is known, taken to be of the same make as the page before.
 */
function restOf(file: Uint8Array, { directories }: TiffFile, before: Found): Found | undefined {
  const known = [
    ...before.strips.map(({ from, length }) => from + length),
    ...directories.map(({ end }) => end + 4),
    ...before.fields
      .filter(({ bytes }) => bytes.length > 4)
      .map(({ bytes }) => bytes.byteOffset - file.byteOffset + bytes.length),
  ]
  const from = Math.max(...known)
  const length = file.length - from
  if (before.tiled || length < restBytesMin) return undefined
  const rows = before.fields.filter(({ tag: number }) => number !== tag.rowsPerStrip)
  return { ...before, fields: rows, strips: [{ from, length }] }
}

/** Less is no picture of anything. */
const restBytesMin = 64

/** Widths of ITU-T T.4 in pixels: A4, B4 and A3 at 204 dots an inch. */
const faxWidths = [1728, 2048, 2432]
/** Lines of an A4 page: 1,146 at standard resolution, 2,292 at fine. */
const standardLinesMax = 1_400
const dpiMin = 30
const dpiMax = 2_400

/** Of what says nothing or nonsense: that of a facsimile where its width is one's, else the same both ways. */
function resolutionOf(directory: TiffDirectory, littleEndian: boolean, width: number, height: number) {
  const [unit = 2] = numbersOf(directory, tag.resolutionUnit, littleEndian)
  const perInch = unit === 3 ? 2.54 : 1
  const [x = 0] = numbersOf(directory, tag.xResolution, littleEndian)
  const [y = 0] = numbersOf(directory, tag.yResolution, littleEndian)
  const told = { xDpi: x * perInch, yDpi: y * perInch }
  const isPossible = [told.xDpi, told.yDpi].every(dpi => dpi >= dpiMin && dpi <= dpiMax)
  if (isPossible && unit !== 1) return told
  if (!faxWidths.includes(width)) return { xDpi: 200, yDpi: 200 }
  return { xDpi: 204, yDpi: height <= standardLinesMax ? 98 : 196 }
}
