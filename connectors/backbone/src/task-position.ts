import type { TaskMemory } from './batch.ts'
import { BackboneError } from './errors.ts'
import type { TaskStore } from './port.ts'
import type { Runtime } from './runtime.ts'

type TaskPosition = {
  positions: Record<string, number>
  sequence: number
  referenceVersion: number
  stateVersion: number
  partitions: number
  partitioner: string
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
  await reference.atLeast(position.referenceVersion)
  await codec.prepareRestored(memory.bytes.values())
  await codec.prepareRestored(innerValues(runtime, memory.bytes))
}

/** States inside key entries have writers' schemas of their own. */
function* innerValues({ codec }: Runtime, bytes: ReadonlyMap<string, Uint8Array>): Iterable<Uint8Array | null> {
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
