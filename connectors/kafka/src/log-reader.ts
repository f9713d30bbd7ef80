import type { InRecord } from '@icms/backbone/record'
import type { Connections } from './connections.ts'
import { type FetchedPartition, fetchRequest } from './fetch-request.ts'
import { isStaleCode, offsetOutOfRange, toBackboneError } from './kafka-errors.ts'
import { type Cluster, createErrorFromCode, cutOff } from './kafkajs-internals.ts'
import { leaderOf, logOffsets, type PartitionPlace } from './log-offsets.ts'
import { ask } from './protocol-request.ts'
import { decodeBatches } from './record-batch-decoding.ts'

/** What one fetch brought of one partition. `next`: all below was seen, records that stay invisible included. */
export type Chunk = { readonly records: readonly InRecord[]; readonly next: number; readonly bytes: number }

export type Sink = {
  /** Whether it takes more now; when that changes to yes, call the reader's `wake`. */
  wants(): boolean
  take(chunk: Chunk): void
  /** The log does not have this offset any more, or not yet; the partition is not read further. */
  outOfRange(offset: number, log: { readonly start: number; readonly end: number }): void
}

export type LogReader = {
  /** Reads a partition from `offset` on. `topic` is the name on the wire, `as` the one that records carry. */
  add(place: PartitionPlace & { readonly as: string; readonly offset: number }, sink: Sink): { remove(): void }
  /** Looks again at who wants more. */
  wake(): void
  offsets(places: readonly PartitionPlace[], which: 'earliest' | 'latest' | 'readable'): Promise<number[]>
  close(): void
}

type Entry = {
  readonly topic: string
  readonly as: string
  readonly partition: number
  offset: number
  readonly sink: Sink
  fetching: boolean
}

const bytesMax = 8_000_000
/** Of one partition in one answer: small where many are read side by side, large where one is read through. */
export const partitionBytes = { sideBySide: 1_000_000, through: 4_000_000 } as const
/** How long a fetch waits for a first message; with that it comes back, so that to wait longer delays nothing. */
const waitMs = { least: 200, most: 5_000 } as const
/** While some are held back, which will want more soon: a fetch under way cannot be changed. */
const waitWhileHeldMs = 20
/** Of those who were added while a fetch waits at the broker, until it comes back and they are in the next. */
const waitOfLateMs = 100
const backoffMs = 200

/**
 * Reads any set of partitions from any offsets, committed records only: no group, no offsets of the broker's, no reset.
 * One fetch at a time for each broker; whoever holds enough is left out of it, and whoever is added while one waits is
 * asked for beside it. After an error it starts again with a new connection, from where each partition was.
 */
