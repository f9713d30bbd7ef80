import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { keyringTopic } from '@icms/backbone/keyring-topic'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openForReading, openForWriting } from './database.ts'
import { createTransactions } from './transaction.ts'
import type { LogRow, Part } from './written-parts.ts'

const [keyring, other] = [1, 2]
let folder: string
let db: DatabaseSync
let transactions: ReturnType<typeof createTransactions>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icms-keyring-'))
  open()
  write({ kind: 'topic', name: keyringTopic, partitions: 1 }, { kind: 'topic', name: 'other', partitions: 1 })
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function open() {
  db = openForWriting(join(folder, 'icms.sqlite'))
  transactions = createTransactions(db)
}

function write(...parts: Part[]) {
  transactions.write(parts)
  transactions.commit()
}

const publish = (records: readonly LogRow[]): Part => ({ kind: 'publish', records })
const row = (topic: number, key: string, value: Uint8Array | null): LogRow => ({
  topic,
  partition: 0,
  key,
  value,
  headers: 'h'.repeat(300),
  at: 1,
})
const everyByte = () => Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name))))
const isKept = (value: Buffer) => everyByte().includes(value)
/** Keys among messages of all sizes, as they are written while people register. */
function written(count: number) {
  const keys = Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: randomBytes(60) }))
  for (let i = 0; i < count; i += 10) {
    write(publish(keys.slice(i, i + 10).map(({ key, value }) => row(keyring, key, value))))
    write(publish([200, 900, 2_500].map(bytes => row(other, `o${i}`, randomBytes(bytes + i)))))
  }
  return keys
}

test('of keys that were erased or wrapped again nothing is left in the file and its write-ahead log', () => {
  const keys = written(900)
  const shuffled = keys.toSorted(() => Math.random() - 0.5)
  const [erased, again, stay] = [shuffled.slice(0, 400), shuffled.slice(400, 600), shuffled.slice(600)]
  for (let i = 0; i < erased.length; i += 20)
    write(publish(erased.slice(i, i + 20).map(({ key }) => row(keyring, key, null))))
  write(publish(again.map(({ key }) => row(keyring, key, randomBytes(60)))))
  const kept = everyByte()
  expect([...erased, ...again].filter(({ value }) => kept.includes(value.subarray(20, 40)))).toEqual([])
  expect(stay.every(({ value }) => kept.includes(value))).toBe(true)
})

test('records of other topics replace nothing', () => {
  const [first, second] = [randomBytes(60), randomBytes(60)]
  write(publish([row(other, 'a', first)]))
  write(publish([row(other, 'a', second)]))
  expect([first, second].map(isKept)).toEqual([true, true])
})

test('while somebody reads, the write-ahead log is left to the next time, and nobody waits', () => {
  const [{ key, value }] = written(10) as [{ key: string; value: Buffer }]
  const reading = openForReading(join(folder, 'icms.sqlite'))
  const rows = reading.prepare('SELECT value FROM log').iterate()
  rows.next()
  const began = performance.now()
  write(publish([row(keyring, key, null)]))
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(isKept(value)).toBe(true)
  rows.return?.()
  reading.close()
  write(publish([row(other, 'a', null)]))
  expect(isKept(value)).toBe(false)
})

test('a process that dies before it has cleaned the write-ahead log leaves that to the next', () => {
  const [{ key, value }] = written(10) as [{ key: string; value: Buffer }]
  transactions.write([publish([row(keyring, key, null)])])
  db.exec('COMMIT')
  // Another connection keeps the log from being removed when this one closes, as after kill -9.
  const other = openForReading(join(folder, 'icms.sqlite'))
  other.prepare('SELECT count(*) FROM log').get()
  db.close()
  expect(isKept(value)).toBe(true)
  open()
  other.close()
  write(publish([row(keyring, 'next', randomBytes(60))]))
  expect(isKept(value)).toBe(false)
})
