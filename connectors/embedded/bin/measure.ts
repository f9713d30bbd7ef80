import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { OpenTask, TaskOpener } from '@icms/backbone/port'
import type { InRecord, OutRecord } from '@icms/backbone/record'
import { openEmbedded } from '../src/embedded-backbone.ts'

/** Prints what the README of this folder quotes: `node --expose-gc connectors/embedded/bin/measure.ts`. */
const folder = mkdtempSync(join(tmpdir(), 'icms-measure-'))
const contracts = {
  subjects: () => [],
  typeOf: () => undefined,
  personalOf: () => undefined,
  buildType: () => undefined as never,
}
const value = Buffer.alloc(500, 7)
const headers = {
  ce_id: 'a'.repeat(26),
  ce_type: 'icms.measure.Moved',
  ce_source: '/icms/measure',
  ce_subject: 'b'.repeat(26),
}
const record = (topic: string, n: number): OutRecord => ({ topic, key: `k${n % 1_000}`, value, headers, at: n })
const perSecond = (count: number, sinceMs: number) =>
  Math.round((count / (performance.now() - sinceMs)) * 1_000).toLocaleString('en')
const percentile = (sorted: readonly number[], p: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))]!.toFixed(1)

/** SQLite alone, in this thread: one insert of 500 bytes in each transaction, flushed to the disk. */
function sqliteAlone(transactions: number) {
  const db = new DatabaseSync(join(folder, 'alone.sqlite'))
  db.exec(
    'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (key TEXT, value BLOB)',
  )
  const insert = db.prepare('INSERT INTO log VALUES (?, ?)')
  const start = performance.now()
  for (let i = 0; i < transactions; i++) insert.run(`k${i}`, value)
  console.log(`SQLite alone, one transaction after another: ${perSecond(transactions, start)} commits/s`)
  db.close()
}

async function publishing(backbone: Awaited<ReturnType<typeof openEmbedded>>, publishers: number, seconds: number) {
  const took: number[] = []
  const start = performance.now()
  const publish = async () => {
    while (performance.now() - start < seconds * 1_000) {
      const before = performance.now()
      await backbone.publish([record(`published-by-${publishers}`, took.length)])
      took.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: publishers }, publish))
  const rate = perSecond(took.length, start)
  took.sort((a, b) => a - b)
  console.log(
    `${publishers} publishers: ${rate} acknowledged/s, p50 ${percentile(took, 0.5)} ms, p99 ${percentile(took, 0.99)} ms`,
  )
}

/** A task that changes the state of each record's key and writes one record on, as a service does, without a core. */
function hop(moved: (count: number) => void): TaskOpener {
  return async store => ({
    positions: new Map(),
    async received(records: readonly InRecord[]) {
      const states = new Map<string, Uint8Array>(records.map(r => [`state/${r.key}`, r.value!]))
      states.set('position', Buffer.from(String(records.at(-1)!.offset + 1)))
      await store.commit({
        records: records.map(r => ({ ...record('hopped', r.offset), key: r.key! })),
        states,
        rows: [],
        outcomes: [],
      })
      moved(records.length)
    },
    passed() {},
    readSide: () => [],
    close: async () => {},
  })
}

async function hopping(backbone: Awaited<ReturnType<typeof openEmbedded>>, count: number) {
  for (let n = 0; n < count; n += 1_000)
    await backbone.publish(Array.from({ length: 1_000 }, (_, i) => record('backlog', n + i)))
  let done = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  const start = performance.now()
  const cpu = process.cpuUsage()
  const running = await backbone.run(
    { service: 'measure', topics: ['backlog'] },
    hop(more => {
      done += more
      if (done >= count) resolve()
    }),
  )
  await promise
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `a backlog of ${count.toLocaleString('en')} records through one hop, 4 tasks: ${perSecond(count, start)} records/s, ${((user + system) / count).toFixed(0)} µs of CPU each`,
  )
  await running.stop()
}

const idle: OpenTask = {
  positions: new Map(),
  received: async () => {},
  passed() {},
  readSide: () => [],
  close: async () => {},
}

async function restoring(states: number) {
  const dataDir = join(folder, 'states')
  const one = await openEmbedded({ dataDir, contracts, partitions: 1 })
  const bytes = Buffer.alloc(800, 1)
  let written = 0
  const filled = Promise.withResolvers<void>()
  const fill: TaskOpener = async store => {
    const commitAll = async () => {
      for (; written < states; written += 10_000) {
        const keys = Array.from({ length: 10_000 }, (_, i) => [`state/a/${written + i}`, bytes] as const)
        await store.commit({ records: [], rows: [], outcomes: [], states: new Map(keys) })
      }
    }
    commitAll().then(filled.resolve, filled.reject)
    return idle
  }
  await opened(one, fill)
  await filled.promise
  await one.close()
  const two = await openEmbedded({ dataDir, contracts, partitions: 1 })
  globalThis.gc?.()
  const memory = process.memoryUsage().rss
  const start = performance.now()
  await opened(two, async (_, restored) => {
    const took = performance.now() - start
    globalThis.gc?.()
    const each = (process.memoryUsage().rss - memory) / restored.size
    console.log(
      `${restored.size.toLocaleString('en')} states of 800 bytes restored in ${(took / 1_000).toFixed(1)} s, ${(each / 1_000).toFixed(2)} kB of memory each`,
    )
    return idle
  })
  await two.close()
}

async function opened(backbone: Awaited<ReturnType<typeof openEmbedded>>, open: TaskOpener) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await backbone.run({ service: 'states', topics: ['none'] }, async (store, restored) => {
    setImmediate(resolve)
    return open(store, restored)
  })
  await promise
  while ((await backbone.readSide.get('states', 't', 'x')).state !== 'ready')
    await new Promise(wait => setTimeout(wait, 20))
}

try {
  sqliteAlone(2_000)
  const backbone = await openEmbedded({ dataDir: join(folder, 'data'), contracts })
  for (const publishers of [1, 16, 256]) await publishing(backbone, publishers, 2)
  await hopping(backbone, 100_000)
  await backbone.close()
  await restoring(Number(process.argv[2] ?? 200_000))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
