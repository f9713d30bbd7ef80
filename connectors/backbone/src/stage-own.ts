import { system } from './actor.ts'
import type { RuntimeInput } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { deliver } from './deliver.ts'
import { effectsToStart, timersOf } from './key-entry.ts'
import { operationsRecord } from './operations-events.ts'
import { deriveId } from './record.ts'
import type { StageTools } from './stage-tools.ts'
import { traceFrom } from './tracing.ts'
import type { Settled, Work } from './work.ts'

/** Stages what the runtime itself brings: timers that are due, starts of effects and their results. */
export function createOwnStage(tools: StageTools) {
  const { runtime, dead, count, aggregateNamed, fire, fireBefore, attempt, requeue, tell, took, waits } = tools
  const service = runtime.service.name

  function stageTimer(batch: Batch, work: Extract<Work, { kind: 'timer' }>, released: boolean, deadLetter?: string) {
    if (!released && dead.hold(batch, work.key)) return
    const aggregate = aggregateNamed(work.aggregate)
    attempt(batch, work, () => {
      const entry = batch.entry(aggregate, work.key)
      // Reference data may have moved it since it was queued: then it is not due yet, or not wanted any more.
      if (timersOf(entry, batch.reference).some(t => t.name === work.name && t.at === work.due))
        fire(batch, entry, work.name, work.due, deadLetter)
    })
  }

  function stageStart(batch: Batch, work: Extract<Work, { kind: 'start' }>) {
    if (dead.hold(batch, work.key)) return
    const entry = batch.entry(aggregateNamed(work.aggregate), work.key)
    const effect = effectsToStart(entry).find(e => e.id === work.effect)
    if (!effect) return
    batch.put({
      ...entry,
      attempts: [...entry.attempts, { effect: effect.id, kind: effect.kind, at: work.at, trace: work.trace ?? '' }],
    })
  }

  function stageSettled(batch: Batch, work: Settled, released: boolean, deadLetter?: string) {
    const held = { kind: 'settled', ...work } as const
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
      const delivery = { id, at: work.at, actor: system, input, deadLetter, trace: work.trace ?? traceFrom(id) }
      const delivered = deliver(batch.runtime, { ...entry, attempts }, delivery, batch.reference)
      const after = { ...entry, attempts, state: delivered.state, chain: delivered.chain }
      if (effectsToStart(after).some(e => e.id === effect))
        throw new Error(`effect ${kind} of ${aggregate.name} is still wanted under the same id after it was settled`)
      took(batch, entry, delivery, delivered)
      if (outcome === 'in-doubt') {
        batch.write([doubtOf(work, id, delivered.trace)])
        tell(batch, { what: 'in doubt', entry, delivery, delivered })
      }
      batch.put(after)
      count('effects', { kind, outcome })
    })
  }

  /** What operations are told of a call that may have happened. */
  function doubtOf(work: Settled, cause: string, trace: string | undefined) {
    const { aggregate, key, effect: effectId, effectKind: kind, detail, at } = work
    const code = typeof detail.code === 'string' ? detail.code : ''
    const event = { type: 'EffectInDoubt', key, id: deriveId(cause, 'EffectInDoubt'), at, actor: system } as const
    const data = { subjectId: key, aggregate, effectId, kind, code }
    return operationsRecord(runtime, service, { ...event, cause, trace, data })
  }

  return { stageTimer, stageStart, stageSettled }
}
