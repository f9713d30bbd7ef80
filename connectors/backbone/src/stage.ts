import { actorOf } from './actor.ts'
import type { Batch } from './batch.ts'
import { effectMark, timerMark } from './key-entry.ts'
import { header, type InRecord, idOf } from './record.ts'
import type { Runtime } from './runtime.ts'
import { topicsOf } from './service.ts'
import { createOwnStage } from './stage-own.ts'
import { createRecordStage } from './stage-record.ts'
import { createStageTools } from './stage-tools.ts'
import { type HeldInput, heldOf, type Work, workOf } from './work.ts'

/**
 * Stages inputs into a batch, one by one. Every input leaves the batch either as if it had not been there or with all
 * that it did; one that cannot be taken is set aside, and what is set aside comes back here when it is resolved.
 */
export function createStager(runtime: Runtime, partition: number) {
  const tools = createStageTools(runtime, partition)
  const { dead, channels, counted, count, attempt, aggregateNamed } = tools
  const stageRecord = createRecordStage(tools)
  const { stageTimer, stageStart, stageSettled } = createOwnStage(tools)
  const topics = topicsOf(runtime.service.name)

  function discard(batch: Batch, input: HeldInput) {
    if (input.kind === 'RECORD') return
    const aggregate = aggregateNamed(input.aggregate)
    const entry = batch.entry(aggregate, input.key ?? '')
    const mark = input.kind === 'TIMER' ? timerMark(input.name, input.at) : effectMark(input.name)
    const attempts = entry.attempts.filter(a => input.kind !== 'SETTLED' || a.effect !== input.name)
    batch.put({ ...entry, attempts, discarded: [...entry.discarded, mark] })
  }

  function release(batch: Batch, held: HeldInput, deadLetter?: string) {
    const work = workOf(held)
    if (work.kind === 'record') stageRecord(batch, work.record, true, deadLetter)
    else if (work.kind === 'timer') stageTimer(batch, work, true, deadLetter)
    else stageSettled(batch, work, true, deadLetter)
  }

  /** An operator's word on a dead letter. What is no longer open is left as it is. */
  function resolve(batch: Batch, record: InRecord) {
    const { deadLetterId, action, reason } = runtime.codec.decode(record.value!) as {
      deadLetterId: string
      action: 'REPLAY' | 'DISCARD'
      reason: string
    }
    const letter = dead.letter(batch, deadLetterId)
    if (!letter) return count('repeated')
    const by = { id: idOf(record), actor: actorOf(record.headers[header.actor]), reason }
    if (action === 'DISCARD') {
      discard(batch, letter.input)
      return dead.end(batch, letter, 'DISCARDED', by)
    }
    release(batch, letter.input, deadLetterId)
    const after = dead.letter(batch, deadLetterId)
    if (!after) return
    if (after.attempts === letter.attempts) dead.end(batch, letter, 'REPLAYED', by)
    else dead.failedAgain(batch, after, by)
  }

  return {
    dead,
    channels,
    counted,
    aggregateNamed,
    /** Stages one piece of work and answers how many inputs it was; a queue drains by at most `inputsMax`. Throws only what concerns the whole task. */
    stage(batch: Batch, work: Work, inputsMax = 1): number {
      batch.keep()
      if (work.kind === 'drain') return drain(batch, work.key, inputsMax)
      stageOne(batch, work)
      return 1
    },
    /** Stages the input that a whole batch failed for: set aside without being tried. */
    setAside(batch: Batch, work: Work, error: unknown) {
      if (work.kind === 'record') batch.advance(work.record.topic, work.record.offset + 1)
      if (work.kind === 'start') return
      if (work.kind === 'drain') {
        const held = dead.takeQueued(batch, work.key)
        return held && dead.setAside(batch, held, error, true, 'REFUSED_BY_STORE')
      }
      dead.setAside(batch, heldOf(work), error, true, 'REFUSED_BY_STORE')
    },
  }

  function drain(batch: Batch, key: string, inputsMax: number): number {
    let taken = 0
    for (; taken < inputsMax && !batch.isFull(); taken++) {
      const held = dead.takeQueued(batch, key)
      if (!held) break
      release(batch, held)
    }
    return taken
  }

  function stageOne(batch: Batch, work: Exclude<Work, { kind: 'drain' }>) {
    switch (work.kind) {
      case 'record': {
        const { record } = work
        if (record.offset < batch.position(record.topic)) return
        batch.advance(record.topic, record.offset + 1)
        if (record.topic === topics.replays) attempt(batch, work, () => resolve(batch, record))
        else stageRecord(batch, record, false)
        return
      }
      case 'timer':
        return stageTimer(batch, work, false)
      case 'start':
        return stageStart(batch, work)
      case 'settled':
        return stageSettled(batch, work, false)
    }
  }
}

export type Stager = ReturnType<typeof createStager>
