import { makeTiff } from '@icms/paper/paper-kit'
import { expect, test } from 'vitest'
import { jobOfFile, jobOfSidecar } from './drop-sidecar.ts'

const sidecar = {
  ...{ gateway: 'gateway-1', jobId: 'job-1', callerNumber: '23456789', calledNumber: '25250000' },
  ...{ receivedAt: '2026-03-02T10:15:00', pagesReceived: 2, pagesDeclared: 3, status: 'PARTIAL', continues: 'job-0' },
}
const read = (content: unknown) => jobOfSidecar(Buffer.from(JSON.stringify(content)), 'hash')

test('what is said beside a file are the fields of a notification; without a zone it is Hong Kong time', () => {
  const { status: _status, ...said } = sidecar
  const receivedAt = Date.parse('2026-03-02T10:15:00+08:00')
  expect(read(sidecar)).toEqual({ ...said, receivedAt, stationId: undefined, isPartial: true, sha256: 'hash' })
})

test.each<[string, unknown]>([
  ['/receivedAt', { ...sidecar, receivedAt: '2026-02-30T10:00:00Z' }],
  ['/jobId', { ...sidecar, jobId: 'x'.repeat(65) }],
  ['/jobId', { ...sidecar, jobId: 7 }],
  ['/pagesReceived', { ...sidecar, pagesReceived: '2' }],
  ['/pagesDeclared', { ...sidecar, pagesDeclared: 0 }],
  ['/status', { ...sidecar, status: 'DONE' }],
  ['/other', { ...sidecar, other: 1 }],
  ['/calledNumber', { ...sidecar, calledNumber: undefined }],
  ['/', []],
  ['/', 'text'],
])('a mistake is named by its path: %s', (where, content) => {
  expect(() => read(content)).toThrow(expect.objectContaining({ code: 'INVALID', where }))
})

test('bytes that are no JSON in UTF-8 are named', () => {
  for (const bytes of [Buffer.from('{"a":'), Buffer.from([0x7b, 0xff, 0x7d]), Buffer.alloc(0)])
    expect(() => jobOfSidecar(bytes, 'hash')).toThrow(expect.objectContaining({ code: 'INVALID', where: '/' }))
})

test('without it a TIFF tells of itself by its tags, and anything else when it was written', async () => {
  const tiff = await makeTiff({ number: 1, height: 200 })
  expect(await jobOfFile('a.tif', withTags(tiff), 'hash', 7)).toMatchObject({
    ...{ gateway: 'drop-folder', stationId: 'FAX 23456789', receivedAt: Date.parse('2026-03-02T10:15:00+08:00') },
    isPartial: false,
  })
  expect(await jobOfFile('a.tif', tiff, 'hash', 7.5)).toMatchObject({ stationId: undefined, receivedAt: 7 })
  expect(await jobOfFile('a.tif', Buffer.from('no picture'), 'hash', 7)).toMatchObject({ receivedAt: 7 })
  const ids = await Promise.all(
    ['傳真.tif', '傳真.tif', 'b.tif'].map(async name => (await jobOfFile(name, tiff, 'hash', 7)).jobId),
  )
  expect(new Set(ids).size).toBe(2)
})

/** The file with the two tags that fax machines write, at its end. */
function withTags(tiff: Buffer): Buffer {
  const texts = ['FAX 23456789\0', '2026:03:02 10:15:00\0']
  const old = tiff.readUInt32LE(4)
  const count = tiff.readUInt16LE(old)
  const entries = Array.from({ length: count }, (_, i) => tiff.subarray(old + 2 + i * 12, old + 14 + i * 12))
  const start = tiff.length + (tiff.length % 2)
  let place = start
  const added = texts.map((text, i) => {
    const entry = Buffer.alloc(12)
    entry.writeUInt16LE([270, 306][i]!)
    entry.writeUInt16LE(2, 2)
    entry.writeUInt32LE(text.length, 4)
    entry.writeUInt32LE(place, 8)
    place += text.length + (text.length % 2)
    return entry
  })
  const directory = [...entries, ...added].toSorted((a, b) => a.readUInt16LE() - b.readUInt16LE())
  const head = Buffer.alloc(2)
  head.writeUInt16LE(directory.length)
  const padded = texts.map(text => Buffer.from(text.length % 2 ? `${text}\0` : text))
  const all = Buffer.concat([tiff, Buffer.alloc(start - tiff.length), ...padded, head, ...directory, Buffer.alloc(4)])
  all.writeUInt32LE(place, 4)
  return all
}
