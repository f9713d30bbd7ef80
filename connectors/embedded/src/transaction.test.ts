import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openForWriting } from './database.ts'
import { createTransactions } from './transaction.ts'
import type { LogRow, Part } from './written-parts.ts'

let folder: string
let db: DatabaseSync
let transactions: ReturnType<typeof createTransactions>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icms-transaction-'))
  db = openForWriting(join(folder, 'icms.sqlite'))
  transactions = createTransactions(db)
  write({ kind: 'topic', name: 't', partitions: 2 })
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function write(...parts: Part[]) {
  const results = transactions.write(parts)
  return { results, ends: transactions.commit() }
}

const row = (key: string, partition = 0): LogRow => ({
  topic: 1,
  partition,
  key,
  value: Buffer.from(key),
  headers: '{}',
  at: 1,
})
const publish = (...records: LogRow[]): Part => ({ kind: 'publish', records })
const commit = (epoch: number, key: string, records: LogRow[] = []): Part => ({
  kind: 'commit',
  task: { service: 's', partition: 0, epoch },
  records,
  states: [[key, Buffer.from(key)]],
  show: [
    { kind: 'row', name: 'r', id: key, row: '{}', places: [{ field: 'f', value: 'v', place: 1 }] },
    { kind: 'outcome', command: key, outcome: '{}', until: 100, now: 0 },
  ],
})
const counts = () =>
  ['log', 'states', 'rows', 'row_places', 'outcomes'].map(
    table => db.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n,
  )

test('offsets count from 0 in each partition, across transactions', () => {
  expect(write(publish(row('a'), row('b', 1)), publish(row('c'))).ends).toEqual([
    [1, 0, 2],
    [1, 1, 1],
  ])
  expect(write(publish(row('d'))).ends).toEqual([[1, 0, 3]])
  expect(db.prepare('SELECT key, position FROM log WHERE partition = 0 ORDER BY position').all()).toMatchObject([
    { key: 'a', position: 0 },
    { key: 'c', position: 1 },
    { key: 'd', position: 2 },
  ])
})

test('opening a task raises its epoch; a commit of an older one is fenced, leaves no trace, and the rest of its group is taken', () => {
  const [first] = write({ kind: 'open', service: 's', partition: 0 }).results
  expect(first).toMatchObject({ ok: true, value: 1, shownBy: null })
  const { results, ends } = write(
    { kind: 'open', service: 's', partition: 0 },
    commit(1, 'old', [row('lost')]),
    commit(2, 'new', [row('kept')]),
  )
  expect(results).toMatchObject([
    { value: 2 },
    { ok: false, code: 'Fenced', message: expect.stringMatching(/s\.0 was opened by another/) },
    { ok: true },
  ])
  expect(ends).toEqual([[1, 0, 1]])
  expect(counts()).toEqual([1, 1, 1, 1, 1])
})

test('a part that the file refuses is rejected alone, and its offsets are used by what comes after', () => {
  const bad = { ...row('bad'), headers: null as unknown as string }
  const { results, ends } = write(publish(row('a'), bad), publish(row('b')))
  expect(results).toMatchObject([{ ok: false, code: 'Rejected' }, { ok: true }])
  expect(ends).toEqual([[1, 0, 1]])
  expect(db.prepare('SELECT key, position FROM log').all()).toEqual([
    expect.objectContaining({ key: 'b', position: 0 }),
  ])
})

test('what is rolled back was never there', () => {
  transactions.write([publish(row('a'))])
  transactions.rollback()
  expect(write(publish(row('b'))).ends).toEqual([[1, 0, 1]])
})

test('expired outcomes go when new ones come', () => {
  write({ kind: 'open', service: 's', partition: 0 })
  const outcome = (command: string, until: number, now: number): Part => ({
    kind: 'commit',
    task: { service: 's', partition: 0, epoch: 1 },
    records: [],
    states: [],
    show: [{ kind: 'outcome', command, outcome: '{}', until, now }],
  })
  write(outcome('a', 100, 0), outcome('b', 300, 0))
  write(outcome('c', 500, 200))
  expect(
    db
      .prepare('SELECT command FROM outcomes ORDER BY command')
      .all()
      .map(o => o.command),
  ).toEqual(['b', 'c'])
})

test('expired names and counts go when new ones come, so that neither piles up', () => {
  const remember = (n: number): Part => ({ kind: 'remember', name: `n${n}`, until: n + 10, now: n })
  const count = (n: number): Part => ({ kind: 'count', name: `n${n}`, count: 1, until: n + 10, now: n })
  for (let n = 0; n < 200; n++) write(remember(n), count(n))
  for (const table of ['remembered', 'counted'])
    expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 10 })
})

test('a name is kept until the latest end it was given; a count has the last', () => {
  for (const until of [100, 300, 200])
    write({ kind: 'remember', name: 'n', until, now: 0 }, { kind: 'count', name: 'n', count: until, until, now: 0 })
  expect(db.prepare('SELECT until FROM remembered').get()).toEqual({ until: 300 })
  expect(db.prepare('SELECT count, until FROM counted').get()).toEqual({ count: 200, until: 200 })
})
