import type { Aggregate } from './aggregate.ts'
import type { Codec } from './codec.ts'
import { BackboneError } from './errors.ts'
import type { BytesByKey } from './kept-bytes.ts'
import { decodeEntry, emptyEntry, encodeEntry, type KeyEntry, rowsOf, sealRow, stateKeyOf } from './key-entry.ts'
import type { InputOutcome } from './outcomes.ts'
import type { Commit, Outcome, RowChange } from './port.ts'
import type { OutRecord } from './record.ts'
import type { Reference } from './reference.ts'
import type { Runtime } from './runtime.ts'

/** What a task keeps in memory: encoded bytes of everything, and the entries that were decoded lately. */
export type TaskMemory = {
  readonly bytes: BytesByKey
  readonly decoded: Map<string, KeyEntry>
  readonly positions: Map<string, number>
  sequence: number
  /** Name of the process that committed last; empty where it had none. */
  process: string
  /** How many subjects had been erased when entries were decoded. */
  erasures: number
}

/** The memory of a task that decided nothing yet. */
export const newMemory = (bytes: BytesByKey): TaskMemory => ({
  ...{ bytes, decoded: new Map(), positions: new Map() },
  ...{ sequence: 0, process: '', erasures: 0 },
})

/** Decoded entries that a task keeps beside the bytes; all are dropped when there are more. */
const decodedMax = 10_000

/**
 * The work of one commit, laid over the task's memory: nothing of it is seen by anyone until it was taken, and then all
 * of it is.
 */
