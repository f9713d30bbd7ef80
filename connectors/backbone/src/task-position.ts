import { system } from './actor.ts'
import type { TaskMemory } from './batch.ts'
import type { Codec } from './codec.ts'
import { BackboneError } from './errors.ts'
import { operationsRecord } from './operations-events.ts'
import type { Progress, TaskStore } from './port.ts'
import { deriveId, type OutRecord } from './record.ts'
import type { Runtime } from './runtime.ts'

type TaskPosition = {
  positions: Record<string, number>
  sequence: number
  referenceVersion: number
  stateVersion: number
  partitions: number
  partitioner: string
  process: string
}

/**
 * Reads where a task stands from what was restored, and makes every value readable. Throws `Incompatible` for what
 * another partition count, another hash or a newer build wrote; resolves when the reference data is as new as it was.
 */
export async function restorePosition(runtime: Runtime, store: TaskStore, memory: TaskMemory): Promise<void> {
  const { codec, service, reference } = runtime
  const bytes = memory.bytes.get('position')
  if (!bytes) return
  await codec.prepare([bytes])
  const position = codec.decode(bytes) as TaskPosition
  refuseOther(service.name, 'partitions', position.partitions, store.partitions)
  refuseOther(service.name, 'the partitioner', position.partitioner, store.partitioner)
  if (position.stateVersion > service.stateVersion)
    throw new BackboneError(
      'Incompatible',
      `${service.name} has states of version ${position.stateVersion}, this build knows ${service.stateVersion}: run the newer build`,
    )
  for (const [topic, next] of Object.entries(position.positions)) memory.positions.set(topic, next)
  memory.sequence = position.sequence
  memory.process = position.process
  await reference.atLeast(position.referenceVersion)
  await codec.prepareRestored(memory.bytes.values())
  await codec.prepareRestored(innerValues(runtime, memory.bytes))
}

/** What a `position` entry says of how far each input was read, of one partition. */
export async function progressIn(codec: Codec, partition: number, bytes: Uint8Array): Promise<Progress[]> {
  await codec.prepare([bytes])
  const { positions } = codec.decode(bytes) as TaskPosition
  return Object.entries(positions).map(([topic, next]) => ({ topic, partition, next }))
}

/** Whether another process of the deployment committed last; where either has no name nobody can tell. */
export const isMoved = (runtime: Runtime, memory: TaskMemory): boolean =>
  memory.process !== '' && runtime.process !== '' && memory.process !== runtime.process

/** Says so to operations. */
export function movedRecord(runtime: Runtime, partition: number, { process, sequence }: TaskMemory): OutRecord {
  const { service, clock } = runtime
  const task = `${service.name}/${partition}`
  const id = deriveId('moved', task, sequence)
  const data = { task, partition, from: process, to: runtime.process, commits: sequence }
  const event = { type: 'TaskMoved', key: task, id, at: clock.now(), actor: system, data } as const
  return operationsRecord(runtime, service.name, event)
}

/** States inside key entries have writers' schemas of their own. */
export function* innerValues(
  { codec }: Pick<Runtime, 'codec'>,
  bytes: Iterable<[string, Uint8Array]>,
): Iterable<Uint8Array | null> {
  for (const [stateKey, value] of bytes)
    if (stateKey.startsWith('state/')) yield (codec.decode(value) as { state: Buffer | null }).state
}

function refuseOther(service: string, what: string, written: unknown, now: unknown) {
  if (written !== now)
    throw new BackboneError(
      'Incompatible',
      `${service} was run with ${what} ${written}, now it is ${now}: keys would change their tasks. Set it back.`,
    )
}
