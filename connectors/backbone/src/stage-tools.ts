import { system } from './actor.ts'
import type { Aggregate, RuntimeInput } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { channelUseOf } from './channel-use.ts'
import { deadLettersOf } from './dead-letters.ts'
import { createCounted } from './counted.ts'
import { type Delivered, type Delivery, deliver } from './deliver.ts'
import { BackboneError } from './errors.ts'
import { type KeyEntry, timersOf } from './key-entry.ts'
import { outcomeOf } from './outcomes.ts'
import { deriveId, type InRecord } from './record.ts'
import type { Runtime } from './runtime.ts'
import { traceFrom } from './tracing.ts'
import { type Holdable, heldOf } from './work.ts'

/** Timers of one key that may fire before one input. */
const timersPerInputMax = 1_000

/** What staging an input of any kind needs: trying it, letting it wait, and the timers that come before it. */
export function createStageTools(runtime: Runtime, partition: number) {
  const counted = createCounted(runtime, partition)
  const count = counted.add
  const dead = deadLettersOf(runtime, partition, count)
  const channels = channelUseOf(runtime, partition)
  const service = runtime.service.name
  const targets = new Set(runtime.service.aggregates.flatMap(a => a.targets ?? []))
  const aggregates = new Map(runtime.service.aggregates.map(a => [a.name, a]))

  function aggregateNamed(name: string): Aggregate {
    const found = aggregates.get(name)
    if (!found)
      throw new BackboneError('Incompatible', `${service} has no aggregate ${name} any more, but its state has`)
    return found
  }

  /** Tells what came of an input, once the commit is taken: where anybody listens. */
  function tell(batch: Batch, decision: Omit<Parameters<typeof outcomeOf>[0], 'service' | 'partition'>) {
    if (decision.what === 'in doubt' ? runtime.alarm : runtime.outcome)
      batch.tell(outcomeOf({ ...decision, service, partition }))
  }

  /** Takes what one decision put out. */
  function took(batch: Batch, entry: KeyEntry, delivery: Delivery, delivered: Delivered, record?: InRecord) {
    const { records, outputs, trace } = delivered
    batch.write(records)
    channels.note(batch, outputs, delivery.at)
    if (trace !== undefined && entry.aggregate.pending) batch.trace(entry, trace)
    tell(batch, { what: 'decided', entry, delivery, delivered, record })
    for (const { topic } of records) count('outputs', { topic })
    for (const { type } of outputs) if (targets.has(type)) count('targets', { target: type })
  }

  function fire(batch: Batch, entry: KeyEntry, name: string, due: number, deadLetter?: string) {
    const input: RuntimeInput = { type: 'TimerFired', data: { name, due } }
    const id = deriveId('timer', service, entry.aggregate.name, entry.key, name, due)
    const trace = runtime.tracing ? undefined : traceFrom(id)
    const delivery = { id, at: due, actor: system, input, trace, deadLetter }
    const delivered = deliver(batch.runtime, entry, delivery, batch.reference)
    const after = { ...entry, state: delivered.state, chain: delivered.chain }
    if (timersOf(after, batch.reference).some(t => t.name === name && t.at <= due))
      throw new Error(`timer ${name} of ${entry.aggregate.name} is still due after it fired`)
    took(batch, entry, delivery, delivered)
    batch.put(after)
    counted.addTimed('timers', (runtime.clock.now() - due) / 1_000)
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
      if (!attempt(batch, timer, () => fire(batch, entry, first.name, first.at))) return false
    }
    throw new Error(`more than ${timersPerInputMax} timers of one key before one input`)
  }

  /** Runs one input; one that cannot be taken is set aside and holds its key. */
  function attempt(batch: Batch, work: Holdable, run: () => void): boolean {
    const mark = batch.mark()
    const countedMark = counted.mark()
    try {
      run()
      return true
    } catch (error) {
      if (error instanceof BackboneError && (error.code === 'NotNow' || error.code === 'Incompatible')) throw error
      batch.undoTo(mark)
      counted.undoTo(countedMark)
      dead.setAside(batch, heldOf(work), error, true)
      return false
    }
  }

  /** Behind the queue of its key, or before it where it had been at the front when a timer had to fire first. */
  function requeue(batch: Batch, key: string, work: Holdable, front: boolean) {
    const hold = dead.hold(batch, key)
    if (!hold) return
    const input = heldOf(work)
    if (!dead.enqueue(batch, key, hold, input, front))
      dead.setAside(batch, input, new Error('the queue is full'), false, 'QUEUE_FULL')
  }

  function waits(batch: Batch, key: string, work: Holdable): boolean {
    if (!dead.hold(batch, key)) return false
    requeue(batch, key, work, false)
    return true
  }

  return {
    runtime,
    partition,
    dead,
    channels,
    tell,
    took,
    counted,
    count,
    aggregateNamed,
    fire,
    fireBefore,
    attempt,
    requeue,
    waits,
  }
}

export type StageTools = ReturnType<typeof createStageTools>
