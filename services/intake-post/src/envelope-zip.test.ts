import { expect, test } from 'vitest'
import { signedBy, zipOf, zipped } from './envelope-kit.ts'
import { createReading } from './reading-kit.ts'

const { key, sound, told, first, withFile } = await createReading()

test('what is no zip, or a cut one, is ZIP_UNREADABLE and nothing else', async () => {
  const zip = await zipped(sound, key)
  expect(await told(Buffer.from('no zip'))).toEqual(['ZIP_UNREADABLE'])
  expect(await told(Buffer.alloc(0))).toEqual(['ZIP_UNREADABLE'])
  expect(await told(zip.subarray(0, zip.length - 30))).toEqual(['ZIP_UNREADABLE'])
  // Bytes before it, without its places being moved.
  expect(await told(Buffer.concat([Buffer.from('#!'), zip]))).toEqual(['ZIP_UNREADABLE'])
})

test('paths, folders, other alphabets and backslashes are unsafe, each by its name', async () => {
  for (const name of [
    '../100001.tif',
    '/100001.tif',
    'a/100001.tif',
    'a\\b.tif',
    'C:100001.tif',
    '..',
    'folder/',
    '文件.tif',
    '',
  ])
    expect(await told(await zipped(withFile({ name }), key)), name).toEqual([
      `ZIP_UNSAFE ${name}`,
      'FILE_MISSING 100001.tif',
    ])
})

test('links, two files of a name, passwords and other packings are told of', async () => {
  expect(await told(await zipped(withFile({ mode: 0o120777 }), key))).toEqual(['ZIP_UNSAFE 100001.tif'])
  const twice = { ...sound, files: [...sound.files, { ...first(), name: '100001.TIF' }] }
  expect(await told(await zipped(twice, key))).toEqual(['ZIP_UNSAFE 100001.TIF'])
  expect(await told(await zipped(withFile({ flags: 0x801, isStored: false }), key))).toEqual([
    'ZIP_UNREADABLE 100001.tif',
  ])
  expect(await told(await zipped(withFile({ method: 12, isStored: false }), key))).toEqual([
    'ZIP_UNREADABLE 100001.tif',
  ])
})

test('bombs are unsafe: by ratio, by shared bytes, by a lie about the size; nothing of them is unfolded', async () => {
  const zeros = Buffer.alloc(2 * 1024 * 1024)
  expect(await told(await zipped(withFile({ content: zeros, isStored: false }), key))).toEqual([
    'ZIP_UNSAFE 100001.tif',
  ])
  const shared = { ...sound, files: [first(), { ...first(), name: '100002.tif', sharesWith: 2 }] }
  expect(await told(await zipped(shared, key))).toContain('ZIP_UNSAFE 100002.tif')
  const lie = withFile({ isStored: false, unzipped: 10 })
  expect(await told(await zipped(lie, key))).toEqual(['ZIP_UNSAFE 100001.tif'])
  const huge = withFile({ isStored: false, unzipped: 1.1 * 1024 ** 3 })
  expect(await told(await zipped(huge, key))).toEqual(['ZIP_UNSAFE 100001.tif', 'TOO_LARGE'])
})

test('a file whose own header has another name, and bytes before the first file, are unsafe', async () => {
  expect(await told(await zipped(withFile({ localName: '100009.tif' }), key))).toEqual(['ZIP_UNSAFE 100001.tif'])
  const bytes = Buffer.from(JSON.stringify(sound.manifest))
  const all = [
    { name: 'manifest.json', content: bytes },
    { name: 'manifest.jws', content: await signedBy(key, bytes) },
  ]
  expect(await told(zipOf([...all, ...sound.files], Buffer.from('#!/bin/sh\n')))).toEqual(['ZIP_UNSAFE'])
})

test('more files than an envelope may have are too many, and none is looked at', async () => {
  const many = Array.from({ length: 503 }, (_, i) => ({ name: `f${i}`, content: Buffer.alloc(0) }))
  expect(await told(zipOf(many))).toEqual(['TOO_LARGE'])
})
