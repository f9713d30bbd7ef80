import { PaperError } from './paper-limits.ts'

/** Tags of TIFF 6.0 and of its facsimile class that are read here, by their numbers. */
export const tag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  description: 270,
  make: 271,
  stripOffsets: 273,
  orientation: 274,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  xResolution: 282,
  yResolution: 283,
  resolutionUnit: 296,
  dateTime: 306,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const

export type TiffField = {
  readonly tag: number
  readonly type: number
  readonly count: number
  /** The value's bytes in the file's byte order. */
  readonly bytes: Uint8Array
}

export type TiffDirectory = {
  readonly offset: number
  readonly fields: ReadonlyMap<number, TiffField>
  /** Where the entries end and the next directory's offset was read. */
  readonly end: number
}

export type TiffFile = {
  readonly littleEndian: boolean
  readonly directories: readonly TiffDirectory[]
  /** Why reading stopped before the end of the chain: the file is cut off, or leads into a circle. */
  readonly broken?: string | undefined
}

/** Bytes of one value by TIFF's type: BYTE, ASCII, SHORT, LONG, RATIONAL, their signed kin, FLOAT and DOUBLE. */
const sizes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
/** What a value may have: tables of strips are the largest, and a page has at most as many as it has lines. */
const valueBytesMax = 1 << 20
const entriesMax = 500

/**
 * Reads the directories of a TIFF file, one a page, in either byte order; nothing of a picture is unfolded. A chain that
 * breaks off is told by `broken`, with the pages before it. Throws `PaperError` where not even one directory can be read,
 * and `TOO_MANY_PAGES` past `directoriesMax`.
 */
export function readTiff(file: Uint8Array, directoriesMax: number): TiffFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const order = file.length >= 8 ? String.fromCharCode(file[0]!, file[1]!) : ''
  const littleEndian = order === 'II'
  if (!littleEndian && order !== 'MM') throw new PaperError('UNREADABLE', 'it does not begin as a TIFF file does')
  const version = view.getUint16(2, littleEndian)
  if (version === 43) throw new PaperError('UNREADABLE', 'it is a BigTIFF file; facsimiles are classic TIFF')
  if (version !== 42) throw new PaperError('UNREADABLE', `its TIFF version is ${version}, not 42`)

  const directories: TiffDirectory[] = []
  const seen = new Set<number>()
  let broken: string | undefined
  for (let offset = view.getUint32(4, littleEndian); offset !== 0; ) {
    const place = `the directory of page ${directories.length + 1}, at byte ${offset},`
    if (seen.has(offset)) broken = `${place} is one that was read before`
    else if (offset + 2 > file.length) broken = `${place} lies beyond the end of the file, at byte ${file.length}`
    if (broken) break
    seen.add(offset)
    const directory = readDirectory(file, view, littleEndian, offset)
    if (typeof directory === 'string') {
      broken = `${place} ${directory}`
      break
    }
    directories.push(directory)
    if (directories.length > directoriesMax)
      throw new PaperError('TOO_MANY_PAGES', `it has more than ${directoriesMax} pages`)
    if (directory.end + 4 > file.length) {
      broken = `the file ends in ${place.slice(0, -1)}`
      break
    }
    offset = view.getUint32(directory.end, littleEndian)
  }
  if (directories.length === 0) throw new PaperError('UNREADABLE', broken ?? 'it has no pages')
  return { littleEndian, directories, broken }
}

/** One directory, or what is wrong with it. Values that lie beyond the end of the file are left out. */
function readDirectory(file: Uint8Array, view: DataView, littleEndian: boolean, offset: number) {
  const entries = view.getUint16(offset, littleEndian)
  if (entries === 0 || entries > entriesMax) return `has ${entries} entries; 1 to ${entriesMax} are possible`
  const end = offset + 2 + entries * 12
  if (end > file.length) return 'is cut off'
  const fields = new Map<number, TiffField>()
  for (let at = offset + 2; at < end; at += 12) {
    const type = view.getUint16(at + 2, littleEndian)
    const count = view.getUint32(at + 4, littleEndian)
    const length = (sizes[type] ?? 0) * count
    if (length === 0 || length > valueBytesMax) continue
    const from = length <= 4 ? at + 8 : view.getUint32(at + 8, littleEndian)
    if (from + length > file.length) continue
    const number = view.getUint16(at, littleEndian)
    if (!fields.has(number)) fields.set(number, { tag: number, type, count, bytes: file.subarray(from, from + length) })
  }
  return { offset, fields, end }
}

/** Numbers of a field; rationals as quotients, 0 where a divisor is. Empty where the field is missing. */
export function numbersOf(directory: TiffDirectory, number: number, littleEndian: boolean): readonly number[] {
  const field = directory.fields.get(number)
  if (!field) return []
  const { type, count, bytes } = field
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: count }, (_, i) => {
    if (type === 1 || type === 7) return bytes[i]!
    if (type === 3) return view.getUint16(i * 2, littleEndian)
    if (type === 4) return view.getUint32(i * 4, littleEndian)
    if (type !== 5) return 0
    const divisor = view.getUint32(i * 8 + 4, littleEndian)
    return divisor === 0 ? 0 : view.getUint32(i * 8, littleEndian) / divisor
  })
}

/** Text of a field up to its first zero byte, without what cannot be printed; undefined where there is none. */
export function textOf(directory: TiffDirectory, number: number): string | undefined {
  const field = directory.fields.get(number)
  if (field?.type !== 2) return undefined
  const text = Buffer.from(field.bytes).toString('utf8').split('\0', 1)[0]!
  return text.replace(/\p{C}/gu, ' ').trim() || undefined
}
