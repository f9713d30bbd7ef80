import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Row } from '@icms/backbone/aggregate'
import { manualClock } from '@icms/backbone/manual-clock'
import { createMemoryReadSide } from '@icms/backbone/memory/memory-read-side'
import { partitionOf } from '@icms/backbone/partitioner'
import type { ReadSide, RowChange, RowQuery } from '@icms/backbone/port'
import { randomFrom } from '@icms/backbone/task-pump'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openForWriting } from './database.ts'
import { createEmbeddedReadSide, shownOf } from './embedded-read-side.ts'
import { temporaryFolder } from './test-kit.ts'
import { createTransactions } from './transaction.ts'

const partitions = 3
const service = 's'
const clock = manualClock(1_000)
let folder: string
let db: DatabaseSync

beforeEach(() => {
  folder = temporaryFolder()
  db = openForWriting(join(folder, 'icms.sqlite'))
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** Both read sides over the same changes. */
function both() {
  const transactions = createTransactions(db)
  const embedded = createEmbeddedReadSide(db, partitions, clock)
  const memory = createMemoryReadSide(partitions, clock)
  const tags = new Map<number, number>()
  for (let partition = 0; partition < partitions; partition++) {
    transactions.write([
      { kind: 'open', service, partition },
      { kind: 'show', task: { service, partition, epoch: 1 }, show: [], first: true, shownBy: 'build' },
    ])
    transactions.commit()
    memory.replace(service, partition, 0, [])
  }
  return {
    sides: [embedded.readSide, memory.readSide] as const,
    take(rows: readonly RowChange[]) {
      for (const change of rows) {
        const partition = partitionOf((change.after ?? change.before)!.id, partitions)
        const changes = {
          rows: [change],
          outcomes: [
            { commandId: `c${rows.length}`, body: 'b', outputs: [{ type: 'T', value: Buffer.from([0, 255]) }] },
          ],
        }
        transactions.write([
          {
            kind: 'commit',
            task: { service, partition, epoch: 1 },
            records: [],
            states: [],
            show: shownOf(changes, clock.now()),
          },
        ])
        transactions.commit()
        const tag = tags.get(partition) ?? 0
        tags.set(partition, tag + 1)
        expect(memory.follow(service, partition, tag, tag + 1, changes)).toBe(true)
      }
    },
  }
}

async function allPages(side: ReadSide, query: RowQuery): Promise<string[][]> {
  const pages: string[][] = []
  for (let after: string | undefined; ; ) {
    const answer = await side.list(service, { ...query, ...(after && { after }) })
    if (answer.state !== 'ready') throw new Error('rebuilding')
    pages.push(answer.found.rows.map(row => `${row.id} ${row.data.n}`))
    if (!answer.found.next) return pages
    after = answer.found.next
  }
}

test('whatever rows come, change and go, pages are the same as those in memory, forwards and backwards', async () => {
  const random = randomFrom(4)
  const { sides, take } = both()
  const [embedded, memory] = sides
  const now = new Map<string, Row>()
  const pick = (...from: string[]) => from[Math.floor(random() * from.length)]!
  for (let n = 0; n < 300; n++) {
    const id = `${pick('a', 'B', '香', '\u{1f600}', '\uffee')}|${Math.floor(random() * 30)}`
    const before = now.get(id)
    const indexes =
      random() < 0.9 ? { status: { value: pick('open', 'shut', ''), order: Math.floor(random() * 5) - 1 } } : {}
    const after: Row | undefined = random() < 0.8 ? { table: 't', id, data: { n }, indexes } : undefined
    if (!before && !after) continue
    take([{ ...(before && { before }), ...(after && { after }) }])
    if (after) now.set(id, after)
    else now.delete(id)
  }
  for (const value of ['open', 'shut', '', 'never'])
    for (const descending of [false, true]) {
      const query = { table: 't', index: 'status', value, limit: 4, descending }
      const pages = await allPages(embedded, query)
      expect(pages).toEqual(await allPages(memory, query))
      expect(pages.flat().length).toBe([...now.values()].filter(row => row.indexes?.status?.value === value).length)
    }
  for (const id of [...now.keys(), 'nobody|1'])
    expect(await embedded.get(service, 't', id)).toEqual(await memory.get(service, 't', id))
})

test('an outcome is found by key and command until seven days have passed', async () => {
  const { sides, take } = both()
  take([{ after: { table: 't', id: 'a', data: {} } }])
  for (const side of sides) {
    expect(await side.outcome(service, 'a', 'c1')).toEqual({
      commandId: 'c1',
      body: 'b',
      outputs: [{ type: 'T', value: Buffer.from([0, 255]) }],
    })
    expect(await side.outcome(service, 'a', 'c2')).toBeUndefined()
  }
  clock.advanceTo(1_000 + 7 * 24 * 3_600_000)
  for (const side of sides) expect(await side.outcome(service, 'a', 'c1')).toBeUndefined()
})

test('a place that no page gave is refused, and a task that was never opened is rebuilding', async () => {
  const { sides } = both()
  for (const side of sides) {
    await expect(side.list(service, { table: 't', index: 'i', value: 'v', limit: 1, after: 'x' })).rejects.toThrow(
      /next/,
    )
    expect(await side.list('other', { table: 't', index: 'i', value: 'v', limit: 1 })).toEqual({ state: 'rebuilding' })
    expect(await side.get('other', 't', 'a')).toEqual({ state: 'rebuilding' })
  }
})
