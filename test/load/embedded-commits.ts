import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { system } from '@icms/backbone/actor'
import { systemClock } from '@icms/backbone/clock'
import { runService } from '@icms/backbone/host'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { fixedReference } from '@icms/backbone/reference-source'
import { type EmbeddedBackbone, openEmbedded } from '@icms/embedded/embedded-backbone'
import type { Benchmark } from './benchmark.ts'
import type { Figure } from './figures.ts'
import { hopContracts, hopService } from './hop-service.ts'
import { untilTrue } from './paced.ts'

const filler = Buffer.alloc(250, 97)
const hopMsMax = 120_000

/** What the embedded default makes durable, beside what SQLite alone does on the same disk. */
export const embeddedCommits: Benchmark = {
  measures:
    'publications and messages of the embedded backbone; to the commits of SQLite alone, one after the other in one thread',
  async run({ isSmall, progress }) {
    const folder = mkdtempSync(join(tmpdir(), 'icms-load-'))
    const contracts = hopContracts(JSON.parse(readFileSync(join(import.meta.dirname, 'hop.avsc'), 'utf8')) as object)
    const clock = systemClock()
    try {
      progress('SQLite alone')
      const alone = { what: 'SQLite alone', value: sqliteAlone(folder, isSmall ? 500 : 5_000), unit: 'commits/s' }
      const backbone = await openEmbedded({ dataDir: join(folder, 'data'), contracts, clock })
      const figures: Figure[] = []
      for (const publishers of [1, 16, 256]) {
        progress(`${publishers} publishers`)
        const value = await publishing(backbone, publishers, isSmall ? 0.3 : 5)
        const what = publishers === 1 ? 'one publisher, waiting for each' : `${publishers} publishers, each waiting`
        figures.push({ what, measured: { value, unit: 'acknowledged/s' }, over: alone })
      }
      progress('a hop')
      const count = isSmall ? 2_000 : 200_000
      for (let n = 0; n < count; n += 1_000)
        await backbone.publish(Array.from({ length: 1_000 }, (_, i) => ping(backbone, n + i)))
      let outputs = 0
      const startedAt = performance.now()
      const running = await runService(hopService, {
        ...{ backbone, place: contracts.place, clock, reference: fixedReference() },
        signal: ({ name, count: told }) => {
          if (name === 'outputs') outputs += told
        },
      })
      await untilTrue('the backlog through the hop', () => outputs >= count, hopMsMax)
      const seconds = (performance.now() - startedAt) / 1000
      await running.stop()
      await backbone.close()
      figures.push({
        what: 'a backlog through one hop, 4 tasks',
        measured: { value: count / seconds, unit: 'messages/s' },
        over: alone,
      })
      return figures
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function ping({ codec }: EmbeddedBackbone, n: number): OutRecord {
  const at = Date.now()
  const [id, key] = [String(n), `k${n % 10_000}`]
  const headers = headersOf({ id, fullName: 'hop.Ping', service: 'load', key, at, actor: system })
  return { topic: 'in', key, value: codec.encode('hop.Ping', { id, sentAt: at, filler }), headers, at }
}

/** One insert of a message's size in each transaction, each flushed to the disk. */
function sqliteAlone(folder: string, transactions: number): number {
  const db = new DatabaseSync(join(folder, 'alone.sqlite'))
  db.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  db.exec('CREATE TABLE log (key TEXT, value BLOB)')
  const insert = db.prepare('INSERT INTO log VALUES (?, ?)')
  const startedAt = performance.now()
  for (let i = 0; i < transactions; i++) insert.run(`k${i}`, filler)
  const perSecond = (transactions / (performance.now() - startedAt)) * 1_000
  db.close()
  return perSecond
}

async function publishing(backbone: EmbeddedBackbone, publishers: number, seconds: number): Promise<number> {
  let done = 0
  const startedAt = performance.now()
  const publish = async () => {
    while (performance.now() - startedAt < seconds * 1_000)
      await backbone.publish([{ ...ping(backbone, done++), topic: `of-${publishers}` }])
  }
  await Promise.all(Array.from({ length: publishers }, publish))
  return (done / (performance.now() - startedAt)) * 1_000
}
