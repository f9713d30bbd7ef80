import type { Cancel, Clock } from './clock.ts'

/** A clock that tests drive: domain time stands still until it is moved; machine time runs on. */
export type ManualClock = Clock & {
  /** Moves the time to `instant` (UTC ms) and wakes what was waiting for it, in due order. Never goes back. */
  advanceTo(instant: number): void
}

export function manualClock(start: number): ManualClock {
  let now = start
  const waiting = new Set<{ instant: number; wake: () => void }>()
  const ring = () => {
    for (const sleeper of [...waiting].filter(s => s.instant <= now).sort((a, b) => a.instant - b.instant)) {
      waiting.delete(sleeper)
      sleeper.wake()
    }
  }
  return {
    now: () => now,
    at(instant, wake): Cancel {
      const sleeper = { instant, wake }
      waiting.add(sleeper)
      if (instant <= now) setImmediate(ring)
      return () => void waiting.delete(sleeper)
    },
    after(delayMs, wake): Cancel {
      const timer = setTimeout(wake, delayMs)
      return () => clearTimeout(timer)
    },
    advanceTo(instant) {
      now = Math.max(now, instant)
      ring()
    },
  }
}
