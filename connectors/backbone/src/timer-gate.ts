import { type Cancel, pause } from './clock.ts'
import { isBackboneError } from './errors.ts'
import { partsOf } from './key-entry.ts'
import type { Positions, TaskStore } from './port.ts'
import type { Runtime } from './runtime.ts'
import type { TimerQueue } from './timer-queue.ts'
import type { Work } from './work.ts'

/** Timers that are handed over at a time. */
const timersPerTurnMax = 1_000
const retryMs = 200

/**
 * Lets timers through, but never past a backlog: a timer due at *t* fires only after the task has read past the ends of
 * its inputs as they were at *t* + slack, so an input that came in time is always decided first (I4).
 */
export function createTimerGate(
  runtime: Runtime,
  store: TaskStore,
  timers: TimerQueue,
  fire: (works: readonly Work[]) => void,
  topics: readonly string[],
  committed: Positions,
) {
  const { clock, limits } = runtime
  /** How far the log was read, invisible records included. */
  const passed = new Map<string, number>()
  let cancel: Cancel = () => {}
  let armedFor: number | undefined
  let waitingFor: Positions | undefined
  let horizon = Number.NEGATIVE_INFINITY
  let stopped = false

  const isPast = (ends: Positions) =>
    topics.every(topic => Math.max(passed.get(topic) ?? 0, committed.get(topic) ?? 0) >= (ends.get(topic) ?? 0))

  async function look() {
    const asked = clock.now()
    for (;;) {
      if (stopped) return
      try {
        waitingFor = await store.ends()
        horizon = asked - limits.timerSlackMs
        return check()
      } catch (error) {
        if (isBackboneError(error, 'Fenced') || isBackboneError(error, 'Closed')) return
        await pause(clock, retryMs)
      }
    }
  }

  function check() {
    if (stopped || !waitingFor || !isPast(waitingFor)) return
    waitingFor = undefined
    armedFor = undefined
    const due = timers.take(horizon, timersPerTurnMax)
    const works = due.flatMap(t => {
      const parts = partsOf(t.stateKey)
      return parts ? [{ kind: 'timer', ...parts, name: t.name, due: t.at } as const] : []
    })
    if (works.length > 0) fire(works)
    else arm()
  }

  /** Waits for the earliest timer, unless the ends of the inputs are being waited for already. */
  function arm() {
    const next = timers.next()
    if (stopped || waitingFor || next === armedFor) return
    cancel()
    armedFor = next
    if (next === undefined) return
    cancel = clock.at(next + limits.timerSlackMs, () => {
      cancel = () => {}
      look().catch(() => {})
    })
  }

  return {
    /** More was committed, or other timers are wanted. */
    moved() {
      check()
      arm()
    },
    passed(topic: string, next: number) {
      passed.set(topic, Math.max(next, passed.get(topic) ?? 0))
      check()
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
