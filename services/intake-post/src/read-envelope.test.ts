import { makeTiff, withField } from '@icms/paper/paper-kit'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { itemOf, signedBy, zipOf, zipped } from './envelope-kit.ts'
import { createReading, id, newKey } from './reading-kit.ts'

const reading = await createReading()
const { key, own, sound, read, told, first, withFile, withItem } = reading

test('R32b: an envelope in order has no problems, and all of it is known', async () => {
  const result = await read(await zipped(sound, key))
  expect(result).toMatchObject({
    problems: [],
    manifest: sound.manifest,
    found: [{ scan: 'CLEAN' }, { scan: 'CLEAN' }],
  })
})

test('without manifest or signature that is told, and the rest is looked at', async () => {
  expect(await told(zipOf(sound.files))).toEqual(
    ['MANIFEST_MISSING', 'SIGNATURE_MISSING'].map((c, i) => `${c} manifest.${['json', 'jws'][i]}`),
  )
  const bytes = Buffer.from(JSON.stringify(sound.manifest))
  expect(await told(zipOf([{ name: 'manifest.json', content: bytes }, first()]))).toEqual([
    'SIGNATURE_MISSING manifest.jws',
    'FILE_MISSING 100002.tif',
  ])
})

test('a manifest is strict JSON: no mark, no name twice, UTF-8', async () => {
  const text = JSON.stringify(sound.manifest)
  for (const wrong of [`\u{feff}${text}`, text.replace('{', '{"version":1,'), '{', 'null', '[]', '"x"'])
    expect(await told(await zipped(sound, key, wrong)), wrong.slice(0, 20)).toContainEqual(
      expect.stringMatching(/^MANIFEST_INVALID/),
    )
  const latin = Buffer.from(text.replace('mail-room', 'caf\u{e9}'), 'latin1')
  expect((await read(await zipped(sound, key, latin))).problems).toMatchObject([
    { message: expect.stringContaining('UTF-8') },
  ])
})

test('everything that is wrong with a manifest is told at once by its JSON pointer, and the files are looked at all the same', async () => {
  const wrong = withItem({ sha256: 'f'.repeat(64) })
  const manifest = { ...wrong.manifest, channel: 'FAX', openedAt: 'today', extra: 1, 'a/b': 2 } as never
  expect((await told(await zipped({ ...wrong, manifest }, key))).toSorted()).toEqual([
    'HASH_MISMATCH 100001.tif',
    'MANIFEST_INVALID /a~1b',
    'MANIFEST_INVALID /channel',
    'MANIFEST_INVALID /extra',
    'MANIFEST_INVALID /openedAt',
  ])
  const { box: _, ...without } = sound.manifest
  expect(await told(await zipped({ ...sound, manifest: without as never }, key))).toEqual(['MANIFEST_INVALID /box'])
})

test('a receipt that lies ahead, a rescan of itself, a file that two items name are no manifest', async () => {
  const of = async (change: object) => told(await zipped({ ...sound, manifest: { ...sound.manifest, ...change } }, key))
  expect(await of({ openedAt: '2026-11-25T09:00:00+08:00' })).toEqual(['MANIFEST_INVALID /openedAt'])
  expect(await of({ rescanOf: id })).toEqual(['MANIFEST_INVALID /rescanOf'])
  const items = sound.manifest.items.map(item => ({
    ...item,
    file: '100001.tif',
    sha256: sound.manifest.items[0]!.sha256,
  }))
  expect(await of({ items })).toEqual(['MANIFEST_INVALID /items/1/file', 'FILE_UNDECLARED 100002.tif'])
})

test('an envelope sent under another id is told so', async () => {
  expect(
    await told(await zipped({ ...sound, manifest: { ...sound.manifest, envelopeId: 'ENV-00000002' } }, key)),
  ).toEqual(['ID_MISMATCH /envelopeId'])
})

test('the signature must be EdDSA over these bytes by a known key, without extensions', async () => {
  const bytes = Buffer.from(JSON.stringify(sound.manifest))
  const withJws = (jws: Uint8Array | string, manifest: Uint8Array = bytes) =>
    told(
      zipOf([
        { name: 'manifest.json', content: manifest },
        { name: 'manifest.jws', content: Buffer.from(jws) },
        ...sound.files,
      ]),
    )
  const good = (await signedBy(key, bytes)).toString()
  expect(await withJws(`${good}\n`)).toEqual([])
  expect(await withJws(good, Buffer.from(`${bytes} `))).toEqual(['SIGNATURE_INVALID manifest.jws'])
  const [head, , value] = good.split('.')
  const headed = (header: object) => `${Buffer.from(JSON.stringify(header)).toString('base64url')}..${value}`
  for (const jws of [
    `${head}.${bytes.toString('base64url')}.${value}`,
    `${head}..${value}x`,
    'x',
    '',
    headed({ alg: 'none', kid: '2026' }),
    headed({ alg: 'HS256', kid: '2026' }),
    headed({ alg: 'EdDSA', kid: '2026', crit: ['b64'], b64: false }),
    headed([]),
  ])
    expect(await withJws(jws), jws.slice(0, 40)).toEqual(['SIGNATURE_INVALID manifest.jws'])
  const [other] = await newKey('unknown')
  expect(await withJws(await signedBy(other, bytes))).toEqual(['KEY_UNKNOWN manifest.jws'])
  expect(await withJws(await signedBy({ ...other, kid: '2026' }, bytes))).toEqual(['SIGNATURE_INVALID manifest.jws'])
  expect(await withJws(headed({ alg: 'EdDSA' }))).toEqual(['KEY_UNKNOWN manifest.jws'])
})

