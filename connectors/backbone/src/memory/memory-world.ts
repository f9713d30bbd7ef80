import type { Clock } from '../clock.ts'
import { createEdgeMemoryInProcess } from '../edge-memory-in-process.ts'
import type { InRecord } from '../record.ts'
import { createMemoryGroup, type MemoryGroup } from './memory-group.ts'
import { createMemoryLog, type OpenWrite } from './memory-log.ts'
import { createMemoryReadSide } from './memory-read-side.ts'
import { createMemorySchemaIds } from './memory-schema-ids.ts'
import { createMemoryStalls } from './memory-stalls.ts'

/** What is kept of a task beside its inputs: who may commit, its states, and how many commits they are the result of. */
export type KeptTask = {
  epoch: number
  tag: number
  readonly states: Map<string, Uint8Array>
  write?: OpenWrite | undefined
}

export type WorldSettings = {
  readonly partitions: number
  /** `after` paces retries and absolute time-outs; give a driven one for runs that must repeat. */
  readonly clock: Clock
  readonly topics?: readonly { readonly name: string; readonly partitions?: number }[]
  /** Decides when the next asynchronous step happens; in a later turn of the event loop by default. */
  readonly schedule?: (run: () => void) => void
}

/**
 * All that outlives the processes of a deployment in memory: logs, states, schema ids, groups, the read side and what edges remember.
 * Every instance made over it is one process.
 */
export function createMemoryWorld(settings: WorldSettings) {
  const { partitions, clock } = settings
  const tasks = new Map<string, KeptTask>()
  const groups = new Map<string, MemoryGroup>()
  let brokerAway = false
  const log = createMemoryLog(partitions, settings.topics)
  return {
    partitions,
    clock,
    schedule: settings.schedule ?? ((run: () => void) => void setImmediate(run)),
    log,
    readSide: createMemoryReadSide(partitions, clock),
    edgeMemory: createEdgeMemoryInProcess(clock),
    schemaIds: createMemorySchemaIds(),
    stalls: createMemoryStalls(),
    /** Next offset by group, topic and partition of what is ingested. */
    ingested: new Map<string, number>(),
    task(service: string, partition: number): KeptTask {
      const name = `${service}.${partition}`
      const kept = tasks.get(name) ?? { epoch: 0, tag: 0, states: new Map() }
      tasks.set(name, kept)
      return kept
    },
    /** The states of a service as a changelog shows them. */
    *states(service: string, topic: string): Iterable<InRecord> {
      for (let partition = 0; partition < partitions; partition++)
        for (const [i, [key, value]] of [...(tasks.get(`${service}.${partition}`)?.states ?? [])].entries())
          yield { topic, partition, offset: i, key, value, headers: {}, at: 0 }
    },
    group(name: string, members: number): MemoryGroup {
      const group = groups.get(name) ?? createMemoryGroup(members)
      groups.set(name, group)
      return group
    },
    isBrokerAway: () => brokerAway,
    /** A broker that goes away takes the transactions with it that were open. */
    setBrokerAway(away: boolean) {
      brokerAway = away
      if (away) for (const task of tasks.values()) task.write?.abort()
    },
  }
}

export type MemoryWorld = ReturnType<typeof createMemoryWorld>
