import { type TiffField, tag } from './tiff-directory.ts'

export type WrittenPage = {
  readonly fields: readonly TiffField[]
  /** Strips, or tiles: they take the place of those that the fields name. */
  readonly pieces: readonly Uint8Array[]
  readonly tiled?: boolean | undefined
}

/** What a decoder needs to know; whatever else a file carries is not handed on to it. */
const handedOn: ReadonlySet<number> = new Set([
  ...[tag.width, tag.height, tag.bitsPerSample, tag.compression, tag.photometric, tag.fillOrder, tag.orientation, 277],
  ...[tag.rowsPerStrip, tag.xResolution, tag.yResolution, 284, 292, 293, tag.resolutionUnit, 317, 320, 322, 323],
  ...[338, 339, 347, 529, 530, 531, 532],
])

const long = 4
const padded = (length: number) => length + (length % 2)

/** A TIFF file of these pages, in the byte order of their fields; each directory lies behind its picture. */
export function writeTiff(littleEndian: boolean, pages: readonly WrittenPage[]): Uint8Array {
  const chunks: Buffer[] = []
  let end = 0
  const append = (bytes: Uint8Array) => {
    const at = end
    chunks.push(Buffer.from(bytes), Buffer.alloc(bytes.length % 2))
    end += padded(bytes.length)
    return at
  }
  const u16 = (value: number) => {
    const bytes = Buffer.alloc(2)
    if (littleEndian) bytes.writeUInt16LE(value)
    else bytes.writeUInt16BE(value)
    return bytes
  }
  const u32 = (...values: readonly number[]) => {
    const bytes = Buffer.alloc(values.length * 4)
    for (const [i, value] of values.entries())
      if (littleEndian) bytes.writeUInt32LE(value, i * 4)
      else bytes.writeUInt32BE(value, i * 4)
    return bytes
  }

  append(Buffer.concat([Buffer.from(littleEndian ? 'II' : 'MM'), u16(42), u32(0)]))
  /** Where the offset of the next directory goes: it is known when that one is written. */
  let linkIn = chunks[0]!
  let linkAt = 4
  for (const { fields, pieces, tiled = false } of pages) {
    const starts = pieces.map(append)
    const table = (number: number, values: readonly number[]): TiffField => {
      return { tag: number, type: long, count: values.length, bytes: u32(...values) }
    }
    const lengths = pieces.map(piece => piece.length)
    const written = [
      ...fields.filter(field => handedOn.has(field.tag)),
      table(tiled ? tag.tileOffsets : tag.stripOffsets, starts),
      table(tiled ? tag.tileByteCounts : tag.stripByteCounts, lengths),
    ].toSorted((a, b) => a.tag - b.tag)
    const entries = written.map(({ tag: number, type, count, bytes }) => {
      const value = bytes.length > 4 ? u32(append(bytes)) : Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)])
      return Buffer.concat([u16(number), u16(type), u32(count), value])
    })
    const at = append(Buffer.concat([u16(entries.length), ...entries, u32(0)]))
    linkIn.set(u32(at), linkAt)
    linkIn = chunks.at(-2)!
    linkAt = linkIn.length - 4
  }
  return Buffer.concat(chunks)
}
