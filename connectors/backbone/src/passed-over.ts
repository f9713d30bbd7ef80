import type { TaskMemory } from './batch.ts'
import type { Cancel } from './clock.ts'
import { isFramed } from './framing.ts'
import { type InputOutcome, tellOutcomes } from './outcomes.ts'
import type { Runtime } from './runtime.ts'
import { topicsOf } from './service.ts'
import type { Stager } from './stage.ts'
import type { Suspicion } from './suspicion.ts'
import type { Work } from './work.ts'

/**
 * Inputs that nothing came of since the last commit: half of all that is read is of types that other services wait for.
 * They need no commit of their own; `commitAlone` is called where none came for `positionMsMax`.
 */
export function createPassedOver(
  runtime: Runtime,
  memory: TaskMemory,
  { dead, counted }: Stager,
  suspicion: Suspicion,
  commitAlone: () => void,
) {
  const { clock, codec, limits, route, service } = runtime
  const { replays } = topicsOf(service.name)
  let count = 0
  let waiting: Cancel | undefined

  /** A record that is surely of no concern to any aggregate, with its type; nothing where only a batch can tell. */
  function unwantedOf(work: Work) {
    if (work.kind !== 'record' || suspicion.isCulprit(work)) return undefined
    const { topic, offset, key, value, headers } = work.record
    if (topic === replays || key === null || !isFramed(value) || !codec.isPrepared(value)) return undefined
    const fullName = codec.nameOf(value)
    const type = fullName.slice(fullName.lastIndexOf('.') + 1)
    if (route(topic, type, headers).length > 0) return undefined
    // One that was read before is not counted again, and one whose key is held waits with all that is of the key.
    if (offset < (memory.positions.get(topic) ?? 0) || dead.isHeld(memory, key)) return undefined
    return { topic, type, next: offset + 1 }
  }

  const passedOver = {
    hasRoomFor: (inputs: number) => count + inputs <= limits.batchInputsMax,
    /** Passes over records that nobody here wants, before there is a batch. False where anything else is among them: nothing is done then. */
    unwanted(works: readonly Work[]): boolean {
      if (!passedOver.hasRoomFor(works.length)) return false
      const read: NonNullable<ReturnType<typeof unwantedOf>>[] = []
      for (const work of works) {
        const unwanted = unwantedOf(work)
        if (!unwanted) return false
        read.push(unwanted)
      }
      for (const { topic, type, next } of read) {
        counted.add('skipped', { topic, type })
        memory.positions.set(topic, next)
      }
      passedOver.add(works)
      return true
    },
    /** What was staged came to nothing but `told`. */
    add(staged: readonly Work[], told: readonly InputOutcome[] = []) {
      suspicion.passed(staged)
      counted.tell()
      tellOutcomes(runtime, told)
      count += staged.length
      waiting ??= clock.after(limits.positionMsMax, commitAlone)
    },
    /** A commit took them along, or the task is over. */
    settled() {
      waiting?.()
      waiting = undefined
      count = 0
    },
  }
  return passedOver
}
