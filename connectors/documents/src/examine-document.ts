import type { Examined } from '@icms/backbone/documents'
import type { RefusalCode } from '@icms/schemas/refusal'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'

export const documentBytesMax = 10 * 1024 * 1024
/** Of one picture; a bomb of a few kilobytes can have a thousand times as many. */
export const pixelsMax = 50_000_000

const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
}
const heic: readonly string[] = ['image/heic', 'image/heic-sequence', 'image/heif', 'image/heif-sequence']
const programs =
  /^application\/(x-(msdownload|elf|mach-binary|sh|dosexec|msi|java)|vnd\.microsoft\.portable-executable|java-)/
const scripts = /^\s*(#!|<\?|<!doctype|<html|<script|<svg|MZ)/i
/** What runs or carries something else along; the names are never written in another way by honest programs. */
const active = /\/(JavaScript|Launch|EmbeddedFile|RichMedia|XFA)\b/

const refused = (code: RefusalCode): Examined => ({ ok: false, code })

/** What a file is by its content, or why it is not taken (R33, Annex D). Never throws. */
export async function examineDocument(content: Uint8Array, fileName: string): Promise<Examined> {
  if (content.length === 0) return refused('DOCUMENT_EMPTY')
  if (content.length > documentBytesMax) return refused('DOCUMENT_TOO_LARGE')
  const found = await fileTypeFromBuffer(content).catch(() => undefined)
  const mediaType = found?.mime === 'image/apng' ? 'image/png' : found?.mime
  if (mediaType && heic.includes(mediaType)) return refused('DOCUMENT_HEIC')
  if (!mediaType || !endings[mediaType]) {
    const begins = Buffer.from(content.subarray(0, 200)).toString('latin1')
    return refused(
      scripts.test(begins) || (mediaType && programs.test(mediaType)) ? 'DOCUMENT_EXECUTABLE' : 'DOCUMENT_TYPE',
    )
  }
  const ending = /\.([^.]{1,10})$/.exec(fileName)?.[1]?.toLowerCase()
  if (ending && !endings[mediaType].includes(ending)) return refused('DOCUMENT_MISMATCH')
  const code = mediaType === 'application/pdf' ? defectOfPdf(content) : await defectOfImage(content)
  return code ? refused(code) : { ok: true, mediaType }
}

function defectOfPdf(content: Uint8Array): RefusalCode | undefined {
  const text = Buffer.from(content).toString('latin1')
  if (!text.slice(-2_048).includes('%%EOF')) return 'DOCUMENT_DAMAGED'
  if (/\/Encrypt\b/.test(text)) return 'DOCUMENT_ENCRYPTED'
  return active.test(text) ? 'DOCUMENT_EXECUTABLE' : undefined
}

async function defectOfImage(content: Uint8Array): Promise<RefusalCode | undefined> {
  try {
    const image = sharp(content, { limitInputPixels: pixelsMax, failOn: 'truncated' })
    // Read to its end, small: a damaged picture is found here, and not by whoever has to look at it.
    await image.resize(64, 64, { fit: 'inside' }).raw().toBuffer()
    return undefined
  } catch (error) {
    return /pixel limit/i.test(String(error)) ? 'DOCUMENT_PIXELS' : 'DOCUMENT_DAMAGED'
  }
}

/** A picture made anew: without place, camera, comments, or bytes behind its end. */
export async function pictureOf(content: Uint8Array, mediaType: string) {
  if (!mediaType.startsWith('image/')) return undefined
  const image = sharp(content, { limitInputPixels: pixelsMax }).rotate()
  const shown = mediaType === 'image/png' ? image.png() : image.jpeg({ quality: 90 })
  return { mediaType, content: await shown.toBuffer() }
}
