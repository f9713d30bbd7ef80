import type { InRecord } from '@icms/backbone/record'
import { type ByteReader, readInt16, readInt32, readInt64, readVarint } from './byte-reader.ts'
import { codecOf } from './kafkajs-internals.ts'

/** A transaction that was aborted, as the broker lists it beside the records of a fetch; in no particular order. */
export type Aborted = { readonly producerId: number; readonly firstOffset: number }

/** Visible records of a fetch, and the offset below which everything was seen, invisible records included. */
export type Decoded = { readonly records: InRecord[]; readonly next: number }

const transactionalFlag = 16
const controlFlag = 32
const compressionMask = 7
/** Leader epoch to record count: what follows a batch's offset and length before its records. */
const headerBytes = 49
const abortMarker = 0

type BatchHeader = {
  base: number
  end: number
  lastOffset: number
  attributes: number
  firstAt: number
  maxAt: number
  producerId: number
  count: number
}

/**
 * Decodes the batches of one partition from `from` on. Aborted records are left out as the broker's own client does it:
 * a producer's records are invisible from a listed first offset to its abort marker, batch by batch. An incomplete last
 * batch is left for the next fetch. Throws for formats older than Kafka 0.11 and compressions that are not supported.
 */
export async function decodeBatches(
  bytes: Buffer,
  place: { topic: string; partition: number; from: number },
  aborted: readonly Aborted[],
): Promise<Decoded> {
  const records: InRecord[] = []
  const pending = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset)
  const open = new Set<number>()
  const r: ByteReader = { bytes, at: 0 }
  let next = place.from
  while (bytes.length - r.at >= 12 + headerBytes) {
    const header = readHeader(r)
    if (!header) break
    while (pending.length > 0 && pending[0]!.firstOffset <= header.lastOffset) open.add(pending.shift()!.producerId)
    if (header.attributes & controlFlag) {
      if (isAbortMarker(r, header)) open.delete(header.producerId)
    } else if (
      !(header.attributes & transactionalFlag && open.has(header.producerId)) &&
      header.lastOffset >= place.from
    ) {
      const unpacked = await unpack(r, header)
      for (let i = 0; i < header.count; i++) {
        const record = readRecord(unpacked, header, place)
        if (record.offset >= place.from) records.push(record)
      }
    }
    r.at = header.end
    next = Math.max(next, header.lastOffset + 1)
  }
  return { records, next }
}

function readHeader(r: ByteReader): BatchHeader | undefined {
  const base = readInt64(r)
  const end = readInt32(r) + r.at
  if (end > r.bytes.length) return undefined
  r.at += 4
  const magic = r.bytes[r.at++]!
  if (magic !== 2)
    throw new Error(`record format ${magic} at offset ${base}: only format 2 (Kafka 0.11 and later) is read`)
  r.at += 4
  const attributes = readInt16(r)
  const lastOffset = base + readInt32(r)
  const firstAt = readInt64(r)
  const maxAt = readInt64(r)
  const producerId = readInt64(r)
  r.at += 6
  return { base, end, lastOffset, attributes, firstAt, maxAt, producerId, count: readInt32(r) }
}

function isAbortMarker(r: ByteReader, header: BatchHeader): boolean {
  if (header.count === 0) return false
  const record: ByteReader = { bytes: r.bytes, at: r.at }
  readVarint(record)
  record.at += 1
  readVarint(record)
  readVarint(record)
  if (readVarint(record) < 4) return false
  record.at += 2
  return readInt16(record) === abortMarker
}

async function unpack(r: ByteReader, header: BatchHeader): Promise<ByteReader> {
  if ((header.attributes & compressionMask) === 0) return { bytes: r.bytes, at: r.at }
  const codec = codecOf(header.attributes)
  if (!codec)
    throw new Error(`compression ${header.attributes & compressionMask} at offset ${header.base} is not known`)
  return { bytes: await codec.decompress(r.bytes.subarray(r.at, header.end)), at: 0 }
}

const logAppendTimeFlag = 8

function readRecord(
  r: ByteReader,
  header: BatchHeader,
  { topic, partition }: { topic: string; partition: number },
): InRecord {
  readVarint(r)
  r.at += 1
  const delta = readVarint(r)
  const at = header.attributes & logAppendTimeFlag ? header.maxAt : header.firstAt + delta
  const offset = header.base + readVarint(r)
  const key = readText(r)
  const valueLength = readVarint(r)
  const value = valueLength < 0 ? null : r.bytes.subarray(r.at, r.at + valueLength)
  if (valueLength > 0) r.at += valueLength
  const named: [string, string][] = []
  for (let left = readVarint(r); left > 0; left--) named.push([readText(r) ?? '', readText(r) ?? ''])
  // A header may have any name, `__proto__` included: assigning would take that one for something else.
  const headers: Record<string, string> = named.length === 0 ? {} : Object.fromEntries(named)
  return { topic, partition, offset, key, value, headers, at }
}

function readText(r: ByteReader): string | null {
  const length = readVarint(r)
  if (length < 0) return null
  const text = r.bytes.toString('utf8', r.at, r.at + length)
  r.at += length
  return text
}
