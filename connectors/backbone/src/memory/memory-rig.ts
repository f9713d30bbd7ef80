import type { Ability, InstanceOptions, MakeRig } from '../conformance/rig.ts'
import { manualClock } from '../manual-clock.ts'
import { createMemoryBackbone } from './memory-backbone.ts'
import { createMemoryWorld } from './memory-world.ts'

export const memoryAbilities: Readonly<Record<Ability, true | string>> = {
  'several-instances': true,
  'separate-read-side': true,
  'broker-restart': true,
  'registry-outage': true,
  compaction: 'states are kept in a map, by key: there is nothing to compact',
}

/** The in-memory adapter under test: a broker, a registry and a read side that can be taken away, and any number of processes. */
export const makeMemoryRig: MakeRig = async needs => {
  const clock = manualClock(needs.start ?? Date.UTC(2023, 0, 1))
  const partitions = needs.partitions ?? 4
  const world = createMemoryWorld({ partitions, clock, topics: needs.topics })
  const processes = new Set<{ kill(): void }>()
  return {
    name: 'memory',
    clock,
    partitions,
    can: memoryAbilities,
    async instance(options: InstanceOptions = {}) {
      const backbone = await createMemoryBackbone(world, { contracts: needs.contracts, ...options })
      processes.add(backbone)
      return { backbone, kill: async () => backbone.kill(), close: () => backbone.close() }
    },
    async records(topic) {
      return Array.from(
        { length: world.log.count(topic) },
        (_, partition) => world.log.read(topic, partition, 0, world.log.readableEnd(topic, partition)).records,
      ).flat()
    },
    async write(records) {
      world.log.append(records)
    },
    async flushReadSide() {
      world.readSide.flush()
      world.edgeMemory.forget()
    },
    async readSideAway(away) {
      world.readSide.setAway(away)
      world.edgeMemory.setAway(away)
    },
    async registryAway(away) {
      world.schemaIds.setAway(away)
    },
    async restartBroker() {
      world.setBrokerAway(true)
      await new Promise(resolve => setTimeout(resolve, 50))
      world.setBrokerAway(false)
    },
    async writeAborted(_topic, records) {
      world.log.begin(records).abort()
    },
    async compact() {},
    async stop() {
      for (const process of processes) process.kill()
    },
  }
}