test('more than one key is good while they change, and a key of another kind is none', async () => {
  const [next, open] = await newKey('2027')
  reading.keys = [...own, ...open, { kty: 'oct', kid: '2028', k: 'c2VjcmV0' }]
  expect(await told(await zipped(sound, next))).toEqual([])
  expect(await told(await zipped(sound, key))).toEqual([])
  expect(await told(await zipped(sound, { ...key, kid: '2028' }))).toEqual(['KEY_UNKNOWN manifest.jws'])
  reading.keys = own
})

test('files that are missing, not named, of another content, kind or length are each told', async () => {
  expect(await told(await zipped({ ...sound, files: [first()] }, key))).toEqual(['FILE_MISSING 100002.tif'])
  const extra = { ...sound, files: [...sound.files, { name: 'thumbs.db', content: Buffer.from('x') }] }
  expect(await told(await zipped(extra, key))).toEqual(['FILE_UNDECLARED thumbs.db'])
  expect(await told(await zipped(withFile({ content: await makeTiff({ number: 9 }) }), key))).toEqual([
    'HASH_MISMATCH 100001.tif',
  ])
  expect(await told(await zipped(withItem({ pages: 2 }), key))).toEqual(['PAGES_MISMATCH 100001.tif'])
  expect(await told(await zipped(withItem({ mediaType: 'application/pdf' }), key))).toEqual([
    'TYPE_MISMATCH 100001.tif',
  ])
  const nested = zipOf([{ name: 'inner.tif', content: first().content }])
  const made = {
    manifest: { ...sound.manifest, items: [itemOf('100001', 'a.tif', nested)] },
    files: [{ name: 'a.tif', content: nested }],
  }
  expect(await told(await zipped(made, key))).toEqual(['TYPE_MISMATCH a.tif'])
})

test('a scan that is cut off or of absurd size is told to be scanned again', async () => {
  const cut = (await makeTiff({ number: 1 }, { number: 2 })).subarray(0, -400)
  const of = async (content: Uint8Array, pages: number) => {
    const items = [itemOf('100001', 'a.tif', content, { pages })]
    return told(await zipped({ manifest: { ...sound.manifest, items }, files: [{ name: 'a.tif', content }] }, key))
  }
  expect(await of(cut, 2)).toEqual(['FILE_UNREADABLE a.tif'])
  expect(await of(Buffer.from('II*\0'), 1)).toEqual(['FILE_UNREADABLE a.tif'])
  const vast = withField(withField(await makeTiff({ number: 1 }), 256, 60_000), 257, 60_000)
  expect(await of(vast, 1)).toEqual(['TOO_LARGE a.tif'])
  const bitmap = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  expect(await of(bitmap, 1)).toEqual(['TYPE_MISMATCH a.tif'])
})

test('what the virus scanner finds is told, and not opened', async () => {
  expect(await told(await zipped(withItem({ pages: 2 }), key), 'INFECTED')).toEqual([
    'FILE_INFECTED 100001.tif',
    'FILE_INFECTED 100002.tif',
  ])
})

test('a control number that is there twice is repeated, and too many pages or items are too large', async () => {
  const nonScannable = [{ controlNumber: '100001', description: 'A USB stick' }]
  const of = async (change: object) => told(await zipped({ ...sound, manifest: { ...sound.manifest, ...change } }, key))
  expect(await of({ nonScannable })).toEqual(['CONTROL_NUMBER_REPEATED 100001'])
  const pages = sound.manifest.items.map(item => ({ ...item, pages: 1_001 }))
  expect(await of({ items: pages })).toEqual([
    'TOO_LARGE /items',
    'PAGES_MISMATCH 100001.tif',
    'PAGES_MISMATCH 100002.tif',
  ])
  const items = Array.from({ length: 501 }, (_, i) => ({
    ...sound.manifest.items[0]!,
    controlNumber: `${200_000 + i}`,
    file: `${i}.tif`,
  }))
  expect((await of({ items })).filter(code => code.startsWith('TOO_LARGE'))).toEqual(['TOO_LARGE /items'])
})

test('many problems are told up to a number, and that there are more', async () => {
  const extra = Array.from({ length: 400 }, (_, i) => ({ name: `extra-${i}`, content: Buffer.from('x') }))
  const { problems } = await read(await zipped({ ...sound, files: [...sound.files, ...extra] }, key))
  expect([problems.length, problems.at(-1)]).toEqual([
    200,
    { code: 'FILE_UNDECLARED', where: null, message: expect.stringContaining('201 more') },
  ])
})
