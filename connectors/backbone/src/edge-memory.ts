/**
 * What edges remember for a while and share across processes: ended sessions, counted tries. No decision reads it. It may
 * be lost, as a whole or its last moments; a new era tells, and what was begun in the one before is void.
 *
 * Names are opaque ids, never personal, of at most 200 characters; those that are remembered and those that are counted
 * do not meet. Everything ends: times are whole ms, at most 31 days. Throws `NotNow` while it is away.
 */
export interface EdgeMemory {
  /** Keep it with whatever may have to be taken back later. */
  era(): Promise<string>
  /** Remembers from now on for that long; asked again for less, nothing is cut short. Durable when it resolves. */
  remember(name: string, forMs: number): Promise<void>
  /** Whether the name is remembered. Also true once `era` is over, since it may have been and was forgotten. */
  isRemembered(name: string, era: string): Promise<boolean>
  /** Counts one more in a window that began with its first and ends `windowMs` later. */
  count(name: string, windowMs: number): Promise<Counted>
}

export type Counted = { readonly count: number; readonly resetsInMs: number }

/** A count as it is kept. `untilMs`: UTC ms at which its window ends. */
export type Count = { readonly count: number; readonly untilMs: number }

const nameLengthMax = 200
const spanMsMax = 31 * 24 * 3_600_000

/** Throws a `RangeError` for a name or a time that the memory does not take. */
export function refuseBeyondLimits(name: string, spanMs: number): void {
  if (name.length === 0 || name.length > nameLengthMax)
    throw new RangeError(`a name to remember has 1 to ${nameLengthMax} characters, not ${name.length}: hash it`)
  if (!Number.isInteger(spanMs) || spanMs < 1 || spanMs > spanMsMax)
    throw new RangeError(`something is remembered for 1 to ${spanMsMax} whole ms, not ${spanMs}`)
}

/** One more in the window that `before` counts in, or the first of a new one; a window too far ahead is of a clock that was set back. */
export function countOne(before: Count | undefined, nowMs: number, windowMs: number): Count {
  const goesOn = before && before.untilMs > nowMs && before.untilMs <= nowMs + windowMs
  return goesOn ? { ...before, count: before.count + 1 } : { count: 1, untilMs: nowMs + windowMs }
}

export const countedOf = ({ count, untilMs }: Count, nowMs: number): Counted => ({
  count,
  resetsInMs: untilMs - nowMs,
})
