import { type ByteReader, readArray, readInt16, readInt32, readInt64, readString } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { ProtocolRequest } from './protocol-request.ts'
import { type BatchOwner, type WireRecord, writeRecordBatch } from './record-batch-encoding.ts'

/** One batch of one partition: a produce request may hold no more than one of each. */
export type PartitionBatch = {
  readonly topic: string
  readonly partition: number
  readonly records: readonly WireRecord[]
  readonly firstSequence: number
  /** A size that is seldom exceeded. */
  readonly likelyBytes: number
}

/** Who writes, and in whose transaction if in any. */
export type Owner = BatchOwner & { readonly transactionalId: string | null }

export type ProducedPartition = {
  readonly topic: string
  readonly partition: number
  readonly errorCode: number
  readonly baseOffset: number
}

const allReplicas = -1

/** Produce, version 7: Kafka 2.1 and later; acknowledged by all replicas in sync. */
export function produceRequest(
  batches: readonly PartitionBatch[],
  owner: Owner,
  timeoutMs: number,
): ProtocolRequest<{ readonly partitions: readonly ProducedPartition[] }> {
  const likelyBytes = batches.reduce((sum, batch) => sum + batch.likelyBytes, 1_024)
  const write = (w: ByteWriter) => writeBatches(w, batches, owner, timeoutMs)
  return { apiKey: 0, apiVersion: 7, apiName: 'Produce', likelyBytes, write, read, timeoutMs }
}

function writeBatches(w: ByteWriter, batches: readonly PartitionBatch[], owner: Owner, timeoutMs: number) {
  w.string(owner.transactionalId)
  w.int16(allReplicas)
  w.int32(timeoutMs)
  w.int32(batches.length)
  for (const { topic, partition, records, firstSequence } of batches) {
    w.string(topic)
    w.int32(1)
    w.int32(partition)
    const lengthAt = w.length
    w.int32(0)
    writeRecordBatch(w, records, owner, firstSequence)
    w.patchInt32(lengthAt, w.length - lengthAt - 4)
  }
}

function read(payload: Buffer): { throttleMs: number; partitions: ProducedPartition[] } {
  const r: ByteReader = { bytes: payload, at: 0 }
  const partitions = readArray(r, () => {
    const topic = readString(r)
    return readArray(r, () => {
      const partition = readInt32(r)
      const errorCode = readInt16(r)
      const baseOffset = readInt64(r)
      r.at += 16
      return { topic, partition, errorCode, baseOffset }
    })
  }).flat()
  return { throttleMs: readInt32(r), partitions }
}
