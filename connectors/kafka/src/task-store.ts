import { BackboneError } from '@icms/backbone/errors'
import { partitionerName } from '@icms/backbone/partitioner'
import type { Commit, Positions, TaskStore } from '@icms/backbone/port'
import type { CommitStep, Probe } from '@icms/backbone/probe'
import { ownKeys } from './changelog-restore.ts'
import { byPartition, type Names } from './names.ts'
import type { PartitionRecords } from './producing.ts'
import type { WireRecord } from './record-batch-encoding.ts'
import type { TaskReadSide } from './task-read-side.ts'
import type { TopicCatalog } from './topic-catalog.ts'
import type { TransactionalWriter } from './transactional-writer.ts'

export type TaskStoreNeeds = {
  readonly service: string
  readonly partition: number
  readonly partitions: number
  /** How long it took to fence and to restore. */
  readonly restoreMs: number
  readonly writer: TransactionalWriter
  readonly catalog: TopicCatalog
  readonly names: Names
  /** Unique for this opening: the first part of its tags. */
  readonly nonce: string
  readonly ends: () => Promise<Positions>
  /** The store is dead, and with it the task: opened again from the first step. */
  readonly onDead: (error: unknown) => void
  readonly onCommitted: () => void
  readonly probe: Probe | undefined
  /** The process dies at a step of a commit (tests). */
  readonly onKilled: () => void
}

/** A transaction of a task's own entries in its changelog partition. Resolves with the offset of the first. */
export async function writeOwn(
  writer: TransactionalWriter,
  place: { topic: string; partition: number },
  entries: readonly (readonly [string, string])[],
): Promise<number> {
  const at = Date.now()
  const records = entries.map(([key, value]) => ({ key, value: Buffer.from(value), at }))
  const [written] = await writer.write([{ ...place, records }])
  await writer.end()
  return written!.baseOffset
}

/**
 * The commit of a task: outputs, changed states and the tag of the read side in one transaction, then the read side.
 * One at a time. The first error makes the store dead; all later calls throw the same.
 */
export function createTaskStore(needs: TaskStoreNeeds) {
  const { service, partition, partitions, writer, catalog, names, nonce, probe } = needs
  const changelog = { topic: names.changelog(service), partition }
  let turn: Promise<unknown> = Promise.resolve()
  let dead: { error: unknown } | undefined
  let readSide: TaskReadSide | undefined
  let commits = 0
  let committing = 0

  function die(error: unknown) {
    if (dead) return
    dead = { error }
    needs.onDead(error)
  }

  /** One transaction at a time. */
  function exclusive<T>(run: () => Promise<T>): Promise<T> {
    const mine = turn.then(async () => {
      if (dead) throw dead.error
      try {
        return await run()
      } catch (error) {
        die(error)
        throw error
      }
    })
    turn = mine.catch(() => {})
    return mine
  }

  async function step(at: CommitStep): Promise<void> {
    if (!probe) return
    try {
      await probe(at, { service, partition })
    } catch {
      needs.onKilled()
      await new Promise(() => {})
    }
  }

  function recordsOf(commit: Commit, tag: string | undefined): PartitionRecords[] {
    const at = Date.now()
    const states: WireRecord[] = []
    for (const [key, value] of commit.states) states.push({ key, value, at })
    if (tag !== undefined) states.push({ key: ownKeys.tag, value: Buffer.from(tag), at })
    const outputs = byPartition(names, commit.records, topic => catalog.partitionsOf(topic))
    return [...outputs, { ...changelog, records: states }]
  }

  async function commit(taken: Commit): Promise<void> {
    readSide?.beforeCommit()
    const shows = taken.rows.length + taken.outcomes.length > 0
    const tag = shows ? `${nonce}.${++commits}` : undefined
    await step('before-commit')
    if (taken.records.some(r => !catalog.knows(r.topic))) await catalog.ensure(taken.records.map(r => r.topic))
    await writer.write(recordsOf(taken, tag))
    await step('written')
    await writer.end()
    await step('committed')
    if (tag !== undefined && readSide) await readSide.show(taken, tag, () => step('shown'))
    else await step('shown')
    needs.onCommitted()
  }

  const store: TaskStore = {
    service,
    partition,
    partitions,
    partitioner: partitionerName,
    restoreMs: needs.restoreMs,
    async commit(taken) {
      committing++
      try {
        await exclusive(() => commit(taken))
      } finally {
        // The runtime swaps its memory in the turn in which it is told; after that pages may be taken of it again.
        setImmediate(() => committing--)
      }
    },
    ends: () => (dead ? Promise.reject(dead.error as Error) : needs.ends()),
    failed: die,
  }

  return {
    store,
    isCommitting: () => committing > 0,
    follow(followed: TaskReadSide) {
      readSide = followed
    },
    /** Commits a new barrier: whoever can do that was still the owner when it was done. Resolves with its offset. */
    prove: () => exclusive(() => writeOwn(writer, changelog, [[ownKeys.barrier, `${nonce}.proof`]])),
    /** Commits an entry of the adapter's own. */
    note: async (entry: readonly [string, string]) =>
      void (await exclusive(() => writeOwn(writer, changelog, [entry]))),
    /** Waits for the transaction under way and allows no other. */
    async close() {
      await turn
      dead ??= { error: new BackboneError('Closed', `${service}.${partition} is closed`) }
    },
    abandon() {
      dead ??= { error: new BackboneError('Closed', `${service}.${partition} is closed`) }
    },
  }
}