export function createBatch(runtime: Runtime, memory: TaskMemory, reference: Reference) {
  if (memory.erasures !== runtime.codec.erasures() || memory.decoded.size > decodedMax) {
    memory.decoded.clear()
    memory.erasures = runtime.codec.erasures()
  }
  const entries = new Map<string, KeyEntry>()
  const raw = new Map<string, Uint8Array | null>()
  const positions = new Map<string, number>()
  const records: OutRecord[] = []
  const outcomes: Outcome[] = []
  const rows: RowChange[] = []
  const told: InputOutcome[] = []
  /** By state key: the trace of the input that touched it last. */
  const traces = new Map<string, string>()
  /** How to take back what the input in hand has staged so far, latest last. */
  const undo: (() => void)[] = []
  const fresh = runtime.codec.fresh(taken => undo.push(taken))
  const codec: Codec = fresh
    ? {
        ...runtime.codec,
        encode: (fullName, value) => runtime.codec.encode(fullName, value, fresh),
        seal: (fullName, state, data) => runtime.codec.seal(fullName, state, data, fresh),
      }
    : runtime.codec
  let bytes = 0

  function setIn<K, V>(map: Map<K, V>, key: K, value: V) {
    const before = map.get(key)
    undo.push(before !== undefined || map.has(key) ? () => map.set(key, before as V) : () => map.delete(key))
    map.set(key, value)
  }

  function pushTo<T>(list: T[], item: T) {
    undo.push(() => list.pop())
    list.push(item)
  }

  function kept(stateKey: string, aggregate: Aggregate, key: string): KeyEntry {
    const decoded = memory.decoded.get(stateKey)
    if (decoded) return decoded
    const encoded = memory.bytes.get(stateKey)
    if (!encoded) return emptyEntry(aggregate, key)
    const entry = decodeEntry(runtime.codec, aggregate, key, encoded)
    memory.decoded.set(stateKey, entry)
    return entry
  }

  /** A plain loop: with every commit, spreading objects out of entries took longer than to write them down. */
  function readUpTo(): Record<string, number> {
    const read: Record<string, number> = {}
    for (const [topic, next] of memory.positions) read[topic] = next
    for (const [topic, next] of positions) read[topic] = next
    return read
  }

  /** Keeps how far was read, for the next commit. */
  function passOver() {
    for (const [topic, next] of positions) memory.positions.set(topic, next)
  }

  return {
    /** The runtime as this batch uses it: a data key that is missing is made, and written with the batch. */
    runtime: fresh ? { ...runtime, codec } : runtime,
    reference,
    /** Number of the commit that this is to be: no two commits of a task have the same. */
    sequence: memory.sequence + 1,
    entries,
    entry(aggregate: Aggregate, key: string): KeyEntry {
      const stateKey = stateKeyOf(aggregate.name, key)
      return entries.get(stateKey) ?? kept(stateKey, aggregate, key)
    },
    put: (entry: KeyEntry) => setIn(entries, entry.stateKey, entry),
    /** The runtime's own entries: holds, queued inputs, dead letters. */
    get(stateKey: string): Uint8Array | undefined {
      const staged = raw.get(stateKey)
      return staged === undefined ? memory.bytes.get(stateKey) : (staged ?? undefined)
    },
    set: (stateKey: string, value: Uint8Array | null) => setIn(raw, stateKey, value),
    position: (topic: string) => positions.get(topic) ?? memory.positions.get(topic) ?? 0,
    advance: (topic: string, next: number) => void positions.set(topic, next),
    write(written: readonly OutRecord[]) {
      for (const record of written) {
        pushTo(records, record)
        bytes += record.value.length
      }
    },
    announce: (outcome: Outcome) => pushTo(outcomes, outcome),
    show: (change: RowChange) => pushTo(rows, change),
    tell: (outcome: InputOutcome) => pushTo(told, outcome),
    told: told as readonly InputOutcome[],
    trace: ({ stateKey }: KeyEntry, trace: string) => setIn(traces, stateKey, trace),
    traceOf: (stateKey: string) => traces.get(stateKey),
    /** What was staged so far is taken back no more, but with the whole batch. */
    keep() {
      undo.length = 0
    },
    /** A place to go back to: `undoTo` takes back all that was staged since. */
    mark: () => undo.length,
    undoTo(mark: number) {
      while (undo.length > mark) undo.pop()!()
    },
    isFull: () => bytes >= runtime.limits.batchBytesMax,
    isEmpty: () => entries.size + raw.size + positions.size + records.length === 0,
    /** Whether nothing came of the inputs but that they were read. */
    isOnlyRead: () =>
      positions.size > 0 && entries.size + raw.size + records.length + outcomes.length + rows.length === 0,
    passOver,

    /** Encodes each touched key once. Throws `Rejected` for a state over the limit. */
    toCommit(store: { partitions: number; partitioner: string }): Commit {
      const states = new Map(raw)
      for (const [stateKey, entry] of entries) {
        const encoded = encodeEntry(codec, entry)
        if (encoded && encoded.length > runtime.limits.stateBytesMax)
          throw new BackboneError(
            'Rejected',
            `the state of one ${entry.aggregate.name} has ${encoded.length} bytes; at most ${runtime.limits.stateBytesMax}`,
          )
        states.set(stateKey, encoded)
        if (!entry.aggregate.rows) continue
        const before = kept(stateKey, entry.aggregate, entry.key)
        if (before.state === entry.state) continue
        for (const change of rowChanges(before, entry))
          rows.push(change.after ? { ...change, after: sealRow(codec, entry, change.after) } : change)
      }
      states.set(
        'position',
        runtime.codec.encode('icms.backbone.TaskPosition', {
          positions: readUpTo(),
          sequence: memory.sequence + 1,
          referenceVersion: reference.version,
          stateVersion: runtime.service.stateVersion,
          partitions: store.partitions,
          partitioner: store.partitioner,
          process: runtime.process,
        }),
      )
      return { records: [...(fresh?.records() ?? []), ...records], states, rows, outcomes }
    },

    /** Tells each touched key that says where it stands, as it was and as it will be. Before `apply`. */
    eachMoved(tell: (before: KeyEntry, after: KeyEntry) => void) {
      for (const [stateKey, entry] of entries)
        if (entry.aggregate.standing) tell(kept(stateKey, entry.aggregate, entry.key), entry)
    },

    /** Swaps the batch in, after it was taken. */
    apply(commit: Commit) {
      for (const [stateKey, value] of commit.states)
        if (value) memory.bytes.set(stateKey, value)
        else memory.bytes.delete(stateKey)
      if (memory.decoded.size + entries.size > decodedMax) memory.decoded.clear()
      for (const [stateKey, entry] of entries) memory.decoded.set(stateKey, entry)
      passOver()
      memory.sequence++
      memory.process = runtime.process
      fresh?.taken()
    },
  }
}

export type Batch = ReturnType<typeof createBatch>

/** Whether two values hold the same: a field that is missing is one that is undefined. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  return (
    Array.isArray(one) === Array.isArray(other) &&
    Object.keys(a).every(name => isSame(a[name], b[name])) &&
    Object.keys(b).every(name => name in a || b[name] === undefined)
  )
}

/** Rows by table and id before and after; what stayed the same is left out. */
export function rowChanges(before: KeyEntry | undefined, after: KeyEntry): RowChange[] {
  const old = new Map(rowsOf(before).map(row => [`${row.table} ${row.id}`, row]))
  const changes: RowChange[] = []
  for (const row of rowsOf(after)) {
    const was = old.get(`${row.table} ${row.id}`)
    old.delete(`${row.table} ${row.id}`)
    if (!was) changes.push({ after: row })
    else if (!isSame(was, row)) changes.push({ before: was, after: row })
  }
  for (const before of old.values()) changes.push({ before })
  return changes
}
