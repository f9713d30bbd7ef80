import type { DatabaseSync } from 'node:sqlite'
import { createKeptBytes } from '@icms/backbone/kept-bytes'
import { partitionerName } from '@icms/backbone/partitioner'
import type { Commit, OpenTask, TaskOpener, TaskStore } from '@icms/backbone/port'
import type { EmbeddedLog } from './embedded-log.ts'
import type { EmbeddedProcess } from './embedded-process.ts'
import { type EmbeddedReadSide, shownOf } from './embedded-read-side.ts'
import type { Writer } from './writer.ts'
import type { TaskEpoch } from './written-parts.ts'

/** What the tasks of one opened backbone share. */
export type Shared = {
  readonly db: DatabaseSync
  readonly writer: Writer
  readonly log: EmbeddedLog
  readonly process: EmbeddedProcess
  readonly readSide: EmbeddedReadSide
  readonly partitions: number
  /** Name of the build: rows that another one wrote are written again. */
  readonly build: string
}

const restoredPerTurn = 5_000
/** Rows and outcomes in one write while all are written again: fewer flushes, and nobody else waits long. */
const shownAtOnce = 500

/** Opens a task: fences whoever had it, restores its states, and shows everything again where another build showed it. */
export async function openEmbeddedTask(
  shared: Shared,
  topics: readonly string[],
  place: { readonly service: string; readonly partition: number },
  open: TaskOpener,
  failed: (error: unknown) => void,
): Promise<OpenTask> {
  const { writer, log, process, readSide, partitions } = shared
  const { service, partition } = place
  const began = performance.now()
  process.alive()
  const { value: epoch, shownBy } = await writer.write({ kind: 'open', service, partition })
  const task: TaskEpoch = { service, partition, epoch }
  const isShown = shownBy === shared.build
  const shownAgain = Promise.withResolvers<void>()
  // Nobody may be waiting for it when it fails.
  shownAgain.promise.catch(() => {})
  if (isShown) shownAgain.resolve()

  async function commit(commit: Commit) {
    await shownAgain.promise
    await process.probe('before-commit', place)
    await log.ensureFor(commit.records)
    const records = commit.records.map(log.rowOf)
    await writer.write({
      kind: 'commit',
      task,
      records,
      states: [...commit.states],
      show: shownOf(commit, process.clock.now()),
    })
    await process.probe('committed', place)
    readSide.announce(service, commit.outcomes)
    await process.probe('shown', place)
  }

  const restored = await restore(shared, place)
  const store: TaskStore = {
    service,
    partition,
    partitions,
    partitioner: partitionerName,
    restoreMs: performance.now() - began,
    commit,
    async ends() {
      process.alive()
      return new Map(topics.map(topic => [topic, log.end(topic, partition)]))
    },
    failed,
  }
  const opened = await open(store, restored)
  try {
    if (!isShown) await showAgain(shared, task, opened)
    shownAgain.resolve()
    return opened
  } catch (error) {
    shownAgain.reject(error)
    await opened.close()
    throw error
  }
}

async function restore({ db }: Shared, { service, partition }: { service: string; partition: number }) {
  const restored = createKeptBytes()
  const states = db.prepare('SELECT key, value FROM states WHERE service = ? AND partition = ?')
  for (const { key, value } of states.iterate(service, partition) as Iterable<{ key: string; value: Uint8Array }>) {
    restored.set(key, value)
    if (restored.size % restoredPerTurn === 0) await new Promise(resolve => setImmediate(resolve))
  }
  return restored
}

/** Until the last page is written queries say 'rebuilding', and commits wait: they would change what is being read. */
async function showAgain({ writer, process, build }: Shared, task: TaskEpoch, opened: OpenTask) {
  let first = true
  let show: ReturnType<typeof shownOf>[number][] = []
  for (const page of opened.readSide()) {
    show.push(...shownOf(page, process.clock.now()))
    if (show.length < shownAtOnce) continue
    await writer.write({ kind: 'show', task, show, first, shownBy: null })
    first = false
    show = []
  }
  await writer.write({ kind: 'show', task, show, first, shownBy: build })
}
