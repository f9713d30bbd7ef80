import sharp from 'sharp'
import { numbersOf, readTiff, type TiffField, tag } from './tiff-directory.ts'
import { type WrittenPage, writeTiff } from './write-tiff.ts'

/** Pages as fax machines and scanners make them, for tests: each number draws lines of its own. */
export type MadePage = {
  readonly number: number
  readonly width?: number
  readonly height?: number
  readonly xDpi?: number
  readonly yDpi?: number
}

/** Lines of words in black on white, other ones for each number, in a frame. */
export function drawingOf(number: number, width: number, height: number): Buffer {
  const draw = randomFrom(number)
  const lines = Array.from({ length: 24 }, (_, line) => {
    const top = height * (0.06 + line * 0.037)
    const words: string[] = []
    const end = width * (draw() < 0.3 ? 0.2 + draw() * 0.6 : 0.92)
    for (let x = width * (draw() < 0.2 ? 0.2 : 0.08); x < end; ) {
      const word = width * (0.02 + draw() * 0.1)
      words.push(`<rect x="${x.toFixed(1)}" y="${top.toFixed(1)}" width="${word.toFixed(1)}" height="${height / 80}"/>`)
      x += word + width * 0.015
    }
    return draw() < 0.15 ? '' : words.join('')
  })
  const frame = `<rect x="8" y="8" width="${width - 16}" height="${height - 16}" fill="none" stroke="black" stroke-width="4"/>`
  const paper = '<rect width="100%" height="100%" fill="white"/>'
  const size = `width="${width}" height="${height}"`
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${paper}${frame}${lines.join('')}</svg>`)
}

/** Numbers from 0 to below 1 that follow from a seed. */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e37_79b1)
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}

async function writtenPageOf({
  number,
  width = 1728,
  height = 1100,
  xDpi = 204,
  yDpi = 98,
}: MadePage): Promise<WrittenPage> {
  const tileHeight = Math.ceil(Math.max(width, height) / 16) * 16
  const file = await sharp(drawingOf(number, width, height))
    .flatten({ background: 'white' })
    .threshold(128)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, tileHeight })
    .toBuffer()
  const [directory] = readTiff(file, 1).directories
  const from = numbersOf(directory!, tag.stripOffsets, true)[0]!
  const length = numbersOf(directory!, tag.stripByteCounts, true)[0]!
  const resolution: readonly number[] = [tag.xResolution, tag.yResolution, tag.resolutionUnit]
  const fields = [
    ...[...directory!.fields.values()].filter(field => !resolution.includes(field.tag)),
    rational(tag.xResolution, xDpi),
    rational(tag.yResolution, yDpi),
  ]
  return { fields, pieces: [file.subarray(from, from + length)] }
}

function rational(number: number, value: number): TiffField {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(value)
  bytes.writeUInt32LE(1, 4)
  return { tag: number, type: 5, count: 1, bytes }
}

/** A facsimile of these pages, Group 4. */
export async function makeTiff(...pages: readonly MadePage[]): Promise<Buffer> {
  return Buffer.from(writeTiff(true, await Promise.all(pages.map(writtenPageOf))))
}

/** The same file with another value in a field of its first page, as a liar would write it. */
export function withField(file: Uint8Array, number: number, value: number): Buffer {
  const changed = Buffer.from(file)
  const directory = changed.readUInt32LE(4)
  for (let i = 0; i < changed.readUInt16LE(directory); i++) {
    const at = directory + 2 + i * 12
    if (changed.readUInt16LE(at) !== number) continue
    if (changed.readUInt16LE(at + 2) === 3) changed.writeUInt16LE(value, at + 8)
    else changed.writeUInt32LE(value, at + 8)
  }
  return changed
}

/** A TIFF of nothing but directories, one for each page. */
export function directoriesOnly(pages: number): Buffer {
  const file = Buffer.alloc(8 + pages * 18)
  file.write('II')
  file.writeUInt16LE(42, 2)
  file.writeUInt32LE(8, 4)
  for (let i = 0; i < pages; i++) {
    const at = 8 + i * 18
    file.writeUInt16LE(1, at)
    file.writeUInt32LE(i + 1 < pages ? at + 18 : 0, at + 14)
  }
  return file
}

/** The same file with its second page leading back to the first. */
export function inCircle(tiff: Uint8Array): Buffer {
  const circle = Buffer.from(tiff)
  const first = circle.readUInt32LE(4)
  const end = (directory: number) => directory + 2 + circle.readUInt16LE(directory) * 12
  circle.writeUInt32LE(first, end(circle.readUInt32LE(end(first))))
  return circle
}
