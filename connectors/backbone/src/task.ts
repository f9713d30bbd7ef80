import { type Batch, createBatch, type TaskMemory } from './batch.ts'
import { pause } from './clock.ts'
import { createEffectRunner } from './effect-runner.ts'
import { BackboneError, isBackboneError } from './errors.ts'
import { effectsToStart, partsOf, peekEntry, stateKeyOf, timersOf } from './key-entry.ts'
import type { OpenTask, TaskStore } from './port.ts'
import { readSideOf } from './read-side-pages.ts'
import type { InRecord } from './record.ts'
import type { Runtime } from './runtime.ts'
import { inputTopicsOf, topicsOf } from './service.ts'
import { createStager } from './stage.ts'
import type { Suspicion } from './suspicion.ts'
import { restorePosition } from './task-position.ts'
import { createTimerGate } from './timer-gate.ts'
import { createTimerQueue } from './timer-queue.ts'
import type { Work } from './work.ts'

const retryMs = 200
/** Inputs of one held key that drain in one commit. */
const drainInputsMax = 200

/**
 * One task: one partition number across all inputs of a service. It decides in order, commits all of a batch at once,
 * and follows what was committed with timers, effects and the read side. After any error of a commit it is closed for
 * good; the adapter opens another over what the log says.
 */