export function createLogReader(
  connections: Connections,
  onTrouble: (error: unknown) => void,
  partitionBytesMax: number = partitionBytes.sideBySide,
): LogReader {
  const entries = new Map<string, Entry>()
  /** Fetches under way by broker: that which waits, and that of those who came late. */
  const underWay = { waiting: new Map<number, 'long' | 'short'>(), late: new Set<number>() }
  let addedAt = 0
  let cluster: Cluster | undefined
  let opening: Promise<Cluster> | undefined
  let closed = false
  let paused = false

  async function open(): Promise<Cluster> {
    const opened = connections.cluster()
    try {
      await opened.connect()
    } catch (error) {
      void opened.disconnect().catch(() => {})
      throw error
    }
    if (closed) void opened.disconnect().catch(() => {})
    else cluster = opened
    return opened
  }

  function connected(): Promise<Cluster> {
    if (cluster) return Promise.resolve(cluster)
    opening ??= open().finally(() => {
      opening = undefined
    })
    return opening
  }

  function startAgain(error: unknown, broken: Cluster | undefined) {
    if (closed) return
    onTrouble(error)
    if (broken && cluster === broken) cluster = undefined
    if (broken) cutOff(broken)
    if (paused) return
    paused = true
    setTimeout(() => {
      paused = false
      wake()
    }, backoffMs)
  }

  function wake() {
    if (closed || paused || entries.size === 0) return
    dispatch().catch(error => startAgain(error, cluster))
  }

  async function dispatch() {
    const using = await connected()
    await using.addMultipleTargetTopics([...new Set(Array.from(entries.values(), e => e.topic))])
    await using.refreshMetadataIfNecessary()
    if (closed || using !== cluster) return
    for (const [nodeId, all] of Map.groupBy(entries.values(), e => leaderOf(using, e))) {
      const mine = all.filter(e => !e.fetching && e.sink.wants())
      if (mine.length > 0) fetchBeside(using, nodeId, mine, mine.length === all.length)
    }
  }

  /** Sends a fetch, unless one is under way that will soon be back. */
  function fetchBeside(using: Cluster, nodeId: number, mine: readonly Entry[], isAll: boolean) {
    const waiting = underWay.waiting.get(nodeId)
    const isLate = waiting === 'long' && !underWay.late.has(nodeId)
    if (waiting && !isLate) return
    if (isLate) underWay.late.add(nodeId)
    else underWay.waiting.set(nodeId, isAll ? 'long' : 'short')
    for (const entry of mine) entry.fetching = true
    // The longer nobody was added, the longer it may be until somebody is.
    const mostMs = Math.min(waitMs.most, connections.settings.requestMs / 2)
    const sinceAddedMs = Math.floor(Math.max(waitMs.least, Math.min(performance.now() - addedAt, mostMs)))
    const waitMsMax = isLate ? waitOfLateMs : isAll ? sinceAddedMs : waitWhileHeldMs
    fetchFrom(using, nodeId, mine, { waitMsMax, isLate })
      .catch(error => using === cluster && startAgain(error, using))
      .finally(() => {
        if (isLate) underWay.late.delete(nodeId)
        else underWay.waiting.delete(nodeId)
        for (const entry of mine) entry.fetching = false
        wake()
      })
  }

  async function fetchFrom(
    using: Cluster,
    nodeId: number,
    mine: readonly Entry[],
    { waitMsMax, isLate }: { waitMsMax: number; isLate: boolean },
  ) {
    const broker = await using.findBroker({ nodeId })
    // Another first partition each time: a full answer leaves the last ones out.
    const turn = Math.floor(Math.random() * mine.length)
    const request = fetchRequest([...mine.slice(turn), ...mine.slice(0, turn)], {
      ...{ waitMsMax, bytesMax, partitionBytesMax },
    })
    // A broker answers one request of a connection after the other, and the fetches' own one is taken by that which waits.
    const answer = await ask(broker, request, isLate ? 'common' : 'own')
    if (answer.errorCode !== 0) throw createErrorFromCode(answer.errorCode)
    let stale: number | undefined
    for (const fetched of answer.partitions) {
      const entry = entries.get(`${fetched.topic}/${fetched.partition}`)
      if (!entry || !mine.includes(entry)) continue
      if (fetched.errorCode === offsetOutOfRange) await outOfRange(entry)
      else if (isStaleCode(fetched.errorCode)) stale = fetched.errorCode
      else if (fetched.errorCode !== 0) throw createErrorFromCode(fetched.errorCode)
      else await take(entry, fetched)
    }
    if (stale !== undefined) throw createErrorFromCode(stale)
  }

  async function take(entry: Entry, { aborted, batches }: FetchedPartition) {
    const { topic, partition, offset } = entry
    const { records, next } = await decodeBatches(batches, { topic: entry.as, partition, from: offset }, aborted)
    if (next === offset || entries.get(`${topic}/${partition}`) !== entry) return
    entry.offset = next
    entry.sink.take({ records, next, bytes: batches.length })
  }

  async function outOfRange(entry: Entry) {
    const [start, end] = await Promise.all([offsets([entry], 'earliest'), offsets([entry], 'latest')])
    const key = `${entry.topic}/${entry.partition}`
    if (entries.get(key) !== entry) return
    entries.delete(key)
    entry.sink.outOfRange(entry.offset, { start: start[0]!, end: end[0]! })
  }

  async function offsets(
    places: readonly PartitionPlace[],
    which: 'earliest' | 'latest' | 'readable',
  ): Promise<number[]> {
    if (places.length === 0) return []
    const using = await connected().catch(error => Promise.reject(toBackboneError(error, 'asking for offsets')))
    try {
      return await logOffsets(using, places, which)
    } catch (error) {
      startAgain(error, using)
      throw toBackboneError(error, 'asking for offsets')
    }
  }

  return {
    add(place, sink) {
      const key = `${place.topic}/${place.partition}`
      const entry: Entry = { ...place, sink, fetching: false }
      entries.set(key, entry)
      addedAt = performance.now()
      wake()
      return {
        remove() {
          if (entries.get(key) === entry) entries.delete(key)
        },
      }
    },
    wake,
    offsets,
    close() {
      closed = true
      entries.clear()
      if (cluster) cutOff(cluster)
    },
  }
}
