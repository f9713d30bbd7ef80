import { crc32, deflateRawSync } from 'node:zlib'

/** One file of a zip, with whatever a forger would say of it. Test kit, and what the command that signs an envelope uses. */
export type ZippedFile = {
  readonly name: string
  readonly content: Uint8Array
  readonly isStored?: boolean
  /** UNIX mode: 0o120777 is a link. */
  readonly mode?: number
  readonly flags?: number
  readonly method?: number
  /** What its own header says it is called. */
  readonly localName?: string
  /** What the list says that it unzips to. */
  readonly unzipped?: number
  /** Index of the file whose bytes it shares. */
  readonly sharesWith?: number
}

/** `isZip64`: sizes and places are where programs put them that can write more than 4 GiB (APPNOTE 4.3.14 to 16, 4.5.3). */
export type ZipForm = { readonly prefix?: Uint8Array; readonly isZip64?: boolean }

/** A zip of these files, written as the format has it (APPNOTE 4.3), in their order. */
export function zipOf(
  files: readonly ZippedFile[],
  { prefix = Buffer.alloc(0), isZip64 = false }: ZipForm = {},
): Buffer {
  const pieces: Buffer[] = [Buffer.from(prefix)]
  const places: { readonly at: number; readonly zipped: number }[] = []
  let at = prefix.length
  for (const file of files) {
    const shared = file.sharesWith === undefined ? undefined : places[file.sharesWith]
    if (shared) {
      places.push(shared)
      continue
    }
    const packed = file.isStored ? Buffer.from(file.content) : deflateRawSync(file.content)
    const name = Buffer.from(file.localName ?? file.name)
    const header = Buffer.alloc(30)
    const extra = isZip64 ? zip64Extra(sizeOf(file), packed.length) : Buffer.alloc(0)
    header.writeUInt32LE(0x04034b50)
    header.writeUInt16LE(isZip64 ? 45 : 20, 4)
    common(header, 6, file, packed.length, isZip64)
    header.writeUInt16LE(name.length, 26)
    header.writeUInt16LE(extra.length, 28)
    pieces.push(header, name, extra, packed)
    places.push({ at, zipped: packed.length })
    at += header.length + name.length + extra.length + packed.length
  }
  const list = files.map((file, i) => {
    const header = Buffer.alloc(46)
    const name = Buffer.from(file.name)
    const place = places[i]!
    const extra = isZip64 ? zip64Extra(sizeOf(file), place.zipped, place.at) : Buffer.alloc(0)
    header.writeUInt32LE(0x02014b50)
    header.writeUInt16LE((3 << 8) | 20, 4)
    header.writeUInt16LE(isZip64 ? 45 : 20, 6)
    common(header, 8, file, place.zipped, isZip64)
    header.writeUInt16LE(name.length, 28)
    header.writeUInt16LE(extra.length, 30)
    header.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 38)
    header.writeUInt32LE(isZip64 ? elsewhere : place.at, 42)
    return Buffer.concat([header, name, extra])
  })
  const central = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  for (const place of [8, 10]) end.writeUInt16LE(isZip64 ? 0xffff : files.length, place)
  end.writeUInt32LE(isZip64 ? elsewhere : central.length, 12)
  end.writeUInt32LE(isZip64 ? elsewhere : at, 16)
  const large = isZip64 ? zip64End(files.length, central.length, at) : Buffer.alloc(0)
  return Buffer.concat([...pieces, central, large, end])
}

/** Says that the number is in a field of 64 bits. */
const elsewhere = 0xffff_ffff

/** The field that has the numbers of a file for which 32 bits are too few, in the order of the format. */
function zip64Extra(...numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8)
  extra.writeUInt16LE(1)
  extra.writeUInt16LE(numbers.length * 8, 2)
  for (const [i, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + i * 8)
  return extra
}

/** The end of the list as zip64 has it, and what tells where that is. */
function zip64End(files: number, bytes: number, at: number): Buffer {
  const end = Buffer.alloc(56)
  end.writeUInt32LE(0x06064b50)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE((3 << 8) | 45, 12)
  end.writeUInt16LE(45, 14)
  for (const place of [24, 32]) end.writeBigUInt64LE(BigInt(files), place)
  end.writeBigUInt64LE(BigInt(bytes), 40)
  end.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50)
  locator.writeBigUInt64LE(BigInt(at + bytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([end, locator])
}

const sizeOf = ({ unzipped, content }: ZippedFile): number => unzipped ?? content.length

/** The fields that both headers of a file have, in the same order. */
function common(header: Buffer, from: number, file: ZippedFile, zipped: number, isZip64: boolean): void {
  header.writeUInt16LE(file.flags ?? 0x800, from)
  header.writeUInt16LE(file.method ?? (file.isStored ? 0 : 8), from + 2)
  header.writeUInt32LE(crc32(file.content), from + 8)
  header.writeUInt32LE(isZip64 ? elsewhere : zipped, from + 12)
  header.writeUInt32LE(isZip64 ? elsewhere : sizeOf(file), from + 16)
}
