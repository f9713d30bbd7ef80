import { type ByteReader, readArray, readInt16, readInt32, readString } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { Producer } from './kafkajs-internals.ts'
import type { ProtocolRequest } from './protocol-request.ts'

/** What a coordinator says: 0, or the code of the first thing that was wrong. */
type Said = { readonly errorCode: number }

/** Said of partitions for which nothing was tried, since another was refused: that one says why. */
const notAttempted = 55

/** AddPartitionsToTxn, version 1: what is written to these partitions from now on belongs to the transaction. */
export const addPartitionsRequest = (
  producer: Producer,
  places: readonly { readonly topic: string; readonly partition: number }[],
  timeoutMs: number,
): ProtocolRequest<Said> => ({
  ...{ apiKey: 24, apiVersion: 1, apiName: 'AddPartitionsToTxn', likelyBytes: 64 + places.length * 96, timeoutMs },
  write(w) {
    writeProducer(w, producer)
    const byTopic = Map.groupBy(places, place => place.topic)
    w.int32(byTopic.size)
    for (const [topic, of] of byTopic) {
      w.string(topic)
      w.int32(of.length)
      for (const { partition } of of) w.int32(partition)
    }
  },
  read(payload) {
    const r: ByteReader = { bytes: payload, at: 0 }
    const throttleMs = readInt32(r)
    const codes = readArray(r, () => {
      readString(r)
      return readArray(r, () => {
        readInt32(r)
        return readInt16(r)
      })
    }).flat()
    const wrong = codes.filter(code => code !== 0)
    return { throttleMs, errorCode: wrong.find(code => code !== notAttempted) ?? wrong[0] ?? 0 }
  },
})

/** EndTxn, version 1: commits the transaction. */
export const commitRequest = (producer: Producer, timeoutMs: number): ProtocolRequest<Said> => ({
  ...{ apiKey: 26, apiVersion: 1, apiName: 'EndTxn', likelyBytes: 96, timeoutMs },
  write(w) {
    writeProducer(w, producer)
    w.int8(1)
  },
  read(payload) {
    const r: ByteReader = { bytes: payload, at: 0 }
    return { throttleMs: readInt32(r), errorCode: readInt16(r) }
  },
})

function writeProducer(w: ByteWriter, { transactionalId, producerId, producerEpoch }: Producer) {
  w.string(transactionalId)
  w.int64(BigInt(producerId))
  w.int16(producerEpoch)
}
