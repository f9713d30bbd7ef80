import type { Clock } from '../clock.ts'
import { randomFrom } from '../task-pump.ts'

type Sleeper = { readonly instant: number; readonly turn: number; readonly wake: () => void }

/** Steps in one turn of the event loop: the rest of the process gets the turns between. */
const turnSteps = 1_000

/** Runs what promises set off until nothing of it is left, ticks included. Node has had it since before there were promises. */
const settle = (process as unknown as { _tickCallback(): void })._tickCallback

/**
 * Time and order for runs that repeat: every asynchronous step waits until a seed picks it, and time goes on only when
 * no step is left, by a jump to whoever waits for the earliest instant. One axis serves `at` and `after`.
 */
export function createSimulatedTime(seed: number, start: number) {
  const random = randomFrom(seed)
  const steps: (() => void)[] = []
  const waiting: Sleeper[] = []
  let now = start
  let turns = 0

  /** Where a sleeper stands, or belongs, among those that wait: the next one last, ties in the order of asking. */
  function placeOf({ instant, turn }: Sleeper): number {
    let [low, high] = [0, waiting.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = waiting[middle]!
      if (other.instant > instant || (other.instant === instant && other.turn > turn)) low = middle + 1
      else high = middle
    }
    return low
  }

  const at: Clock['at'] = (instant, wake) => {
    const sleeper = { instant: Math.max(instant, now), turn: turns++, wake }
    waiting.splice(placeOf(sleeper), 0, sleeper)
    return () => {
      const place = placeOf(sleeper)
      if (waiting[place] === sleeper) waiting.splice(place, 1)
    }
  }
  const clock: Clock = { now: () => now, at, after: (delayMs, wake) => at(now + delayMs, wake) }

  function wakeNext(): boolean {
    const next = waiting.pop()
    if (!next) return false
    now = Math.max(now, next.instant)
    next.wake()
    return true
  }

  function stepNext(): boolean {
    if (steps.length === 0) return wakeNext()
    const place = Math.floor(random() * steps.length)
    const step = steps[place]!
    for (let later = place + 1; later < steps.length; later++) steps[later - 1] = steps[later]!
    steps.pop()
    step()
    return true
  }

  return {
    clock,
    schedule: (run: () => void) => void steps.push(run),
    random,
    /** Runs until it is done; throws when nothing is left that could happen, or after `stepsMax`. */
    async runUntil(done: () => boolean, stepsMax = 100_000): Promise<number> {
      let step = 0
      /** Answers whether it is done. Whatever a step set off in promises comes first; only then is the next one picked. */
      async function turn(): Promise<boolean> {
        for (let left = turnSteps; left > 0; left--) {
          if (done()) return true
          if (step >= stepsMax) throw new Error(`not done after ${stepsMax} steps`)
          if (!stepNext()) throw new Error(`nothing is left to happen after ${step} steps, and it is not done`)
          step++
          settle()
        }
        return false
      }
      // Not out of a promise: what promises set off can only be run from outside of all of them.
      const nextTurn = () => new Promise<boolean>(resolve => setImmediate(() => resolve(turn())))
      while (!(await nextTurn()));
      return step
    },
  }
}
