import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { system } from '@icms/backbone/actor'
import type { DocumentStore } from '@icms/backbone/documents'
import { systemEntropy } from '@icms/backbone/entropy'
import { createMemoryDocumentStore } from '@icms/backbone/memory/memory-documents'
import { manualClock } from '@icms/backbone/manual-clock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFolderDocumentStore } from './folder-document-store.ts'
import { type Deployment, startDeployment } from './keys-kit.ts'
import { chunkBytes } from './sealed-document.ts'

const root = mkdtempSync(join(tmpdir(), 'icms-documents-'))
afterAll(() => rmSync(root, { recursive: true }))
let folders = 0
let deployment: Deployment
beforeAll(async () => {
  deployment = await startDeployment()
})
afterAll(() => deployment.stop())

const clock = manualClock(Date.UTC(2023, 1, 1))
function inFolder({ folder = join(root, String(folders++)), keys = deployment.keyring } = {}) {
  return { folder, store: createFolderDocumentStore({ folder, keys, clock, entropy: systemEntropy }) }
}

const stores: readonly (readonly [string, () => DocumentStore])[] = [
  ['in memory', () => createMemoryDocumentStore(clock)],
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

  test('sweeps what is old and named by nobody, and asks of no subject in vain', async () => {
    const store = create()
    const dayMs = 24 * 3_600_000
    const asked: string[] = []
    const sweep = (named: readonly string[] = []) =>
      store.sweep(dayMs, async subject => {
        asked.push(subject)
        return new Set(named)
      })
    for (const id of ['doc-1', 'doc-2']) await store.put('app-1', id, Buffer.from(id))
    clock.advanceTo(clock.now() + dayMs)
    expect(await sweep()).toEqual([])
    expect(asked).toEqual([])
    clock.advanceTo(clock.now() + 1_000)
    await store.put('app-2', 'doc-1', Buffer.from('young'))
    await store.put('app-1', 'doc-3', Buffer.from('young'))
    const rebuilding = () => Promise.reject(new Error('rebuilding'))
    await expect(store.sweep(dayMs, rebuilding)).rejects.toThrow('rebuilding')
    expect(await sweep(['doc-2'])).toEqual(['app-1/doc-1'])
    expect(asked).toEqual(['app-1'])
    expect(await store.get('app-1', 'doc-1')).toBeUndefined()
    for (const id of ['doc-2', 'doc-3']) expect(await store.get('app-1', id)).toBeDefined()
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
})

test.each([
  ['given the id of another key', (file: Buffer) => file.fill('x', 9, 25)],
  ['changed in one byte', (file: Buffer) => file.fill(file[90]! ^ 1, 90, 91)],
  ['cut off at a chunk', (file: Buffer) => file.subarray(0, 15 + 17 + chunkBytes + 16)],
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

test('what a process that died left unfinished is swept, once it is old', async () => {
  const { folder, store } = inFolder()
  await store.put('app-1', 'doc-1', Buffer.from('one'))
  const left = join(folder, 'app-1', 'doc-2.abc.part')
  writeFileSync(left, 'half')
  const sweep = () => store.sweep(60_000, async () => new Set(['doc-1']))
  expect(await sweep()).toEqual([])
  const before = Date.now() / 1_000 - 61
  utimesSync(left, before, before)
  expect(await sweep()).toEqual(['app-1/doc-2.abc.part'])
  expect(readdirSync(join(folder, 'app-1'))).toEqual(['doc-1'])
})

test('what one process stored another reads, though it knows of the key only now', async () => {
  const { folder, store } = inFolder()
  const other = await deployment.anotherProcess()
  await store.put('app-shared', 'doc-1', Buffer.from('one'))
  const read = await inFolder({ folder, keys: other.keyring }).store.get('app-shared', 'doc-1')
  expect(String(Buffer.from(read!))).toBe('one')
})

test('erasing a subject makes its documents unreadable in every process, and nothing more is stored of it (I7)', async () => {
  const { folder, store } = inFolder()
  const other = await deployment.anotherProcess()
  for (const subject of ['app-erased', 'app-kept']) await store.put(subject, 'doc-1', Buffer.from('A123456(3)'))
  const file = readFileSync(join(folder, 'app-erased', 'doc-1'))
  await other.keyring.erase('app-erased', system)
  await deployment.keyring.caughtUp()
  expect(readFileSync(join(folder, 'app-erased', 'doc-1')).equals(file)).toBe(true)
  for (const keys of [deployment.keyring, other.keyring]) {
    const { store: seen } = inFolder({ folder, keys })
    expect(await seen.get('app-erased', 'doc-1')).toBeUndefined()
    expect(await seen.get('app-kept', 'doc-1')).toBeDefined()
    await expect(seen.put('app-erased', 'doc-2', Buffer.from('more'))).rejects.toThrow('app-erased was erased')
  }
})

test('a key that is gone without an erasure is a loss, and says so', async () => {
  const { folder, store } = inFolder()
  await store.put('app-lost', 'doc-1', Buffer.from('one'))
  const strangers = await startDeployment()
  const lost = inFolder({ folder, keys: strangers.keyring }).store.get('app-lost', 'doc-1')
  await expect(lost).rejects.toThrow(/needs the data key [0-9a-z]{16}, .* app-lost was not erased/)
  await strangers.stop()
})

test('rotating the master key touches no document, and all of them are read (I7)', async () => {
  const { folder, store } = inFolder()
  await store.put('app-rotated', 'doc-1', Buffer.from('one'))
  const file = join(folder, 'app-rotated', 'doc-1')
  const before = { content: readFileSync(file), at: statSync(file).mtimeMs }
  const next = await deployment.anotherProcess(2, 1)
  while ((await next.keyring.rewrap(system, 100)) > 0);
  const last = await deployment.anotherProcess(2)
  expect({ content: readFileSync(file), at: statSync(file).mtimeMs }).toEqual(before)
  const read = await inFolder({ folder, keys: last.keyring }).store.get('app-rotated', 'doc-1')
  expect(String(Buffer.from(read!))).toBe('one')
})
