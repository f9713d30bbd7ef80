import type { Headers } from '@icms/backbone/record'
import type { ByteWriter } from './byte-writer.ts'
import { crc32c } from './crc32c.ts'

/** A record on its way to a partition. `at` is its timestamp, UTC ms. */
export type WireRecord = {
  readonly key: string | null
  readonly value: Uint8Array | null
  readonly headers?: Headers
  readonly at: number
}

export type BatchOwner = {
  readonly producerId: string
  readonly producerEpoch: number
  readonly transactional: boolean
}

const magic = 2
const transactionalFlag = 16
/** From the batch's own length field to its checksum: leader epoch, magic, checksum. */
const crcOffset = 17

/** Writes one uncompressed record batch (magic 2). Sequences wrap at 2^31, as the broker counts them. */
export function writeRecordBatch(
  w: ByteWriter,
  records: readonly WireRecord[],
  owner: BatchOwner,
  firstSequence: number,
) {
  const start = w.length
  const firstAt = records[0]!.at
  let maxAt = firstAt
  for (const record of records) if (record.at > maxAt) maxAt = record.at
  w.int64(0)
  w.int32(0)
  w.int32(-1)
  w.int8(magic)
  w.int32(0)
  w.int16(owner.transactional ? transactionalFlag : 0)
  w.int32(records.length - 1)
  w.int64(firstAt)
  w.int64(maxAt)
  w.int64(BigInt(owner.producerId))
  w.int16(owner.producerEpoch)
  w.int32(firstSequence)
  w.int32(records.length)
  for (const [i, record] of records.entries())
    w.withLength(likelyLengthBytes(record), () => writeRecord(w, record, i, firstAt))
  w.patchInt32(start + 8, w.length - start - 12)
  w.patchInt32(start + crcOffset, crc32c(w.bytes(), start + crcOffset + 4))
}

function writeRecord(w: ByteWriter, record: WireRecord, offsetDelta: number, firstAt: number) {
  w.int8(0)
  w.varint(record.at - firstAt)
  w.varint(offsetDelta)
  if (record.key === null) w.varint(-1)
  else w.varString(record.key)
  w.varBytes(record.value)
  if (!record.headers) return w.varint(0)
  const names = Object.keys(record.headers)
  w.varint(names.length)
  for (const name of names) {
    w.varString(name)
    w.varString(record.headers[name]!)
  }
}

function likelyLengthBytes({ value }: WireRecord): number {
  const length = value?.length ?? 0
  return length < 8_000 ? 2 : length < 1_000_000 ? 3 : 4
}

/** A size that a record does not exceed by much: for cutting requests, not for limits. */
export function estimateBytes(record: WireRecord): number {
  let bytes = 32 + (record.key?.length ?? 0) + (record.value?.length ?? 0)
  for (const name in record.headers) bytes += 4 + name.length + record.headers[name]!.length
  return bytes
}

export function nextSequence(sequence: number, count: number): number {
  return (sequence + count) % 0x8000_0000
}
