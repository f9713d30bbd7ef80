import type { Clock } from './clock.ts'
import { type Count, countedOf, countOne, type EdgeMemory, refuseBeyondLimits } from './edge-memory.ts'
import { randomId, systemEntropy } from './entropy.ts'
import { BackboneError } from './errors.ts'

export type EdgeMemoryInProcess = EdgeMemory & {
  /** Loses everything. */
  forget(): void
  setAway(away: boolean): void
}

const sweepFrom = 1_000
const largest = { counts: 100_000, remembered: 1_000_000 }

/**
 * An edge memory that ends with its process: of the adapter in memory, and where an edge has to count alone. Beyond its
 * limits the oldest counts are dropped; too many names to remember are forgotten at once, and a new era begins.
 */
export function createEdgeMemoryInProcess(clock: Pick<Clock, 'now'>, max = largest): EdgeMemoryInProcess {
  const ends = new Map<string, number>()
  const counts = new Map<string, Count>()
  let era = randomId(systemEntropy)
  let away = false
  let sweepAt = sweepFrom

  function reachable() {
    if (away) throw new BackboneError('NotNow', 'the edge memory cannot be reached')
  }

  function forget() {
    ends.clear()
    counts.clear()
    era = randomId(systemEntropy)
  }

  /** Each entry is looked at again only after as many have come. */
  function sweep() {
    if (ends.size + counts.size < sweepAt) return
    const now = clock.now()
    for (const [name, untilMs] of ends) if (untilMs <= now) ends.delete(name)
    for (const [name, { untilMs }] of counts) if (untilMs <= now) counts.delete(name)
    for (const [name] of counts) if (counts.size > max.counts) counts.delete(name)
    if (ends.size > max.remembered) forget()
    sweepAt = Math.max(sweepFrom, 2 * (ends.size + counts.size))
  }

  return {
    async era() {
      reachable()
      return era
    },
    async remember(name, forMs) {
      refuseBeyondLimits(name, forMs)
      reachable()
      sweep()
      ends.set(name, Math.max(ends.get(name) ?? 0, clock.now() + forMs))
    },
    async isRemembered(name, known) {
      reachable()
      return known !== era || (ends.get(name) ?? 0) > clock.now()
    },
    async count(name, windowMs) {
      refuseBeyondLimits(name, windowMs)
      reachable()
      sweep()
      const next = countOne(counts.get(name), clock.now(), windowMs)
      counts.set(name, next)
      return countedOf(next, clock.now())
    },
    forget,
    setAway(value) {
      away = value
    },
  }
}
