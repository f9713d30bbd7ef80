import type { Row } from '../aggregate.ts'
import type { Clock } from '../clock.ts'
import { BackboneError } from '../errors.ts'
import { partitionOf } from '../partitioner.ts'
import type { Outcome, ReadSide, ReadSideChanges } from '../port.ts'
import { comparePlaces, pageRowsMax, placeIn, placeOf, placeText } from '../row-order.ts'

const outcomeMsMax = 7 * 24 * 3_600_000

type TaskRows = {
  readonly tag: number
  readonly rows: Map<string, Row>
  readonly outcomes: Map<string, { readonly outcome: Outcome; readonly until: number }>
}

const taskName = (service: string, partition: number) => `${service}.${partition}`
const rowName = (row: Row) => JSON.stringify([row.table, row.id])

/**
 * A read side beside the log, as Redis is: it can be emptied, go away and come back, and takes a commit's rows only
 * over exactly the tag before it.
 */
export function createMemoryReadSide(partitions: number, clock: Clock) {
  const tasks = new Map<string, TaskRows>()
  const waiting = new Map<string, Set<() => void>>()
  const listeners = new Set<() => void>()
  let away = false
  const returned = () => {
    for (const listener of [...listeners]) listener()
  }

  function reachable() {
    if (away) throw new BackboneError('NotNow', 'the read side cannot be reached')
  }

  function announce(service: string, outcomes: readonly Outcome[]) {
    for (const { commandId } of outcomes)
      for (const callback of [...(waiting.get(`${service} ${commandId}`) ?? [])]) callback()
  }

  function put(into: TaskRows, changes: ReadSideChanges) {
    for (const { before, after } of changes.rows) {
      if (before) into.rows.delete(rowName(before))
      if (after) into.rows.set(rowName(after), after)
    }
    for (const outcome of changes.outcomes)
      into.outcomes.set(outcome.commandId, { outcome, until: clock.now() + outcomeMsMax })
  }

  const readSide: ReadSide = {
    async get(service, table, id, key = id) {
      reachable()
      const task = tasks.get(taskName(service, partitionOf(key, partitions)))
      return task ? { state: 'ready', found: task.rows.get(JSON.stringify([table, id])) } : { state: 'rebuilding' }
    },
    async list(service, query) {
      reachable()
      const parts = Array.from({ length: partitions }, (_, p) => tasks.get(taskName(service, p)))
      if (parts.some(part => !part)) return { state: 'rebuilding' }
      const direction = query.descending ? -1 : 1
      const after = query.after === undefined ? undefined : placeOf(query.after)
      const limit = Math.max(1, Math.min(query.limit, pageRowsMax))
      const rows = parts
        .flatMap(part => [...part!.rows.values()])
        .filter(row => row.table === query.table && row.indexes?.[query.index]?.value === query.value)
        .filter(row => !after || direction * comparePlaces(placeIn(row, query.index)!, after) > 0)
        .sort((a, b) => direction * comparePlaces(placeIn(a, query.index)!, placeIn(b, query.index)!))
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      const found =
        rows.length > limit && last ? { rows: page, next: placeText(placeIn(last, query.index)!) } : { rows: page }
      return { state: 'ready', found }
    },
    async outcome(service, key, commandId) {
      reachable()
      const kept = tasks.get(taskName(service, partitionOf(key, partitions)))?.outcomes.get(commandId)
      return kept && kept.until > clock.now() ? kept.outcome : undefined
    },
    async onOutcome(service, commandId, callback) {
      reachable()
      const name = `${service} ${commandId}`
      waiting.set(name, (waiting.get(name) ?? new Set()).add(callback))
      return () => {
        const callbacks = waiting.get(name)
        callbacks?.delete(callback)
        if (callbacks?.size === 0) waiting.delete(name)
      }
    },
  }

  return {
    readSide,
    /** Takes one commit's changes over the tag before it. False where the tag is another: nothing was changed. Throws `NotNow`. */
    follow(service: string, partition: number, before: number, tag: number, changes: ReadSideChanges): boolean {
      reachable()
      const task = tasks.get(taskName(service, partition))
      if (task?.tag !== before) return false
      put(task, changes)
      tasks.set(taskName(service, partition), { ...task, tag })
      announce(service, changes.outcomes)
      return true
    },
    /** Replaces all that is held of a task. Throws `NotNow`. */
    replace(service: string, partition: number, tag: number, pages: Iterable<ReadSideChanges>) {
      reachable()
      const task: TaskRows = { tag, rows: new Map(), outcomes: new Map() }
      for (const page of pages) put(task, page)
      tasks.set(taskName(service, partition), task)
      announce(
        service,
        [...task.outcomes.values()].map(kept => kept.outcome),
      )
    },
    tagOf: (service: string, partition: number) => tasks.get(taskName(service, partition))?.tag,
    isAway: () => away,
    setAway(value: boolean) {
      away = value
      if (!away) returned()
    },
    flush() {
      tasks.clear()
      returned()
    },
    /** Calls back when there may be something to put right: it is back, or it was emptied. */
    onReturn(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type MemoryReadSide = ReturnType<typeof createMemoryReadSide>
