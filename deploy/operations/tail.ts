import type { Backbone } from '@icms/backbone/port'
import { header, type InRecord } from '@icms/backbone/record'
import { type DecodedRecord, decodeRecord, type Reading } from './decoded-record.ts'
import { knownTopic } from './known-topics.ts'

export type TailOptions = {
  /** Records of this key only. */
  readonly key?: string | undefined
  /** Records that name this id: as their own, their cause's, their key or the dead letter that they came of. */
  readonly id?: string | undefined
  /** `start`: the first of them; `end`: the last. */
  readonly from?: 'start' | 'end' | undefined
  /** Where an earlier answer ended, by partition: what came since. */
  readonly after?: ReadonlyMap<number, number> | undefined
  readonly limit?: number | undefined
  readonly reading?: Reading | undefined
}

export type Tail = {
  readonly records: readonly DecodedRecord[]
  /** By partition, where to go on. */
  readonly next: Readonly<Record<string, number>>
}

/**
 * Records of a topic, at most `limit`, in order of time; with `after`, in order within each partition. Throws an
 * `OperationError` for a topic that is none, and `NotNow`.
 */
export async function tailOf(backbone: Backbone, topic: string, options: TailOptions = {}): Promise<Tail> {
  const { after, reading = 'masked' } = options
  const parts = (await backbone.ends([knownTopic(topic)])).get(topic) ?? []
  const { found, next } = after
    ? await since(backbone, topic, after, parts, options)
    : await firstOrLast(backbone, topic, parts, options)
  const records: DecodedRecord[] = []
  for (const record of found) records.push(await decodeRecord(backbone.codec, record, reading))
  return { records, next: Object.fromEntries(next) }
}

type Parts = readonly { readonly partition: number; readonly start: number; readonly end: number }[]
type Found = { readonly found: readonly InRecord[]; readonly next: ReadonlyMap<number, number> }

const limitOf = ({ limit = 1_000 }: TailOptions) => limit

async function since(
  backbone: Backbone,
  topic: string,
  after: ReadonlyMap<number, number>,
  parts: Parts,
  options: TailOptions,
): Promise<Found> {
  const next = new Map(parts.map(({ partition, start }) => [partition, after.get(partition) ?? start]))
  const found: InRecord[] = []
  for await (const record of backbone.read(topic, new Map(next))) {
    if (found.length >= limitOf(options)) break
    next.set(record.partition, record.offset + 1)
    if (fits(record, options)) found.push(record)
  }
  return { found, next }
}

async function firstOrLast(backbone: Backbone, topic: string, parts: Parts, options: TailOptions): Promise<Found> {
  const limit = limitOf(options)
  const isFiltered = options.key !== undefined || options.id !== undefined
  const fromStart = options.from === 'start' || isFiltered
  // Some offsets hold nothing that can be read, so as many offsets from the end may be fewer records.
  for (let back = limit; ; back *= 4) {
    const firsts = new Map(
      parts.map(({ partition, start, end }) => [partition, fromStart ? start : Math.max(start, end - back)]),
    )
    const found = await collect(backbone, topic, firsts, options)
    const isWhole = parts.every(({ start, end }) => fromStart || end - back <= start)
    if (found.length < limit && !isWhole) continue
    // What was left out after the first ones is still to come.
    const isCut = options.from === 'start' && found.length === limit
    const next = isCut ? firsts : new Map(parts.map(({ partition, end }) => [partition, end]))
    for (const { partition, offset } of found) next.set(partition, Math.max(next.get(partition) ?? 0, offset + 1))
    return { found, next }
  }
}

/** `order`: its time, or that of a later one before it in its partition, so that partitions are merged as they are. */
type Placed = { readonly record: InRecord; readonly order: number }

async function collect(backbone: Backbone, topic: string, from: ReadonlyMap<number, number>, options: TailOptions) {
  const limit = limitOf(options)
  const latest = new Map<number, number>()
  const found: Placed[] = []
  for await (const record of backbone.read(topic, from)) {
    const { partition, at } = record
    const order = Math.max(at, latest.get(partition) ?? at)
    latest.set(partition, order)
    if (!fits(record, options)) continue
    found.push({ record, order })
    // What is too early or too late for the answer is let go of now and then, so that a long topic fits into memory.
    if (found.length >= 2 * limit + 1_000) keep(found, options.from ?? 'end', limit)
  }
  keep(found, options.from ?? 'end', limit)
  return found.map(({ record }) => record)
}

/** Sorts by time and keeps the first or the last ones. */
function keep(placed: Placed[], from: 'start' | 'end', limit: number): void {
  placed.sort(
    (a, b) => a.order - b.order || a.record.partition - b.record.partition || a.record.offset - b.record.offset,
  )
  if (from === 'start') placed.splice(limit)
  else placed.splice(0, Math.max(0, placed.length - limit))
}

function fits({ key, headers }: InRecord, wanted: TailOptions): boolean {
  if (wanted.key !== undefined && key !== wanted.key) return false
  if (wanted.id === undefined) return true
  return [key, headers[header.id], headers[header.cause], headers[header.deadLetter]].includes(wanted.id)
}
