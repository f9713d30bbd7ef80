import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentStore } from '@icms/backbone/documents'
import { systemEntropy } from '@icms/backbone/entropy'
import { createMemoryDocumentStore } from '@icms/backbone/memory/memory-documents'
import { afterAll, describe, expect, test } from 'vitest'
import { derivedDataKeys } from './data-keys.ts'
import { createFolderDocumentStore } from './folder-document-store.ts'
import { chunkBytes } from './sealed-document.ts'

const root = mkdtempSync(join(tmpdir(), 'icms-documents-'))
afterAll(() => rmSync(root, { recursive: true }))
let folders = 0
function inFolder(folder = join(root, String(folders++)), secret = 1) {
  const keys = derivedDataKeys(new Uint8Array(32).fill(secret))
  return { folder, store: createFolderDocumentStore({ folder, keys, entropy: systemEntropy }) }
}

const stores: readonly (readonly [string, () => DocumentStore])[] = [
  ['in memory', createMemoryDocumentStore],
  ['in a folder', () => inFolder().store],
]

describe.each(stores)('a document store %s', (_, create) => {
  test.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes])('gives %i bytes back', async size => {
    const store = create()
    const content = Buffer.alloc(size, 'abc')
    await store.put('app-1', 'doc-1', content)
    expect(Buffer.from((await store.get('app-1', 'doc-1'))!).equals(content)).toBe(true)
  })

  test('knows a document by its subject and id together', async () => {
    const store = create()
    await store.put('app-1', 'doc-1', Buffer.from('one'))
    expect(await store.get('app-2', 'doc-1')).toBeUndefined()
    expect(await store.get('app-1', 'doc-2')).toBeUndefined()
  })

  test('takes the same id again as the same document', async () => {
    const store = create()
    await store.put('app-1', 'doc-1', Buffer.from('one'))
    await store.put('app-1', 'doc-1', Buffer.from('two'))
    expect(String(Buffer.from((await store.get('app-1', 'doc-1'))!))).toBe('two')
  })

  test('deletes one document, or all of a subject, also where there is none', async () => {
    const store = create()
    for (const id of ['doc-1', 'doc-2', 'doc-3']) await store.put('app-1', id, Buffer.from(id))
    await store.put('app-2', 'doc-1', Buffer.from('kept'))
    await store.delete('app-1', 'doc-1')
    await store.delete('app-1', 'doc-1')
    expect(await store.get('app-1', 'doc-1')).toBeUndefined()
    await store.deleteSubject('app-1')
    await store.deleteSubject('app-1')
    expect(await store.get('app-1', 'doc-2')).toBeUndefined()
    expect(await store.get('app-2', 'doc-1')).toBeDefined()
  })

  test.each(['../app-2', '', 'a/b', '.', 'a\0', 'x'.repeat(81)])('refuses %j as an id', async id => {
    const store = create()
    for (const act of [
      () => store.put(id, 'doc-1', Buffer.alloc(1)),
      () => store.get('app-1', id),
      () => store.delete(id, 'doc-1'),
      () => store.deleteSubject(id),
    ])
      await expect(act()).rejects.toThrow('letters, digits and hyphens')
  })
})

test('what lies in the folder is not readable, and readable to its owner only', async () => {
  const { folder, store } = inFolder()
  await store.put('app-1', 'doc-1', Buffer.from('A123456(3) '.repeat(9_000)))
  expect(readdirSync(join(folder, 'app-1'))).toEqual(['doc-1'])
  const file = readFileSync(join(folder, 'app-1', 'doc-1'))
  expect(file.toString('latin1')).not.toContain('123456')
  expect(statSync(join(folder, 'app-1', 'doc-1')).mode & 0o777).toBe(0o600)
  await expect(inFolder(folder, 2).store.get('app-1', 'doc-1')).rejects.toThrow()
})

test.each([
  ['changed in one byte', (file: Buffer) => file.fill(file[40]! ^ 1, 40, 41)],
  ['cut off at a chunk', (file: Buffer) => file.subarray(0, 15 + chunkBytes + 16)],
  ['cut off anywhere', (file: Buffer) => file.subarray(0, file.length - 3)],
  ['made longer', (file: Buffer) => Buffer.concat([file, Buffer.alloc(20)])],
])('a file that was %s is not given back', async (_, change) => {
  const { folder, store } = inFolder()
  await store.put('app-1', 'doc-1', Buffer.alloc(2 * chunkBytes, 'x'))
  const path = join(folder, 'app-1', 'doc-1')
  writeFileSync(path, change(readFileSync(path)))
  await expect(store.get('app-1', 'doc-1')).rejects.toThrow()
})

test('a file that was put in the place of another is not given back', async () => {
  const { folder, store } = inFolder()
  await store.put('app-1', 'doc-1', Buffer.from('one'))
  await store.put('app-1', 'doc-2', Buffer.from('two'))
  writeFileSync(join(folder, 'app-1', 'doc-2'), readFileSync(join(folder, 'app-1', 'doc-1')))
  await expect(store.get('app-1', 'doc-2')).rejects.toThrow()
})
