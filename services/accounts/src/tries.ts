import type { CountedTries } from '@icms/schemas/generated/accounts-state-v1'

/** Tries of a code or a password that are looked at before the account is locked, and for how long it is (A33). */
export const triesMax = 5
export const lockMs = 30 * 60_000

export const noTries: CountedTries = { last: 0, failed: 0, confirmed: 0, lockedUntil: null }

export const isLocked = (tries: CountedTries, at: number): boolean =>
  tries.lockedUntil !== null && at < tries.lockedUntil

/** Every try counts as failed until it is confirmed: so tries that run side by side cannot get around the limit. */
export const counted = (tries: CountedTries, attempt: number): CountedTries => ({
  ...tries,
  last: attempt,
  failed: tries.failed + 1,
})

export const locked = (tries: CountedTries, until: number): CountedTries => ({
  ...tries,
  failed: 0,
  lockedUntil: until,
})

export const confirmed = (tries: CountedTries, attempt: number): CountedTries => ({
  ...tries,
  failed: 0,
  confirmed: attempt,
  lockedUntil: null,
})

/** A try can be confirmed that was made, and after which none was confirmed. */
export const canConfirm = (tries: CountedTries, attempt: number): boolean =>
  attempt > tries.confirmed && attempt <= tries.last
