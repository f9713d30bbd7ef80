import sharp from 'sharp'
import { expect, test } from 'vitest'
import { documentBytesMax, examineDocument, pictureOf } from './examine-document.ts'

const square = { width: 40, height: 30, channels: 3, background: 'red' } as const
const picture = () => sharp({ create: square })
const pdf = (body = '') => Buffer.from(`%PDF-1.7\n1 0 obj << /Type /Catalog ${body} >> endobj\ntrailer << >>\n%%EOF\n`)
const box = (type: string, brand: string) => {
  const bytes = Buffer.alloc(32)
  bytes.writeUInt32BE(32)
  bytes.write(`ftyp${brand}`, 4)
  bytes.write(type, 16)
  return bytes
}

/** A PNG of 180 bytes that says it has 30,000 × 30,000 pixels. */
async function bomb() {
  const png = Buffer.from(await picture().png().toBuffer())
  png.writeUInt32BE(30_000, 16)
  png.writeUInt32BE(30_000, 20)
  const { crc32 } = await import('node:zlib')
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

test('PDF, JPEG and PNG are taken, by their content and whatever the case of their name (R33)', async () => {
  expect(await examineDocument(pdf(), 'writ.PDF')).toEqual({ ok: true, mediaType: 'application/pdf' })
  expect(await examineDocument(await picture().jpeg().toBuffer(), 'card.jpeg')).toEqual({
    ok: true,
    mediaType: 'image/jpeg',
  })
  expect(await examineDocument(await picture().png().toBuffer(), '身份證')).toEqual({
    ok: true,
    mediaType: 'image/png',
  })
})

const refusals: readonly (readonly [string, string, string, () => Buffer | Promise<Buffer>])[] = [
  ['nothing', 'a.pdf', 'DOCUMENT_EMPTY', () => Buffer.alloc(0)],
  ['more than 10 MB', 'a.pdf', 'DOCUMENT_TOO_LARGE', () => Buffer.alloc(documentBytesMax + 1)],
  ['a photograph as an iPhone takes it', 'IMG_1.HEIC', 'DOCUMENT_HEIC', () => box('mif1', 'heic')],
  ['a program of Windows', 'a.pdf', 'DOCUMENT_EXECUTABLE', () => Buffer.from(`MZ${'\0'.repeat(200)}PE`)],
  [
    'a program of Linux',
    'a.png',
    'DOCUMENT_EXECUTABLE',
    () => Buffer.from(`\x7fELF${'\x02\x01\x01'.padEnd(100, '\0')}`, 'latin1'),
  ],
  ['a shell script', 'a.pdf', 'DOCUMENT_EXECUTABLE', () => Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ['a page with a script', 'a.png', 'DOCUMENT_EXECUTABLE', () => Buffer.from('<html><script>alert(1)</script>')],
  [
    'a drawing that can run',
    'a.png',
    'DOCUMENT_EXECUTABLE',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
  ],
  ['plain text', 'a.txt', 'DOCUMENT_TYPE', () => Buffer.from('hello there')],
  ['a GIF', 'a.gif', 'DOCUMENT_TYPE', () => picture().gif().toBuffer()],
  ['a PDF that calls itself a picture', 'a.jpg', 'DOCUMENT_MISMATCH', () => pdf()],
  ['a picture that calls itself a program', 'a.exe', 'DOCUMENT_MISMATCH', () => picture().png().toBuffer()],
  ['a PDF with a password', 'a.pdf', 'DOCUMENT_ENCRYPTED', () => pdf('/Encrypt 5 0 R')],
  ['a PDF with a script', 'a.pdf', 'DOCUMENT_EXECUTABLE', () => pdf('/OpenAction << /S /JavaScript /JS (x) >>')],
  ['a PDF with a file in it', 'a.pdf', 'DOCUMENT_EXECUTABLE', () => pdf('/Type /EmbeddedFile')],
  ['half a PDF', 'a.pdf', 'DOCUMENT_DAMAGED', () => pdf().subarray(0, 30)],
  ['half a picture', 'a.png', 'DOCUMENT_DAMAGED', async () => (await picture().png().toBuffer()).subarray(0, 90)],
  ['a picture that is a bomb', 'a.png', 'DOCUMENT_PIXELS', bomb],
]

test.each(refusals)('%s is refused (%s: %s)', async (_, name, code, make) => {
  expect(await examineDocument(await make(), name)).toEqual({ ok: false, code })
})

test('no content makes it throw', async () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const bytes = Buffer.from(Array.from({ length: seed }, (_, i) => (seed * 31 + i * 17 + (i * i * seed) / 7) & 255))
    for (const head of ['', '%PDF-', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe0'])
      expect(await examineDocument(Buffer.concat([Buffer.from(head, 'latin1'), bytes]), 'a')).toHaveProperty('ok')
  }
})

test('what is shown of a picture has nothing of what came along in it', async () => {
  const exif = { IFD0: { Artist: 'CHAN Tai Man' } }
  const original = Buffer.concat([await picture().jpeg().withExif(exif).toBuffer(), Buffer.from('A123456(3)')])
  expect(original.toString('latin1')).toContain('CHAN Tai Man')
  const shown = await pictureOf(original, 'image/jpeg')
  expect(Buffer.from(shown!.content).toString('latin1')).not.toMatch(/CHAN|A123456/)
  expect((await sharp(shown!.content).metadata()).exif).toBeUndefined()
  expect(await pictureOf(pdf(), 'application/pdf')).toBeUndefined()
})
