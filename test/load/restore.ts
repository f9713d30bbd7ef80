import { setTimeout as sleep } from 'node:timers/promises'
import { partitionOf, partitionerName } from '@icms/backbone/partitioner'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { system } from '@icms/backbone/actor'
import { stateKeyOf } from '@icms/backbone/key-entry'
import type { Benchmark } from './benchmark.ts'
import { type Hop, openHop } from './hop-load.ts'
import { untilTrue } from './paced.ts'

const changelog = 'hop.state.v1'
const stateBytes = 800
const written = 2_000
const restoredMsMax = 300_000

/** A process that starts over the states of its changelog, until it has committed a message in every partition. */
export const restore: Benchmark = {
  measures:
    '1,000,000 states of 800 bytes, from the start of a process to its first commits; to a bare kafkajs consumer that reads the same log',
  async run({ isSmall, servers, progress }) {
    const states = isSmall ? 10_000 : 1_000_000
    const hop = await openHop(await servers())
    try {
      progress(`writing ${states.toLocaleString('en')} states`)
      await writeStates(hop, states)
      progress('reading them by kafkajs alone')
      const readMs = await readAll(hop, states)
      await hop.publish(hop.partitions * 20)
      progress('restoring them')
      const startedAt = performance.now()
      const program = hop.start()
      await untilTrue('commits in every partition', () => hop.firstSince(0).size === hop.partitions, restoredMsMax)
      const restoredMs = performance.now() - startedAt
      const bytes = await program.bytes()
      await program.kill()
      return [
        {
          what: `${states.toLocaleString('en')} states restored, from the start of the process to a commit in every partition`,
          measured: { value: restoredMs / 1000, unit: 's' },
          over: { what: 'a kafkajs consumer that only reads that log', value: readMs / 1000, unit: 's' },
          goal: { of: 'value', is: 'most', bound: 15 },
        },
        {
          what: 'memory of a restored state, with all that the process needs',
          measured: { value: bytes / states, unit: 'bytes' },
          over: { what: 'the state', value: stateBytes, unit: 'bytes' },
        },
      ]
    } finally {
      await hop.stop()
    }
  },
}

/** As tasks write them: an entry for each key, and the position that says whose they are. */
async function writeStates({ backbone, partitions }: Hop, count: number) {
  const { codec } = backbone
  const at = Date.now()
  const record = (key: string, fullName: string, value: object, partition: number): OutRecord => ({
    ...{ topic: changelog, key, value: codec.encode(fullName, value), partition, at },
    headers: headersOf({ id: key, fullName, service: 'load', key, at, actor: system }),
  })
  const kept = { outcomes: [], attempts: [], discarded: [], chain: null }
  const overhead = codec.encode('icms.backbone.KeyState', { ...kept, state: counterOf(codec, 100) }).length - 100
  const state = counterOf(codec, stateBytes - overhead)
  for (let from = 0; from < count; from += written) {
    const records = Array.from({ length: Math.min(written, count - from) }, (_, i) => {
      const key = `k${from + i}`
      return record(
        stateKeyOf('counter', key),
        'icms.backbone.KeyState',
        { ...kept, state },
        partitionOf(key, partitions),
      )
    })
    await backbone.publish(records)
  }
  const position = {
    positions: {},
    sequence: 1,
    referenceVersion: 0,
    stateVersion: 1,
    partitions,
    partitioner: partitionerName,
  }
  for (let p = 0; p < partitions; p++)
    await backbone.publish([record('position', 'icms.backbone.TaskPosition', position, p)])
}

const counterOf = (codec: Hop['backbone']['codec'], length: number) =>
  Buffer.from(codec.encode('hop.Counter', { bytes: Buffer.alloc(length, 1) }))

async function readAll({ kafka, prefix }: Hop, count: number): Promise<number> {
  const consumer = kafka.consumer({ groupId: `${prefix}reader`, maxBytesPerPartition: 4_000_000 })
  await consumer.connect()
  await consumer.subscribe({ topic: prefix + changelog, fromBeginning: true })
  let read = 0
  let lastAt = 0
  const startedAt = performance.now()
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      read += batch.messages.length
      lastAt = performance.now()
    },
  })
  while (read < count) await sleep(20)
  await consumer.disconnect()
  return lastAt - startedAt
}
