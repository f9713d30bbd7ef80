import type { InRecord } from '@icms/backbone/record'
import type { Connections } from './connections.ts'
import { type FetchedPartition, fetchRequest } from './fetch-request.ts'
import { isStaleCode, offsetOutOfRange, toBackboneError } from './kafka-errors.ts'
import { type Cluster, createErrorFromCode } from './kafkajs-internals.ts'
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
/** A partition that starts to want more waits this long at most, since a fetch under way cannot be changed. */
const waitMsMax = 200
/** … and less while some are held back, which will want more soon. */
const waitWhileHeldMsMax = 20
const backoffMs = 200

/**
 * Reads any set of partitions from any offsets, committed records only: no group, no offsets of the broker's, no reset.
 * One fetch at a time for each broker; whoever holds enough is left out of it. After an error it starts again with a new
 * connection, from where each partition was.
 */
export function createLogReader(
  connections: Connections,
  onTrouble: (error: unknown) => void,
  partitionBytesMax: number = partitionBytes.sideBySide,
): LogReader {
  const entries = new Map<string, Entry>()
  const busy = new Set<number>()
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
    void broken?.disconnect().catch(() => {})
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
    const wanting = [...entries.values()].filter(e => !e.fetching && e.sink.wants())
    for (const [nodeId, mine] of Map.groupBy(wanting, e => leaderOf(using, e))) {
      if (busy.has(nodeId)) continue
      busy.add(nodeId)
      for (const entry of mine) entry.fetching = true
      fetchFrom(using, nodeId, mine)
        .catch(error => startAgain(error, using))
        .finally(() => {
          busy.delete(nodeId)
          for (const entry of mine) entry.fetching = false
          wake()
        })
    }
  }

  async function fetchFrom(using: Cluster, nodeId: number, mine: readonly Entry[]) {
    const broker = await using.findBroker({ nodeId })
    const waiting = mine.length < entries.size ? waitWhileHeldMsMax : waitMsMax
    // Another first partition each time: a full answer leaves the last ones out.
    const turn = Math.floor(Math.random() * mine.length)
    const limits = { waitMsMax: waiting, bytesMax, partitionBytesMax }
    const answer = await ask(broker, fetchRequest([...mine.slice(turn), ...mine.slice(0, turn)], limits))
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
      void cluster?.disconnect().catch(() => {})
    },
  }
}
