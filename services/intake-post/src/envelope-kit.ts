import { type MadePage, makeTiff } from '@icms/paper/paper-kit'
import { FlattenedSign, importJWK, type JWK } from 'jose'
import type { Manifest, ManifestItem } from './manifest.ts'
import { hashOf } from './read-envelope.ts'
import { type ZipForm, type ZippedFile, zipOf } from './zip-kit.ts'

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

/** An envelope of these documents, one page each, that is in order; they bear the names of the files. */
export function envelopeOf(
  envelopeId: string,
  documents: readonly { readonly controlNumber: string; readonly name: string; readonly content: Uint8Array }[],
  changes: Partial<Manifest> = {},
): Made {
  const items = documents.map(({ controlNumber, name, content }) =>
    itemOf(controlNumber, name, content, { kind: 'FORM', form: 'ANNEX_B' }),
  )
  const manifest: Manifest = {
    ...{ version: 1, envelopeId, supplier: 'mail-room', box: 'PO-1', channel: 'POST' },
    ...{ openedAt: '2026-11-23T09:00:00+08:00', scannedAt: '2026-11-23T09:20:00+08:00' },
    items,
    ...changes,
  }
  return { manifest, files: documents.map(({ name, content }) => ({ name, content, isStored: true })) }
}

/** An envelope of facsimiles, one for each control number, that is in order. */
export async function makeEnvelope(
  envelopeId: string,
  numbers: readonly string[],
  changes: Partial<Manifest> = {},
  size: Pick<MadePage, 'width' | 'height'> = {},
): Promise<Made> {
  const documents = numbers.map(async controlNumber => {
    const content = await makeTiff({ number: Number(controlNumber.slice(-6)), ...size })
    return { controlNumber, name: `${controlNumber}.tif`, content }
  })
  return envelopeOf(envelopeId, await Promise.all(documents), changes)
}

/** The zip of an envelope, signed. `manifestText` is what is signed and sent in the manifest's place. */
export async function zipped(
  { manifest, files }: Made,
  key: JWK,
  manifestText?: string | Buffer,
  form?: ZipForm,
): Promise<Buffer> {
  const bytes = Buffer.from(manifestText ?? JSON.stringify(manifest))
  const signature = await signedBy(key, bytes)
  return zipOf(
    [{ name: 'manifest.json', content: bytes }, { name: 'manifest.jws', content: signature }, ...files],
    form,
  )
}
