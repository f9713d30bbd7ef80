import { system } from './actor.ts'
import type { Aggregate, RuntimeInput } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { deadLettersOf } from './dead-letters.ts'
import { deliver } from './deliver.ts'
import { BackboneError } from './errors.ts'
import { type KeyEntry, timersOf } from './key-entry.ts'
import { deriveId } from './record.ts'
import type { Runtime, Signal } from './runtime.ts'
import { type HeldInput, heldOf } from './work.ts'

/** Timers of one key that may fire before one input. */
const timersPerInputMax = 1_000

/** What staging an input of any kind needs: trying it, letting it wait, and the timers that come before it. */
export function createStageTools(runtime: Runtime, partition: number) {
  const dead = deadLettersOf(runtime, partition)
  const service = runtime.service.name
  const aggregates = new Map(runtime.service.aggregates.map(a => [a.name, a]))

  function count(name: Signal['name'], labels?: Record<string, string>, counted = 1) {
    runtime.signal({ name, count: counted, service, partition, ...(labels && { labels }) })
  }

  function aggregateNamed(name: string): Aggregate {
    const found = aggregates.get(name)
    if (!found)
      throw new BackboneError('Incompatible', `${service} has no aggregate ${name} any more, but its state has`)
    return found
  }

  function fire(batch: Batch, entry: KeyEntry, name: string, due: number) {
    const input: RuntimeInput = { type: 'TimerFired', data: { name, due } }
    const id = deriveId('timer', service, entry.aggregate.name, entry.key, name, due)
    const delivered = deliver(batch.runtime, entry, { id, at: due, actor: system, input }, batch.reference)
    const after = { ...entry, state: delivered.state, chain: delivered.chain }
    if (timersOf(after, batch.reference).some(t => t.name === name && t.at <= due))
      throw new Error(`timer ${name} of ${entry.aggregate.name} is still due after it fired`)
    batch.write(delivered.records)
    batch.put(after)
    count('timers')
  }

  /** Fires what is due before `at`, earliest first. False where one could not be taken: the key waits now. */
  function fireBefore(batch: Batch, aggregate: Aggregate, key: string, at: number): boolean {
    if (!aggregate.due) return true
    for (let fired = 0; fired < timersPerInputMax; fired++) {
      const entry = batch.entry(aggregate, key)
      const first = timersOf(entry, batch.reference)
        .filter(t => t.at < at)
        .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))[0]
      if (!first) return true
      const timer = { kind: 'timer', aggregate: aggregate.name, key, name: first.name, due: first.at } as const
      if (!attempt(batch, heldOf(timer), () => fire(batch, entry, first.name, first.at))) return false
    }
    throw new Error(`more than ${timersPerInputMax} timers of one key before one input`)
  }

  /** Runs one input; one that cannot be taken is set aside and holds its key. */
  function attempt(batch: Batch, input: HeldInput, run: () => void): boolean {
    const mark = batch.mark()
    try {
      run()
      return true
    } catch (error) {
      if (error instanceof BackboneError && (error.code === 'NotNow' || error.code === 'Incompatible')) throw error
      batch.undoTo(mark)
      dead.setAside(batch, input, error, true)
      return false
    }
  }

  /** Behind the queue of its key, or before it where it had been at the front when a timer had to fire first. */
  function requeue(batch: Batch, key: string, input: HeldInput, front: boolean) {
    const hold = dead.hold(batch, key)
    if (hold && !dead.enqueue(batch, key, hold, input, front))
      dead.setAside(batch, input, new Error('the queue is full'), false, 'QUEUE_FULL')
  }

  function waits(batch: Batch, key: string, input: HeldInput): boolean {
    const hold = dead.hold(batch, key)
    if (!hold) return false
    requeue(batch, key, input, false)
    return true
  }

  return { runtime, partition, dead, count, aggregateNamed, fire, fireBefore, attempt, requeue, waits }
}

export type StageTools = ReturnType<typeof createStageTools>
