import { randomUUID } from 'node:crypto'
import { BackboneError } from '@icms/backbone/errors'
import type { OpenTask, Positions, TaskOpener } from '@icms/backbone/port'
import type { Probe } from '@icms/backbone/probe'
import { ownKeys, type Restored, restoreChangelog } from './changelog-restore.ts'
import type { Connections } from './connections.ts'
import type { LogReader } from './log-reader.ts'
import type { Names } from './names.ts'
import type { RedisConnection } from './redis-connection.ts'
import { createTaskReadSide, type TaskReadSide } from './task-read-side.ts'
import { createTaskStore, writeOwn } from './task-store.ts'
import type { TopicCatalog } from './topic-catalog.ts'
import { openTransactionalWriter, type TransactionalWriter } from './transactional-writer.ts'

/** What all tasks of a service in a process share. */
export type ServiceShared = {
  readonly service: string
  readonly topics: readonly string[]
  readonly partitions: number
  readonly connections: Connections
  readonly names: Names
  readonly catalog: TopicCatalog
  readonly redis: RedisConnection
  /** Reads changelogs, one for the whole process. */
  readonly restorer: LogReader
  /** Reads inputs. */
  readonly reader: LogReader
  readonly open: TaskOpener
  readonly probe: Probe | undefined
  readonly onKilled: () => void
  readonly onStale: (partition: number, error: unknown) => void
}

export type OpenedTask = {
  readonly task: OpenTask
  readonly starts: Positions
  readonly readSide: TaskReadSide
  /** Waits for a commit under way and its rows, then lets the producer go. */
  close(): Promise<void>
  /** Lets everything go as it is. */
  abandon(): void
}

/**
 * Steps 1 and 2 of the protocol: fence the predecessor and leave a barrier in the changelog, restore up to the barrier,
 * let the runtime open its half, take the read side over, and work out where each input is read from.
 */
export async function openTask(
  shared: ServiceShared,
  partition: number,
  on: { dead(error: unknown): void; committed(): void },
  signal: AbortSignal,
): Promise<OpenedTask> {
  const { service, names, connections, restorer } = shared
  const began = performance.now()
  const nonce = randomUUID()
  const changelog = { topic: names.changelog(service), partition }
  const transactionalId = names.transactionalId(service, partition)
  const writer = await openTransactionalWriter(connections, transactionalId, [changelog.topic], signal)
  try {
    const owner = await writeOwn(writer, changelog, [[ownKeys.barrier, nonce]])
    const restored = await restoreChangelog(restorer, changelog, nonce, signal)
    return await openOver(shared, partition, { writer, nonce, owner, restored, began }, on, signal)
  } catch (error) {
    writer.dispose()
    throw error
  }
}

type Ground = { writer: TransactionalWriter; nonce: string; owner: number; restored: Restored; began: number }

async function openOver(
  shared: ServiceShared,
  partition: number,
  { writer, nonce, owner, restored, began }: Ground,
  on: { dead(error: unknown): void; committed(): void },
  signal: AbortSignal,
): Promise<OpenedTask> {
  const { service, partitions, names, catalog, redis, topics, reader, probe, onKilled } = shared
  const places = topics.map(topic => ({ topic: names.topic(topic), partition }))
  const ends = async () => byTopic(topics, await reader.offsets(places, 'latest'))
  const held = createTaskStore({
    ...{ service, partition, partitions, writer, catalog, names, nonce, ends, probe, onKilled },
    ...{ onDead: on.dead, onCommitted: on.committed, restoreMs: performance.now() - began },
  })
  let task: OpenTask | undefined
  const readSide = createTaskReadSide({
    ...{
      redis,
      names,
      service,
      partition,
      owner,
      tag: restored.tag,
      prove: held.prove,
      isCommitting: held.isCommitting,
    },
    all: () => task!.readSide(),
    onStale: error => shared.onStale(partition, error),
  })
  await readSide.adopt()
  held.follow(readSide)
  task = await shared.open(held.store, restored.entries)
  try {
    signal.throwIfAborted()
    const starts = await startsOf(shared, partition, task.positions, restored.starts)
    if (topics.some(topic => restored.starts[topic] === undefined)) await held.note(startsEntry(starts, restored))
    return { task, starts, readSide, ...endings(task, held, readSide, writer) }
  } catch (error) {
    await task.close()
    throw error
  }
}

const byTopic = (topics: readonly string[], offsets: readonly number[]): Positions =>
  new Map(topics.map((topic, i) => [topic, offsets[i]!]))

const startsEntry = (starts: Positions, restored: Restored) =>
  [ownKeys.starts, JSON.stringify({ ...Object.fromEntries(starts), ...restored.starts })] as const

/**
 * Where each input is read from: the committed position; before the first, the place where reading began when the topic
 * was first seen; before that, the start of the log. Throws `Incompatible` where the log does not hold that place: what
 * lies between was deleted unread, or the log was lost. It is for people to decide what to do then.
 */
async function startsOf(
  { service, topics, names, reader }: ServiceShared,
  partition: number,
  positions: Positions,
  began: Readonly<Record<string, number>>,
): Promise<Positions> {
  const places = topics.map(topic => ({ topic: names.topic(topic), partition }))
  const [first, ends] = await Promise.all([reader.offsets(places, 'earliest'), reader.offsets(places, 'latest')])
  const starts = topics.map((topic, i) => positions.get(topic) ?? began[topic] ?? first[i]!)
  for (const [i, start] of starts.entries())
    if (start < first[i]! || start > ends[i]!)
      throw outOfLog(service, `${topics[i]}/${partition}`, start, { start: first[i]!, end: ends[i]! })
  return byTopic(topics, starts)
}

export function outOfLog(
  service: string,
  place: string,
  position: number,
  log: { start: number; end: number },
): BackboneError {
  const what =
    position < log.start ? 'records were deleted before they were read' : 'the log is shorter than what was read of it'
  return new BackboneError(
    'Incompatible',
    `${service} is at ${position} of ${place}, the log holds ${log.start} to ${log.end}: ${what}. The task stays closed.`,
  )
}

function endings(
  task: OpenTask,
  held: ReturnType<typeof createTaskStore>,
  readSide: TaskReadSide,
  writer: TransactionalWriter,
) {
  return {
    async close() {
      await task.close()
      await held.close()
      await readSide.stop()
      writer.dispose()
    },
    abandon() {
      held.abandon()
      readSide.abandon()
      writer.dispose()
    },
  }
}
