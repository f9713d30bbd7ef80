import { BackboneError, isBackboneError } from '../errors.ts'
import { createKeptBytes } from '../kept-bytes.ts'
import { partitionerName } from '../partitioner.ts'
import type { Commit, OpenTask, ReadSideChanges, TaskOpener, TaskStore } from '../port.ts'
import type { MemoryProcess } from './memory-process.ts'
import type { MemoryWorld } from './memory-world.ts'

const noChanges: ReadSideChanges = { rows: [], outcomes: [] }

/** An open task and what the adapter does for its read side while nothing is committed. */
export type MemoryTask = { readonly task: OpenTask; heal(): void }

/** Opens a task: fences whoever had it, settles what that one left open, restores, and puts the read side right. */
export async function openMemoryTask(
  world: MemoryWorld,
  process: MemoryProcess,
  topics: readonly string[],
  place: { readonly service: string; readonly partition: number },
  open: TaskOpener,
  failed: (error: unknown) => void,
): Promise<MemoryTask> {
  const { service, partition } = place
  const began = performance.now()
  await process.step()
  process.brokerReachable()
  const kept = world.task(service, partition)
  const epoch = ++kept.epoch
  kept.write?.abort()
  let task: OpenTask | undefined
  let last = noChanges

  function owned() {
    process.alive()
    if (kept.epoch !== epoch) throw new BackboneError('Fenced', `${service}.${partition} was opened by another`)
  }

  /** Rows from memory, and once more those of the last commit: the task may not have swapped it in yet. */
  function* everything(opened: OpenTask): Iterable<ReadSideChanges> {
    yield* opened.readSide()
    yield last
  }

  function show(before: number, changes: ReadSideChanges) {
    try {
      if (world.readSide.isAway()) return
      if (world.readSide.follow(service, partition, before, kept.tag, changes)) return
      owned()
      // While the task is being opened its memory cannot be asked yet: `heal` writes everything when it is.
      if (task) world.readSide.replace(service, partition, kept.tag, everything(task))
    } catch (error) {
      if (!isBackboneError(error, 'NotNow')) throw error
    }
  }

  async function commit(commit: Commit) {
    await process.probe('before-commit', place)
    process.brokerReachable()
    owned()
    const write = world.log.begin(commit.records)
    kept.write = write
    await process.probe('written', place)
    process.brokerReachable()
    if (kept.epoch !== epoch) write.abort()
    owned()
    for (const [key, value] of commit.states)
      if (value) kept.states.set(key, value)
      else kept.states.delete(key)
    const before = kept.tag++
    kept.write = undefined
    write.commit()
    last = { rows: commit.rows, outcomes: commit.outcomes }
    await process.probe('committed', place)
    show(before, last)
    await process.probe('shown', place)
  }

  const store: TaskStore = {
    service,
    partition,
    partitions: world.partitions,
    partitioner: partitionerName,
    restoreMs: performance.now() - began,
    commit,
    async ends() {
      await process.step()
      process.brokerReachable()
      owned()
      return new Map(topics.map(topic => [topic, world.log.end(topic, partition)]))
    },
    failed,
  }
  const restored = createKeptBytes(kept.states)
  await process.step()
  const opened = await open(store, restored)
  task = opened
  const heal = () => {
    if (process.isDead() || kept.epoch !== epoch || world.readSide.isAway()) return
    if (world.readSide.tagOf(service, partition) !== kept.tag)
      world.readSide.replace(service, partition, kept.tag, everything(opened))
  }
  heal()
  return { task: opened, heal }
}
