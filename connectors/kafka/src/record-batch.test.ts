import { createRequire } from 'node:module'
import { partitionOf } from '@icms/backbone/partitioner'
import fc from 'fast-check'
import { Partitioners } from 'kafkajs'
import { expect, test } from 'vitest'
import { createByteWriter } from './byte-writer.ts'
import { decodeBatches } from './record-batch-decoding.ts'
import { nextSequence, type WireRecord, writeRecordBatch } from './record-batch-encoding.ts'

const nobody = { producerId: '-1', producerEpoch: -1, transactional: false }
const place = { topic: 't', partition: 3, from: 0 }

function batchOf(records: readonly WireRecord[]): Buffer {
  const w = createByteWriter(16)
  writeRecordBatch(w, records, nobody, 0)
  return Buffer.from(w.bytes())
}

const anyRecord: fc.Arbitrary<WireRecord> = fc.record({
  key: fc.option(fc.string({ unit: 'grapheme', maxLength: 100 })),
  value: fc.option(fc.uint8Array({ maxLength: 9_000 })),
  headers: fc.dictionary(
    fc.string({ unit: 'grapheme', maxLength: 70 }),
    fc.string({ unit: 'grapheme', maxLength: 90 }),
  ),
  at: fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) }),
})

test('what is encoded is decoded again: any text, null keys and values, times decades apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 5 }), async records => {
      const { records: read, next } = await decodeBatches(batchOf(records), place, [])
      expect(next).toBe(records.length)
      expect(read).toEqual(
        records.map((r, offset) => ({
          ...r,
          value: r.value && Buffer.from(r.value),
          headers: { ...r.headers },
          topic: 't',
          partition: 3,
          offset,
        })),
      )
    }),
    { numRuns: 60 },
  )
})

test('another client reads our batches as we do', async () => {
  const require = createRequire(import.meta.url)
  const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => unknown
  const decode = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (
    d: unknown,
  ) => Promise<{ records: Foreign[] }>
  type Foreign = { key: Buffer; value: Buffer; offset: string; timestamp: string; headers: Record<string, Buffer> }
  const records = [
    { key: 'första', value: Buffer.from('one'), headers: { ce_id: 'x' }, at: 1_700_000_000_000 },
    { key: 'b', value: Buffer.alloc(20_000, 1), headers: { ce_id: 'y'.repeat(80) }, at: 1_600_000_000_000 },
  ]
  const { records: read } = await decode(new Decoder(batchOf(records)))
  expect(
    read.map(r => [r.key.toString(), r.value, r.offset, Number(r.timestamp), r.headers.ce_id!.toString()]),
  ).toEqual(records.map((r, i) => [r.key, r.value, String(i), r.at, r.headers.ce_id]))
})

test('records before the place that was asked for are left out, and a batch that was cut off waits for the next fetch', async () => {
  const records = ['a', 'b', 'c'].map(key => ({ key, value: null, at: 0 }))
  const whole = batchOf(records)
  const cut = Buffer.concat([whole, whole.subarray(0, whole.length - 1)])
  const { records: read, next } = await decodeBatches(cut, { ...place, from: 1 }, [])
  expect(read.map(r => r.key)).toEqual(['b', 'c'])
  expect(next).toBe(3)
})

test('a batch whose records were all compacted away counts as read', async () => {
  const empty = batchOf([{ key: 'a', value: null, at: 0 }]).subarray(0, 61)
  empty.writeInt32BE(49, 8)
  empty.writeInt32BE(6, 23)
  empty.writeInt32BE(0, 57)
  expect(await decodeBatches(empty, place, [])).toEqual({ records: [], next: 7 })
})

test('formats of before Kafka 0.11 are refused by name', async () => {
  const old = batchOf([{ key: 'a', value: null, at: 0 }])
  old[16] = 1
  await expect(decodeBatches(old, place, [])).rejects.toThrow(/record format 1 at offset 0/)
})

test('sequence numbers go on at zero after the largest that the protocol has', () => {
  expect(nextSequence(0x7fff_ffff - 1, 1)).toBe(0x7fff_ffff)
  expect(nextSequence(0x7fff_ffff, 1)).toBe(0)
  expect(nextSequence(0x7fff_ffff, 3)).toBe(2)
})

test('our partition of a key is the one that other clients of Kafka choose', () => {
  const theirs = Partitioners.DefaultPartitioner()
  const partitionMetadata = Array.from({ length: 12 }, (_, partitionId) => ({ partitionId, leader: 1 }))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), key => {
      const message = { key, value: null }
      expect(partitionOf(key, 12)).toBe(theirs({ topic: 't', partitionMetadata: partitionMetadata as never, message }))
    }),
  )
})