export async function openTask(
  runtime: Runtime,
  store: TaskStore,
  restored: Map<string, Uint8Array>,
  suspicion: Suspicion,
): Promise<OpenTask> {
  const { service, codec, clock, limits } = runtime
  const memory: TaskMemory = { bytes: restored, decoded: new Map(), positions: new Map(), sequence: 0, erasures: 0 }
  const topics = topicsOf(service.name)
  const stager = createStager(runtime, store.partition)
  const timers = createTimerQueue()
  const signal = (name: 'commits' | 'opened' | 'closed' | 'waits' | 'inputs', count = 1) =>
    runtime.signal({ name, count, service: service.name, partition: store.partition })
  let phase: 'open' | 'closing' | 'closed' = 'open'
  /** The adapter knows that this task is over: it closed it, or was told. */
  let reported = false
  let turn: Promise<unknown> = Promise.resolve()

  /** One thing at a time, in the order of asking. */
  function exclusive<T>(run: () => Promise<T>): Promise<T> {
    const mine = turn.then(run)
    turn = mine.catch(() => {})
    return mine
  }

  /** What the runtime does by itself (timers, effects, queues): an error closes the task and asks for another. */
  function byItself(run: () => Promise<void>) {
    if (phase === 'closed') return
    exclusive(run).catch(error => {
      if (reported) return
      reported = true
      close()
      store.failed(error)
    })
  }

  const effects = createEffectRunner(runtime, works => byItself(() => run(works)))
  const gate = createTimerGate(runtime, store, timers, works => byItself(() => run(works)), inputTopicsOf(service))

  async function prepare(batch: Batch, works: readonly Work[]) {
    const values = works.map(work => {
      if (work.kind === 'drain') return null
      return work.kind === 'record' ? work.record.value : null
    })
    for (const work of works)
      if (work.kind === 'drain') values.push(...stager.dead.queuedValues(batch, work.key, drainInputsMax))
    for (;;) {
      try {
        await codec.prepare(values)
        for (const work of works)
          if (work.kind === 'record' && work.record.topic === topics.replays) await prepareReplay(batch, work.record)
        return
      } catch (error) {
        if (!isBackboneError(error, 'NotNow')) throw error
        if (phase === 'closed')
          throw new BackboneError('Closed', 'the task was closed while it waited for the schema registry')
        signal('waits')
        await pause(clock, retryMs)
      }
    }
  }

  async function prepareReplay(batch: Batch, record: InRecord) {
    try {
      const { deadLetterId } = codec.decode(record.value!) as { deadLetterId: string }
      await codec.prepare([stager.dead.valueOf(batch, deadLetterId)])
    } catch (error) {
      if (isBackboneError(error, 'NotNow')) throw error
    }
  }

  /** Decides and commits, in as many commits as the limits ask for. */
  async function run(works: readonly Work[]): Promise<void> {
    for (let from = 0; from < works.length; ) {
      if (phase === 'closed') throw new BackboneError('Closed', `${service.name}.${store.partition} is closed`)
      const batch = createBatch(runtime, memory, runtime.reference.current())
      const size = Math.min(limits.batchInputsMax, suspicion.sizeMax)
      const staged: Work[] = []
      await prepare(batch, works.slice(from, from + size))
      let inputs = 0
      while (from < works.length && inputs < size && !batch.isFull()) {
        const work = works[from++]!
        staged.push(work)
        if (suspicion.isCulprit(work)) stager.setAside(batch, work, suspicion.error)
        else inputs += stager.stage(batch, work, Math.min(size - inputs, drainInputsMax))
      }
      if (!batch.isEmpty()) await commit(batch, staged, inputs)
      for (const work of staged)
        if (work.kind === 'start') effects.answered(stateKeyOf(work.aggregate, work.key), work.effect)
      effects.start()
    }
    gate.moved(memory.positions)
  }

  async function commit(batch: Batch, staged: readonly Work[], inputs: number) {
    try {
      const taken = batch.toCommit(store)
      await store.commit(taken)
      suspicion.passed(staged)
      batch.apply(taken)
      signal('commits')
      follow(batch, taken.states)
    } catch (error) {
      close()
      if (!isBackboneError(error, 'NotNow') && !isBackboneError(error, 'Fenced') && !isBackboneError(error, 'Closed'))
        suspicion.failed(staged, inputs, error)
      throw error
    }
  }

  /** Timers, effects and queues as the committed states want them. */
  function follow(batch: Batch, states: ReadonlyMap<string, Uint8Array | null>) {
    for (const stateKey of batch.entries.keys()) refresh(stateKey)
    const draining: Work[] = []
    for (const [stateKey, value] of states) {
      if (!stateKey.startsWith('hold/')) continue
      const key = stateKey.slice(5)
      if (!value) for (const { name } of service.aggregates) refresh(stateKeyOf(name, key))
      else if ((codec.decode(value) as { deadLetterId: string | null }).deadLetterId === null)
        draining.push({ kind: 'drain', key })
    }
    if (draining.length > 0) byItself(() => run(draining))
  }

  function refresh(stateKey: string) {
    const parts = partsOf(stateKey)
    const bytes = memory.bytes.get(stateKey)
    if (!parts) return
    if (!bytes) {
      timers.set(stateKey, [])
      return effects.want(stateKey, undefined)
    }
    const aggregate = stager.aggregateNamed(parts.aggregate)
    if (!aggregate.due && !aggregate.pending) return
    const entry = memory.decoded.get(stateKey) ?? peekEntry(codec, aggregate, parts.key, bytes)
    if (aggregate.due) timers.set(stateKey, timersOf(entry, runtime.reference.current()))
    if (aggregate.pending) effects.want(stateKey, { entry, wanted: effectsToStart(entry) })
  }

  /** Reference data moved: every deadline that depends on it is worked out again. */
  const unsubscribe = runtime.reference.onChange(() =>
    byItself(async () => {
      for (const stateKey of memory.bytes.keys()) if (stateKey.startsWith('state/')) refresh(stateKey)
      gate.moved(memory.positions)
    }),
  )

  function close() {
    if (phase === 'closed') return
    phase = 'closed'
    gate.stop()
    effects.stop()
    unsubscribe()
    signal('closed')
  }

  try {
    await restorePosition(runtime, store, memory)
    for (const stateKey of memory.bytes.keys()) if (stateKey.startsWith('state/')) refresh(stateKey)
  } catch (error) {
    close()
    throw error
  }
  signal('opened')
  const first: Work[] = [...stager.dead.draining(memory.bytes)].map(key => ({ kind: 'drain', key }))
  first.push(...effects.inDoubt())
  if (first.length > 0) byItself(() => run(first))
  effects.start()
  gate.moved(memory.positions)

  return {
    positions: memory.positions,
    received(_topic, records) {
      if (phase !== 'open')
        return Promise.reject(new BackboneError('Closed', `${service.name}.${store.partition} is closed`))
      const received = exclusive(() => run(records.map(record => ({ kind: 'record', record }))))
      return received.catch(error => {
        reported = true
        close()
        throw error
      })
    },
    passed: (topic, next) => gate.passed(topic, next),
    readSide: () => readSideOf(runtime, memory, stager.dead),
    async close() {
      if (phase !== 'open') return
      phase = 'closing'
      reported = true
      gate.stop()
      effects.startNoMore()
      // A start that is being committed now is launched when it was: only then is all known that runs.
      await turn
      await effects.finish()
      await turn
      close()
    },
  }
}
