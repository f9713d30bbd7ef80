import type { Cancel, Clock } from './clock.ts'
import type { Limits } from './limits.ts'

/**
 * Inputs that nothing came of since the last commit: half of all that is read is of types that other services wait for.
 * They need no commit of their own; `commitAlone` is called where none came for `positionMsMax`.
 */
export function createPassedOver(clock: Clock, limits: Limits, commitAlone: () => void) {
  let count = 0
  let waiting: Cancel | undefined

  return {
    hasRoomFor: (inputs: number) => count + inputs <= limits.batchInputsMax,
    add(inputs: number) {
      count += inputs
      waiting ??= clock.after(limits.positionMsMax, commitAlone)
    },
    /** A commit took them along, or the task is over. */
    settled() {
      waiting?.()
      waiting = undefined
      count = 0
    },
  }
}
