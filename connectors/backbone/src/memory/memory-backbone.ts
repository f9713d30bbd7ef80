import { pause } from '../clock.ts'
import { createCodec } from '../codec.ts'
import type { Contracts } from '../contracts.ts'
import type { EdgeMemory } from '../edge-memory.ts'
import type { Keyring } from '../keyring.ts'
import type { Backbone, ReadSide, RunningService } from '../port.ts'
import type { InRecord } from '../record.ts'
import { serviceOfChangelog } from '../service.ts'
import { progressIn } from '../task-position.ts'
import type { Pace } from '../task-pump.ts'
import { followTopic } from '../topic-reading.ts'
import { ingestedBy, ingestMemory } from './memory-ingest.ts'
import { createMemoryProcess, type MemoryProcess, type MemoryProcessSettings } from './memory-process.ts'
import { runMemoryService } from './memory-service.ts'
import type { MemoryWorld } from './memory-world.ts'

export type MemorySettings = MemoryProcessSettings & {
  readonly contracts: Contracts
  readonly keyring?: Keyring
  readonly pace?: (partition: number) => Pace
}

/**
 * One process of a deployment in memory. `kill` ends it without any cleaning up: it leaves transactions open, its
 * groups notice, and every later call on it throws `Closed`.
 */
export async function createMemoryBackbone(
  world: MemoryWorld,
  settings: MemorySettings,
): Promise<Backbone & { kill(): void }> {
  const process = createMemoryProcess(world, settings)
  const codec = createCodec(settings.contracts, world.schemaIds, settings.keyring)
  await whileAway(world, () => codec.ready())
  const running = new Set<{ stop(): Promise<void> }>()
  const keep = <T extends { stop(): Promise<void> }>(service: T): T => {
    running.add(service)
    return service
  }

  return {
    codec,
    readSide: readSideOf(world.readSide.readSide, process),
    edgeMemory: edgeMemoryOf(world.edgeMemory, process),
    run: async (membership, open): Promise<RunningService> =>
      keep(await runMemoryService(world, process, membership, open, settings.pace)),
    async publish(records) {
      await process.step()
      process.brokerReachable()
      world.log.append(records)
      await process.step()
    },
    follow: async (topic, handle) => keep(await followTopic(world.log, process, topic, handle)),
    ingest: async (group, topic, handle) => keep(await ingestMemory(world, process, group, topic, handle)),
    async *read(topic, from = 'start'): AsyncIterable<InRecord> {
      await process.step()
      if (from === 'end') return
      const first = (partition: number) => (from === 'start' ? 0 : from.get(partition))
      const service = serviceOfChangelog(topic)
      if (service !== undefined)
        for (const state of world.states(service, topic)) if (first(state.partition) !== undefined) yield state
      for (let p = 0; p < world.log.count(topic); p++) {
        process.brokerReachable()
        const start = first(p)
        if (start !== undefined) yield* world.log.read(topic, p, start, world.log.readableEnd(topic, p)).records
      }
    },
    async progress(reader) {
      await process.step()
      process.brokerReachable()
      const positions = [...world.states(reader, '')].filter(({ key }) => key === 'position')
      const found = positions.map(({ partition, value }) => progressIn(codec, partition, value!))
      return [...(await Promise.all(found)).flat(), ...ingestedBy(world, reader)]
    },
    async ends(topics) {
      await process.step()
      process.brokerReachable()
      const endsOf = (topic: string) =>
        Array.from({ length: world.log.count(topic) }, (_, partition) => ({
          partition,
          start: 0,
          end: world.log.end(topic, partition),
        }))
      return new Map(topics.filter(world.log.has).map(topic => [topic, endsOf(topic)]))
    },
    async close() {
      await Promise.all([...running].map(service => service.stop()))
      process.end('the backbone was closed')
    },
    kill: () => process.end('the process was killed'),
  }
}

async function whileAway(world: MemoryWorld, ask: () => Promise<void>) {
  for (let left = 50; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0) throw error
      await pause(world.clock, 100)
    }
  }
}

/** Each call is a step of the process. */
function steppedBy(process: MemoryProcess) {
  return <T>(ask: () => Promise<T>): Promise<T> => process.step().then(ask)
}

function readSideOf(readSide: ReadSide, process: MemoryProcess): ReadSide {
  const stepped = steppedBy(process)
  return {
    get: (...args) => stepped(() => readSide.get(...args)),
    list: (...args) => stepped(() => readSide.list(...args)),
    outcome: (...args) => stepped(() => readSide.outcome(...args)),
    onOutcome: (...args) => stepped(() => readSide.onOutcome(...args)),
  }
}

function edgeMemoryOf(memory: EdgeMemory, process: MemoryProcess): EdgeMemory {
  const stepped = steppedBy(process)
  return {
    era: () => stepped(() => memory.era()),
    remember: (...args) => stepped(() => memory.remember(...args)),
    isRemembered: (...args) => stepped(() => memory.isRemembered(...args)),
    count: (...args) => stepped(() => memory.count(...args)),
  }
}
