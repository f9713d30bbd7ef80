import { type ByteReader, readArray, readInt16, readInt32, readInt64, readString } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { ProtocolRequest } from './protocol-request.ts'
import type { Aborted } from './record-batch-decoding.ts'

export type FetchPartition = { readonly topic: string; readonly partition: number; readonly offset: number }

export type FetchLimits = {
  /** How long the broker waits for the first byte. */
  readonly waitMsMax: number
  readonly bytesMax: number
  readonly partitionBytesMax: number
}

export type FetchedPartition = {
  readonly topic: string
  readonly partition: number
  readonly errorCode: number
  readonly aborted: readonly Aborted[]
  /** Record batches, the last one perhaps cut off. */
  readonly batches: Buffer
}

const readCommitted = 1

export type Fetched = { readonly errorCode: number; readonly partitions: readonly FetchedPartition[] }

/** Fetch, version 11: Kafka 2.3 and later. Committed records only. */
export const fetchRequest = (partitions: readonly FetchPartition[], limits: FetchLimits): ProtocolRequest<Fetched> => ({
  ...{ apiKey: 1, apiVersion: 11, apiName: 'Fetch', likelyBytes: partitions.length * 96 },
  write: w => write(w, partitions, limits),
  read,
  timeoutMs: limits.waitMsMax + 5_000,
})

function write(w: ByteWriter, partitions: readonly FetchPartition[], limits: FetchLimits) {
  w.int32(-1)
  w.int32(limits.waitMsMax)
  w.int32(1)
  w.int32(limits.bytesMax)
  w.int8(readCommitted)
  w.int32(0)
  w.int32(-1)
  w.int32(partitions.length)
  for (const { topic, partition, offset } of partitions) {
    w.string(topic)
    w.int32(1)
    w.int32(partition)
    w.int32(-1)
    w.int64(offset)
    w.int64(-1)
    w.int32(limits.partitionBytesMax)
  }
  w.int32(0)
  w.string('')
}

function read(payload: Buffer): Fetched & { throttleMs: number } {
  const r: ByteReader = { bytes: payload, at: 0 }
  const throttleMs = readInt32(r)
  const errorCode = readInt16(r)
  r.at += 4
  const partitions = readArray(r, () => {
    const topic = readString(r)
    return readArray(r, () => readPartition(r, topic))
  }).flat()
  return { errorCode, throttleMs, partitions }
}

function readPartition(r: ByteReader, topic: string): FetchedPartition {
  const partition = readInt32(r)
  const errorCode = readInt16(r)
  r.at += 24
  const aborted = readArray(r, () => ({ producerId: readInt64(r), firstOffset: readInt64(r) }))
  r.at += 4
  const length = Math.max(readInt32(r), 0)
  const batches = r.bytes.subarray(r.at, r.at + length)
  r.at += length
  return { topic, partition, errorCode, aborted, batches }
}
