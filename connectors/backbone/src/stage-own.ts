import { system } from './actor.ts'
import type { RuntimeInput } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { deliver } from './deliver.ts'
import { effectsToStart, timersOf } from './key-entry.ts'
import { deriveId } from './record.ts'
import type { StageTools } from './stage-tools.ts'
import { heldOf, type Settled, type Work } from './work.ts'

/** Stages what the runtime itself brings: timers that are due, starts of effects and their results. */
export function createOwnStage(tools: StageTools) {
  const { runtime, dead, count, aggregateNamed, fire, fireBefore, attempt, requeue, waits } = tools
  const service = runtime.service.name

  function stageTimer(batch: Batch, work: Extract<Work, { kind: 'timer' }>, released: boolean) {
    if (!released && dead.hold(batch, work.key)) return
    const aggregate = aggregateNamed(work.aggregate)
    attempt(batch, heldOf(work), () => {
      const entry = batch.entry(aggregate, work.key)
      // Reference data may have moved it since it was queued: then it is not due yet, or not wanted any more.
      if (timersOf(entry, batch.reference).some(t => t.name === work.name && t.at === work.due))
        fire(batch, entry, work.name, work.due)
    })
  }

  function stageStart(batch: Batch, work: Extract<Work, { kind: 'start' }>) {
    if (dead.hold(batch, work.key)) return
    const entry = batch.entry(aggregateNamed(work.aggregate), work.key)
    const effect = effectsToStart(entry).find(e => e.id === work.effect)
    if (!effect) return
    batch.put({ ...entry, attempts: [...entry.attempts, { effect: effect.id, kind: effect.kind, at: work.at }] })
  }

  function stageSettled(batch: Batch, work: Settled, released: boolean) {
    const held = heldOf({ kind: 'settled', ...work })
    if (!released && waits(batch, work.key, held)) return
    const aggregate = aggregateNamed(work.aggregate)
    attempt(batch, held, () => {
      if (!fireBefore(batch, aggregate, work.key, work.at)) return requeue(batch, work.key, held, released)
      const entry = batch.entry(aggregate, work.key)
      const attempts = entry.attempts.filter(a => a.effect !== work.effect)
      if (attempts.length === entry.attempts.length) return
      const { effect, effectKind: kind, outcome, detail } = work
      const input: RuntimeInput = { type: 'EffectSettled', data: { effect, kind, outcome, detail } }
      const id = deriveId('effect', service, aggregate.name, work.key, effect)
      const delivered = deliver(
        batch.runtime,
        { ...entry, attempts },
        { id, at: work.at, actor: system, input },
        batch.reference,
      )
      const after = { ...entry, attempts, state: delivered.state, chain: delivered.chain }
      if (effectsToStart(after).some(e => e.id === effect))
        throw new Error(`effect ${kind} of ${aggregate.name} is still wanted under the same id after it was settled`)
      batch.write(delivered.records)
      batch.put(after)
      count('effects', { kind, outcome })
    })
  }

  return { stageTimer, stageStart, stageSettled }
}
