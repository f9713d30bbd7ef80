import type { Row } from './aggregate.ts'
import type { Codec } from './codec.ts'
import type { EdgeMemory } from './edge-memory.ts'
import type { BytesByKey } from './kept-bytes.ts'
import type { InRecord, OutRecord, Tombstone } from './record.ts'

/** Next offset to be read, by topic (of one partition number). */
export type Positions = ReadonlyMap<string, number>

/** A row as it was and as it is; one of the two is missing when it appears or goes. */
export type RowChange = { readonly before?: Row; readonly after?: Row }

/** How a command ended, kept on the read side for edges that ask. `outputs` are framed bytes. */
export type Outcome = {
  readonly commandId: string
  readonly body: string
  readonly outputs: readonly { readonly type: string; readonly value: Uint8Array }[]
}

export type ReadSideChanges = { readonly rows: readonly RowChange[]; readonly outcomes: readonly Outcome[] }

/** All that one batch did. Taken as a whole or not at all; the read side follows what was taken. */
export type Commit = ReadSideChanges & {
  readonly records: readonly OutRecord[]
  /** State entries by key; `null` removes one. The position is an entry like any other. */
  readonly states: ReadonlyMap<string, Uint8Array | null>
}

/**
 * The adapter's half of an open task: the only one of its service and partition that can commit.
 * Everything throws `Fenced` once another was opened, and `NotNow` while the broker is away.
 */
export interface TaskStore {
  readonly service: string
  readonly partition: number
  /** Partitions that every input and output of this deployment has. */
  readonly partitions: number
  /** Name of the hash that turns keys into partitions. */
  readonly partitioner: string
  /** How long it took to fence and to restore before the runtime's half was opened. */
  readonly restoreMs: number
  /** Throws `Rejected` for what can never be taken. After any error but `NotNow` the store may have to be opened again. */
  commit(commit: Commit): Promise<void>
  /** The ends of the task's inputs as they are now: a record written before this call lies below. */
  ends(): Promise<Positions>
  /** The task failed outside of `received` (a timer, an effect) and is closed: open it again. */
  failed(error: unknown): void
}

/** The runtime's half. The adapter calls one method at a time and waits for it, `passed` and `close` excepted. */
export interface OpenTask {
  readonly positions: Positions
  /** Records of any of its inputs, those of a topic in order of their offsets. Resolves when they are committed; rejects with `Fenced` or `Closed`. */
  received(records: readonly InRecord[]): Promise<void>
  /** The log has been read up to `next`, invisible records (control, aborted, compacted) included. */
  passed(topic: string, next: number): void
  /** Everything the read side should hold, page by page: each page is taken from memory when it is asked for, not before. */
  readSide(): Iterable<ReadSideChanges>
  /** Finishes the batch in hand and takes no more. */
  close(): Promise<void>
}

/** Opens the runtime's half over what was restored; throws `Incompatible` where this build must not touch it. */
export type TaskOpener = (store: TaskStore, restored: BytesByKey) => Promise<OpenTask>

export type Membership = {
  readonly service: string
  /** Input topics; all have the same partition count, and partition p of each comes to the task p. */
  readonly topics: readonly string[]
}

export type RunningService = {
  /** Closes every task, at most 10 s. */
  stop(): Promise<void>
  /** For metrics and readiness. Throws `NotNow` while the broker is away. */
  status(): Promise<ServiceStatus>
}

export type ServiceStatus = {
  /** Partitions whose tasks are open here. */
  readonly open: readonly number[]
  /** Partitions that fall to this process and are not open yet, with why in words. */
  readonly waiting?: readonly { readonly partition: number; readonly why: string }[]
  readonly lag: readonly InputLag[]
}

/** Messages of an input that were not read yet. */
export type InputLag = {
  readonly topic: string
  readonly partition: number
  readonly lag: number
  /** Time of the first of them, UTC ms, where it is known. */
  readonly oldestAt?: number
}

export type Page = { readonly rows: readonly Row[]; readonly next?: string }
export type Found<T> = { readonly state: 'ready'; readonly found: T } | { readonly state: 'rebuilding' }

export type RowQuery = {
  readonly table: string
  readonly index: string
  readonly value: string
  /** At most 500. */
  readonly limit: number
  readonly descending?: boolean
  /** `next` of the page before. */
  readonly after?: string
}

/** Pages and edges read here; no decision does. Throws `NotNow` while it is away. */
export interface ReadSide {
  /** `key` is the aggregate's key where the row's id is not. */
  get(service: string, table: string, id: string, key?: string): Promise<Found<Row | undefined>>
  list(service: string, query: RowQuery): Promise<Found<Page>>
  outcome(service: string, key: string, commandId: string): Promise<Outcome | undefined>
  /** Calls back when an outcome of that command is announced; announcements may be missed, so ask as well. */
  onOutcome(service: string, commandId: string, callback: () => void): Promise<() => void>
}

/** A broadcast reader of one topic from its start. */
export type Following = {
  /**
   * Resolves when everything written before the call has been handed over; with `readable`, without waiting for what a
   * transaction that is still open holds back.
   */
  caughtUp(upTo?: 'written' | 'readable'): Promise<void>
  stop(): Promise<void>
}

/** By partition, the first offset that is wanted; partitions that are not named are left out. */
export type ReadFrom = ReadonlyMap<number, number>

/** How far a service has read one partition of an input: the offset that it reads next. */
export type Progress = { readonly topic: string; readonly partition: number; readonly next: number }

/**
 * Where services run. Two adapters carry the product (`embedded`, `kafka`), one the simulation (`memory`);
 * one conformance suite holds all three to what is written here.
 */
export interface Backbone {
  readonly codec: Codec
  readonly readSide: ReadSide
  readonly edgeMemory: EdgeMemory
  run(membership: Membership, open: TaskOpener): Promise<RunningService>
  /** Resolves when the records are durable. Throws `NotNow`; after that they may or may not have been written. */
  publish(records: readonly (OutRecord | Tombstone)[]): Promise<void>
  /** Every record of a topic, from its start and as it grows, in order within a partition. */
  follow(topic: string, handle: (record: InRecord) => void): Promise<Following>
  /** A foreign topic, at least once: the next batch comes when the handler has resolved; a rejection hands it over again. */
  ingest(
    group: string,
    topic: string,
    handle: (records: readonly InRecord[]) => Promise<void>,
  ): Promise<{ stop(): Promise<void> }>
  /**
   * For operators' tools: records of a topic that are there now, committed ones only. Of a changelog (`<service>.state.v1`)
   * the last record of a key is its state; there may be earlier ones, and it is read from its start only.
   */
  read(topic: string, from?: 'start' | 'end' | ReadFrom): AsyncIterable<InRecord>
  /**
   * For operators' tools: how far a service, or a group that ingests, has read its topics, in whichever processes; what it
   * never read is left out. On Kafka as it was told to the broker, a second or two ago. Throws `NotNow`.
   */
  progress(reader: string): Promise<readonly Progress[]>
  /** First and next offset of every partition, by topic; a topic that does not exist is left out. */
  ends(
    topics: readonly string[],
  ): Promise<ReadonlyMap<string, readonly { partition: number; start: number; end: number }[]>>
  close(): Promise<void>
}
