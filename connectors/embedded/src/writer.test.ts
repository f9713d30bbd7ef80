import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openForReading } from './database.ts'
import { openWriter, type WriterSettings } from './writer.ts'
import type { Ends, LogRow } from './written-parts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icms-writer-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = () => join(folder, 'icms.sqlite')
const open = (more: Partial<WriterSettings> = {}) =>
  openWriter({ file: file(), deployment: { partitions: '4' }, onEnds: () => {}, ...more })
const row = (i: number, value = Buffer.from('v')): LogRow => ({
  topic: 1,
  partition: i % 4,
  key: `k${i}`,
  value,
  headers: '{}',
  at: 1,
})

test('what arrives while a group is being written shares the next flush to the disk', async () => {
  const groups: Ends[] = []
  const writer = await open({ onEnds: ends => groups.push(ends) })
  await writer.write({ kind: 'topic', name: 't', partitions: 4 })
  const before = groups.length
  await Promise.all(Array.from({ length: 1_000 }, (_, i) => writer.write({ kind: 'publish', records: [row(i)] })))
  expect(groups.length - before).toBeLessThan(10)
  await writer.close()
  const db = openForReading(file())
  expect(db.prepare('SELECT count(*) AS n FROM log').get()!.n).toBe(1_000)
  db.close()
})

test('closing writes what was waiting and refuses what comes later', async () => {
  const writer = await open()
  await writer.write({ kind: 'topic', name: 't', partitions: 4 })
  const waiting = [row(0), row(1), row(2)].map(record => writer.write({ kind: 'publish', records: [record] }))
  const closed = writer.close()
  await expect(writer.write({ kind: 'publish', records: [row(3)] })).rejects.toMatchObject({ code: 'Closed' })
  await expect(Promise.all(waiting)).resolves.toHaveLength(3)
  await closed
})

test('a writer that is killed inside a transaction answers everybody and leaves the file as it was', async () => {
  const inside = Promise.withResolvers<void>()
  const writer = await open()
  await writer.write({ kind: 'topic', name: 't', partitions: 4 })
  await writer.close()
  const doomed = await open({
    paused: () => {
      inside.resolve()
      return new Promise(() => {})
    },
  })
  const lost = doomed.write({ kind: 'publish', records: [row(0)] })
  const refused = expect(lost).rejects.toMatchObject({ code: 'Closed' })
  await inside.promise
  await doomed.kill()
  await refused
  const next = await open()
  await next.write({ kind: 'publish', records: [row(4)] })
  await next.close()
  const db = openForReading(file())
  expect(db.prepare('SELECT key FROM log').all()).toEqual([expect.objectContaining({ key: 'k4' })])
  db.close()
})

test('when the disk does not keep up, what comes is refused instead of filling the memory', async () => {
  const release = Promise.withResolvers<void>()
  let hold = false
  const writer = await open({ paused: () => (hold ? release.promise : Promise.resolve()) })
  await writer.write({ kind: 'topic', name: 't', partitions: 4 })
  hold = true
  const value = Buffer.alloc(15_000_000)
  const taken = Array.from({ length: 18 }, (_, i) => writer.write({ kind: 'publish', records: [row(i, value)] }))
  const answers = Promise.allSettled(taken)
  await expect(taken.at(-1)).rejects.toMatchObject({
    code: 'NotNow',
    message: expect.stringMatching(/does not keep up/),
  })
  await writer.kill()
  expect((await answers).every(answer => answer.status === 'rejected')).toBe(true)
})
