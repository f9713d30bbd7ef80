import { deflateRawSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import { makeTiff } from '@icms/paper/paper-kit'
import { FlattenedSign, importJWK, type JWK } from 'jose'
import type { Manifest, ManifestItem } from './manifest.ts'
import { hashOf } from './read-envelope.ts'

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

/** A zip of these files, written as the format has it (APPNOTE 4.3), in their order. */
export function zipOf(files: readonly ZippedFile[], prefix: Uint8Array = Buffer.alloc(0)): Buffer {
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
    header.writeUInt32LE(0x04034b50)
    header.writeUInt16LE(20, 4)
    common(header, 6, file, packed.length)
    header.writeUInt16LE(name.length, 26)
    pieces.push(header, name, packed)
    places.push({ at, zipped: packed.length })
    at += header.length + name.length + packed.length
  }
  const list = files.map((file, i) => {
    const header = Buffer.alloc(46)
    const name = Buffer.from(file.name)
    header.writeUInt32LE(0x02014b50)
    header.writeUInt16LE((3 << 8) | 20, 4)
    header.writeUInt16LE(20, 6)
    common(header, 8, file, places[i]!.zipped)
    header.writeUInt16LE(name.length, 28)
    header.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 38)
    header.writeUInt32LE(places[i]!.at, 42)
    return Buffer.concat([header, name])
  })
  const central = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, central, end])
}

/** The fields that both headers of a file have, in the same order. */
function common(header: Buffer, from: number, file: ZippedFile, zipped: number): void {
  header.writeUInt16LE(file.flags ?? 0x800, from)
  header.writeUInt16LE(file.method ?? (file.isStored ? 0 : 8), from + 2)
  header.writeUInt32LE(crc32(file.content), from + 8)
  header.writeUInt32LE(zipped, from + 12)
  header.writeUInt32LE(file.unzipped ?? file.content.length, from + 16)
}

/** Signs a manifest as the mail room does: EdDSA, detached. `protectedHeader` adds what a forger would. */
export async function signedBy(key: JWK, manifest: Uint8Array, protectedHeader: object = {}): Promise<Buffer> {
  const header = { alg: 'EdDSA', kid: key.kid ?? '', ...protectedHeader }
  const jws = await new FlattenedSign(manifest).setProtectedHeader(header).sign(await importJWK(key, 'EdDSA'))
  return Buffer.from(`${jws.protected}..${jws.signature}`)
}

/** An item as the mail room would describe the file. */
export const itemOf = (
  controlNumber: string,
  file: string,
  content: Uint8Array,
  more: Partial<ManifestItem> = {},
): ManifestItem => ({
  ...{ controlNumber, file, mediaType: 'image/tiff', pages: 1, sha256: hashOf(content), kind: 'UNKNOWN' },
  ...more,
})

export type Made = { readonly manifest: Manifest; readonly files: readonly ZippedFile[] }

/** An envelope of facsimiles, one for each control number, that is in order. */
export async function makeEnvelope(
  envelopeId: string,
  numbers: readonly string[],
  changes: Partial<Manifest> = {},
): Promise<Made> {
  const pages = numbers.map(async number => ({
    name: `${number}.tif`,
    content: await makeTiff({ number: Number(number.slice(-6)) }),
    isStored: true,
  }))
  const files = await Promise.all(pages)
  const manifest: Manifest = {
    ...{ version: 1, envelopeId, supplier: 'mail-room', box: 'PO-1', channel: 'POST' },
    ...{ openedAt: '2026-11-23T09:00:00+08:00', scannedAt: '2026-11-23T09:20:00+08:00' },
    items: files.map(({ name, content }, i) => itemOf(numbers[i]!, name, content, { kind: 'FORM', form: 'ANNEX_B' })),
    ...changes,
  }
  return { manifest, files }
}

/** The zip of an envelope, signed. `manifestText` is what is signed and sent in the manifest's place. */
export async function zipped({ manifest, files }: Made, key: JWK, manifestText?: string | Buffer): Promise<Buffer> {
  const bytes = Buffer.from(manifestText ?? JSON.stringify(manifest))
  const signature = await signedBy(key, bytes)
  return zipOf([{ name: 'manifest.json', content: bytes }, { name: 'manifest.jws', content: signature }, ...files])
}
