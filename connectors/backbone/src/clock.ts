/**
 * Time as a port. `at` and `now` are the domain's time, which tests and `ICMS_CLOCK_START` may move;
 * `after` is the machine's own time, for waits between retries and absolute time-outs.
 */
export interface Clock {
  /** UTC ms. */
  now(): number
  /** Calls `wake` once `now()` is at or past `instant`. */
  at(instant: number, wake: () => void): Cancel
  /** Calls `wake` after `delayMs` of machine time. */
  after(delayMs: number, wake: () => void): Cancel
}

export type Cancel = () => void

/** Node's longest timer; a longer wait is cut into pieces. */
const timeoutMsMax = 2 ** 31 - 1

/** The machine's clock, moved by `offsetMs` (development: `ICMS_CLOCK_START`). */
export function systemClock(offsetMs = 0): Clock {
  const now = () => Date.now() + offsetMs
  const after = (delayMs: number, wake: () => void): Cancel => {
    const timer = setTimeout(wake, Math.max(0, Math.min(delayMs, timeoutMsMax)))
    return () => clearTimeout(timer)
  }
  return {
    now,
    after,
    at(instant, wake) {
      let cancel: Cancel = () => {}
      const wait = () => {
        const left = instant - now()
        cancel = left <= 0 ? after(0, wake) : after(left, () => (now() >= instant ? wake() : wait()))
      }
      wait()
      return () => cancel()
    },
  }
}

export function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise(resolve => clock.after(delayMs, resolve))
}
