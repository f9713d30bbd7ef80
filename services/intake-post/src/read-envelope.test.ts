import { expect, test } from 'vitest'
import { signedBy, zipped } from './envelope-kit.ts'
import { createReading, newKey } from './reading-kit.ts'
import { zipOf } from './zip-kit.ts'

const reading = await createReading()
const { key, own, sound, read, told } = reading

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

test('a signature may have a line end behind it, and nothing else', async () => {
  const bytes = Buffer.from(JSON.stringify(sound.manifest))
  const withJws = (jws: string) =>
    told(
      zipOf([
        { name: 'manifest.json', content: bytes },
        { name: 'manifest.jws', content: Buffer.from(jws) },
        ...sound.files,
      ]),
    )
  const good = (await signedBy(key, bytes)).toString()
  expect(await withJws(`${good}\n`)).toEqual([])
  const noObject = `${Buffer.from('[]').toString('base64url')}..${good.split('.')[2]}`
  for (const jws of [`${good}x`, 'x', noObject])
    expect(await withJws(jws), jws.slice(0, 40)).toEqual(['SIGNATURE_INVALID manifest.jws'])
})

test('more than one key is good while they change, and a key of another kind is none', async () => {
  const [next, open] = await newKey('2027')
  reading.keys = [...own, ...open, { kty: 'oct', kid: '2028', k: 'c2VjcmV0' }]
  expect(await told(await zipped(sound, next))).toEqual([])
  expect(await told(await zipped(sound, key))).toEqual([])
  expect(await told(await zipped(sound, { ...key, kid: '2028' }))).toEqual(['KEY_UNKNOWN manifest.jws'])
  reading.keys = own
})

test('more items than an envelope may have are too large', async () => {
  const items = Array.from({ length: 501 }, (_, i) => ({
    ...sound.manifest.items[0]!,
    controlNumber: `${200_000 + i}`,
    file: `${i}.tif`,
  }))
  const codes = await told(await zipped({ ...sound, manifest: { ...sound.manifest, items } }, key))
  expect(codes.filter(code => code.startsWith('TOO_LARGE'))).toEqual(['TOO_LARGE /items'])
})

test('many problems are told up to a number, and that there are more', async () => {
  const extra = Array.from({ length: 400 }, (_, i) => ({ name: `extra-${i}`, content: Buffer.from('x') }))
  const { problems } = await read(await zipped({ ...sound, files: [...sound.files, ...extra] }, key))
  expect([problems.length, problems.at(-1)]).toEqual([
    200,
    { code: 'FILE_UNDECLARED', where: null, message: expect.stringContaining('201 more') },
  ])
})
