import { expect, test } from 'vitest'
import { createByteWriter } from './byte-writer.ts'
import { decodeBatches } from './record-batch-decoding.ts'
import { writeRecordBatch } from './record-batch-encoding.ts'

const place = { topic: 't', partition: 0, from: 0 }
const controlFlag = 32
const marker = { abort: 0, commit: 1 }

/** A log as a broker would send it: batches of keys, and markers that end a producer's transaction. */
function createLog() {
  const parts: Buffer[] = []
  let offset = 0
  function add(keys: readonly string[], producerId: number, transactional = true): Buffer {
    const w = createByteWriter()
    const records = keys.map(key => ({ key, value: Buffer.from('v'), at: 0 }))
    writeRecordBatch(w, records, { producerId: String(producerId), producerEpoch: 0, transactional }, 0)
    const bytes = Buffer.from(w.bytes())
    bytes.writeBigInt64BE(BigInt(offset), 0)
    offset += keys.length
    parts.push(bytes)
    return bytes
  }
  return {
    write: (producerId: number, ...keys: string[]) => void add(keys, producerId),
    plain: (...keys: string[]) => void add(keys, -1, false),
    end(producerId: number, kind: keyof typeof marker) {
      const bytes = add([`\0\0\0${String.fromCharCode(marker[kind])}`], producerId)
      bytes.writeInt16BE(bytes.readInt16BE(21) | controlFlag, 21)
    },
    async visible(aborted: readonly { producerId: number; firstOffset: number }[]) {
      const { records, next } = await decodeBatches(Buffer.concat(parts), place, aborted)
      expect(next).toBe(offset)
      return records.map(r => r.key)
    },
  }
}

test('transactions of several producers that began before one record are all left out', async () => {
  const log = createLog()
  log.write(1, 'a1')
  log.write(2, 'a2')
  log.write(3, 'c3')
  log.end(1, 'abort')
  log.end(2, 'abort')
  log.end(3, 'commit')
  expect(
    await log.visible([
      { producerId: 1, firstOffset: 0 },
      { producerId: 2, firstOffset: 1 },
    ]),
  ).toEqual(['c3'])
})

test('the order in which the broker lists aborted transactions does not matter', async () => {
  const log = createLog()
  log.write(1, 'a1')
  log.end(1, 'abort')
  log.write(2, 'a2')
  log.end(2, 'abort')
  log.write(1, 'c1')
  log.end(1, 'commit')
  expect(
    await log.visible([
      { producerId: 2, firstOffset: 2 },
      { producerId: 1, firstOffset: 0 },
    ]),
  ).toEqual(['c1'])
})

test('a key of four zero bytes is a key, not the end of an aborted transaction', async () => {
  const log = createLog()
  log.write(1, 'a', '\0\0\0\0', 'b')
  log.end(1, 'abort')
  log.plain('\0\0\0\0')
  expect(await log.visible([{ producerId: 1, firstOffset: 0 }])).toEqual(['\0\0\0\0'])
})

test('a producer that aborted is heard again: its next transaction, and what others and itself write outside of any', async () => {
  const log = createLog()
  log.write(1, 'a')
  log.plain('p')
  log.write(2, 'c2')
  log.end(1, 'abort')
  log.write(1, 'c1')
  log.end(2, 'commit')
  log.end(1, 'commit')
  expect(await log.visible([{ producerId: 1, firstOffset: 0 }])).toEqual(['p', 'c2', 'c1'])
})
