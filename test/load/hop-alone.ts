import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import { createCodec } from '@icms/backbone/codec'
import { partitionerName } from '@icms/backbone/partitioner'
import type { Commit, TaskOpener } from '@icms/backbone/port'
import { runService } from '@icms/backbone/host'
import { fixedReference } from '@icms/backbone/reference-source'
import { createByteWriter } from '@icms/kafka/byte-writer'
import { byPartition, createNames } from '@icms/kafka/names'
import { produceRequest } from '@icms/kafka/produce-request'
import { roundsOf } from '@icms/kafka/producing'
import { decodeBatches } from '@icms/kafka/record-batch-decoding'
import { writeRecordBatch } from '@icms/kafka/record-batch-encoding'
import type { Benchmark } from './benchmark.ts'
import { hopContracts, hopService, type Ping } from './hop-service.ts'

const partitions = 4
const together = 2_000
const keys = 10_000
const rounds = 5
const filler = Buffer.alloc(250, 97)
const owner = { producerId: '1', producerEpoch: 0, transactional: true, transactionalId: 'hop.0' }

/**
 * What a message costs the deciding thread: from the bytes of a fetch to those of the requests that write what came of it, by
 * the code that runs on Kafka, without anything to wait for. Processor time, so that it says something on a busy machine too.
 */
export const hopAlone: Benchmark = {
  measures: 'processor time of a hop from fetched bytes to written ones, without a broker; to Avro alone',
  async run({ isSmall, progress }) {
    const count = isSmall ? together : 20 * together
    const contracts = hopContracts(JSON.parse(readFileSync(join(import.meta.dirname, 'hop.avsc'), 'utf8')) as object)
    const codec = createCodec(contracts, { idFor: numbering(), schemaFor: async () => undefined })
    await codec.ready()
    let open: TaskOpener | undefined
    const run = async (_: unknown, opener: TaskOpener) => {
      open = opener
    }
    const hosting = { place: contracts.place, clock: systemClock(), reference: fixedReference(), signal: () => {} }
    await runService(hopService, { ...hosting, backbone: { codec, run } as never })
    const task = await open!(storeThatWrites(), new Map())

    const pings = Array.from({ length: together }, (_, i): Ping => ({ id: String(i), sentAt: Date.now(), filler }))
    const fetched = (from: number) =>
      batchOf(
        from,
        pings.map(ping => codec.encode('hop.Ping', ping)),
      )
    const hops: number[] = []
    const avro: number[] = []
    // The first round is for the compiler.
    for (let round = 0; round <= rounds; round++) {
      progress(`round ${round} of ${rounds}`)
      const parts = Array.from({ length: count / together }, (_, i) => {
        const at = round * count + i * together
        return { at, bytes: fetched(at) }
      })
      hops.push(
        await microsEach(count, async () => {
          for (const { at, bytes } of parts)
            await task.received((await decodeBatches(bytes, { topic: 'in', partition: 0, from: at }, [])).records)
        }),
      )
      avro.push(
        await microsEach(count, async () => {
          for (let i = 0; i < count; i++) codec.decode(codec.encode('hop.Ping', pings[i % together]))
        }),
      )
    }
    await task.close()
    return [
      {
        what: 'a message of a backlog through the deciding thread',
        measured: { value: median(hops.slice(1)), unit: 'µs/message' },
        over: { what: 'Avro: encoding and decoding it once', value: median(avro.slice(1)), unit: 'µs/message' },
      },
    ]
  },
}

function numbering() {
  let schemas = 0
  return async () => ++schemas
}

/** Commits are written as they would be sent, and go nowhere. */
function storeThatWrites() {
  const names = createNames('')
  async function commit({ records, states }: Commit) {
    const at = Date.now()
    const entries = Array.from(states, ([key, value]) => ({ key, value, at }))
    const all = [...byPartition(names, records, () => partitions), { topic: 'state', partition: 0, records: entries }]
    for (const round of roundsOf(all)) {
      const request = produceRequest(
        round.map(part => ({ ...part, firstSequence: 0 })),
        owner,
        1_000,
      )
      request.write(createByteWriter(request.likelyBytes))
    }
  }
  return {
    ...{ service: hopService.name, partition: 0, partitions, partitioner: partitionerName, restoreMs: 0, commit },
    ends: async () => new Map<string, number>(),
    failed(error: unknown) {
      throw error
    },
  }
}

function batchOf(from: number, values: readonly Uint8Array[]): Buffer {
  const w = createByteWriter(values.length * 400)
  const at = Date.now()
  writeRecordBatch(
    w,
    values.map((value, i) => ({ key: `k${(from + i) % keys}`, value, at })),
    { ...owner, transactional: false },
    0,
  )
  const bytes = Buffer.from(w.bytes())
  bytes.writeBigInt64BE(BigInt(from))
  return bytes
}

async function microsEach(count: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / count
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
