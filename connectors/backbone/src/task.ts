import { type Batch, createBatch, newMemory, type TaskMemory } from './batch.ts'
import { createEffectRunner } from './effect-runner.ts'
import { BackboneError, isBackboneError } from './errors.ts'
import { effectsToStart, partsOf, peekEntry, stateKeyOf, timersOf } from './key-entry.ts'
import { tellOutcomes } from './outcomes.ts'
import { createPassedOver } from './passed-over.ts'
import type { OpenTask, TaskStore } from './port.ts'
import { readSideOf } from './read-side-pages.ts'
import type { Runtime } from './runtime.ts'
import { inputTopicsOf } from './service.ts'
import { createStager } from './stage.ts'
import type { Suspicion } from './suspicion.ts'
import { isMoved, movedRecord, restorePosition } from './task-position.ts'
import { createPreparation, drainInputsMax } from './task-preparation.ts'
import { createTaskCounts, type TaskStanding } from './task-standing.ts'
import { createTimerGate } from './timer-gate.ts'
import { createTimerQueue } from './timer-queue.ts'
import type { Work } from './work.ts'

/** A timer is overdue after so many times the time for which it waits for publishers anyway. */
const overdueSlacks = 2

/** `trace`: of the input that changed it. */
type Refreshed = { readonly isRestored?: boolean; readonly trace?: string | undefined }

/** A task and how it stands; nothing once it is closed. */
export type RunTask = OpenTask & { standing(): TaskStanding | undefined }

/**
 * One task: one partition number across all inputs of a service. It decides in order, commits all of a batch at once,
 * and follows what was committed with timers, effects and the read side. After any error of a commit it is closed for
 * good; the adapter opens another over what the log says.
 */
export async function openTask(
  runtime: Runtime,
  store: TaskStore,
  restored: TaskMemory['bytes'],
  suspicion: Suspicion,
): Promise<RunTask> {
  const { service, codec, limits } = runtime
  const memory = newMemory(restored)
  const stager = createStager(runtime, store.partition)
  const timers = createTimerQueue()
  const counts = createTaskCounts()
  const began = performance.now()
  const signal = (name: 'commits' | 'opened' | 'closed' | 'waits' | 'fenced', seconds?: number) =>
    runtime.signal?.({
      ...{ name, count: 1, service: service.name, partition: store.partition },
      ...(seconds !== undefined && { seconds }),
    })
  let phase: 'open' | 'closing' | 'closed' = 'open'
  /** The adapter knows that this task is over: it closed it, or was told. */
  let reported = false
  let waitsForRegistry = false
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

  const prepare = createPreparation(runtime, stager, {
    isClosed: () => phase === 'closed',
    waits(now) {
      waitsForRegistry = now
      if (now) signal('waits')
    },
  })
  const submit = (works: readonly Work[]) => byItself(() => run(works))
  const effects = createEffectRunner(runtime, submit)
  const gate = createTimerGate(runtime, store, timers, submit, inputTopicsOf(service), memory.positions)
  const newBatch = () => createBatch(runtime, memory, runtime.reference.current())
  const commitAlone = () => byItself(() => commit(newBatch(), [], 0))
  const passedOver = createPassedOver(runtime, memory, stager, suspicion, commitAlone)

  /** Decides and commits, in as many commits as the limits ask for. */
  async function run(works: readonly Work[]): Promise<void> {
    for (let from = 0; from < works.length; effects.start()) {
      if (phase === 'closed') throw new BackboneError('Closed', `${service.name}.${store.partition} is closed`)
      const size = Math.min(limits.batchInputsMax, suspicion.sizeMax)
      const next = works.slice(from, from + size)
      if (passedOver.unwanted(next)) {
        from += next.length
        continue
      }
      const [batch, staged] = [newBatch(), [] as Work[]]
      const preparing = prepare(batch, next)
      if (preparing) await preparing
      let inputs = 0
      while (from < works.length && inputs < size && !batch.isFull()) {
        const work = works[from++]!
        staged.push(work)
        if (suspicion.isCulprit(work)) stager.setAside(batch, work, suspicion.error)
        else inputs += stager.stage(batch, work, Math.min(size - inputs, drainInputsMax))
      }
      if (batch.isOnlyRead() && passedOver.hasRoomFor(inputs)) {
        batch.passOver()
        passedOver.add(staged, batch.told)
      } else if (!batch.isEmpty()) await commit(batch, staged, inputs)
      for (const work of staged)
        if (work.kind === 'start') effects.answered(stateKeyOf(work.aggregate, work.key), work.effect)
    }
    gate.moved()
  }

  async function commit(batch: Batch, staged: readonly Work[], inputs: number) {
    try {
      const taken = batch.toCommit(store)
      const asked = performance.now()
      await store.commit(taken)
      passedOver.settled()
      suspicion.passed(staged)
      batch.eachMoved(counts.key)
      batch.apply(taken)
      signal('commits', (performance.now() - asked) / 1_000)
      stager.counted.tell()
      follow(batch, taken.states)
    } catch (error) {
      close()
      stager.counted.forget()
      if (isBackboneError(error, 'Fenced')) signal('fenced')
      if (!isBackboneError(error, 'NotNow') && !isBackboneError(error, 'Fenced') && !isBackboneError(error, 'Closed'))
        suspicion.failed(staged, inputs, error)
      throw error
    }
  }

  /** Timers, effects and queues as the committed states want them. */
  function follow(batch: Batch, states: ReadonlyMap<string, Uint8Array | null>) {
    for (const [stateKey, { aggregate }] of batch.entries)
      if (aggregate.due || aggregate.pending) refresh(stateKey, { trace: batch.traceOf(stateKey) })
    tellOutcomes(runtime, batch.told)
    const draining: Work[] = []
    for (const [stateKey, value] of states) {
      counts.entry(stateKey, value)
      if (!stateKey.startsWith('hold/')) continue
      const key = stateKey.slice(5)
      if (!value) for (const { name } of service.aggregates) refresh(stateKeyOf(name, key))
      else if ((codec.decode(value) as { deadLetterId: string | null }).deadLetterId === null)
        draining.push({ kind: 'drain', key })
    }
    if (draining.length > 0) submit(draining)
  }

  function refresh(stateKey: string, { isRestored = false, trace }: Refreshed = {}) {
    const parts = partsOf(stateKey)
    const bytes = memory.bytes.get(stateKey)
    if (!parts) return
    if (!bytes) {
      timers.set(stateKey, [])
      return effects.want(stateKey, undefined)
    }
    const aggregate = stager.aggregateNamed(parts.aggregate)
    if (!aggregate.due && !aggregate.pending && !(isRestored && aggregate.standing)) return
    const entry = memory.decoded.get(stateKey) ?? peekEntry(codec, aggregate, parts.key, bytes)
    if (isRestored) counts.key(undefined, entry)
    if (aggregate.due) timers.set(stateKey, timersOf(entry, runtime.reference.current()))
    if (aggregate.pending) effects.want(stateKey, { entry, wanted: effectsToStart(entry), trace })
  }

  /** Told with the first commit of this process. */
  async function tellMoved() {
    const batch = newBatch()
    batch.write([movedRecord(runtime, store.partition, memory)])
    await commit(batch, [], 0)
  }

  /** Reference data moved: every deadline that depends on it is worked out again. */
  const unsubscribe = runtime.reference.onChange(() =>
    byItself(async () => {
      for (const stateKey of memory.bytes.keys()) if (stateKey.startsWith('state/')) refresh(stateKey)
      gate.moved()
    }),
  )

  function close() {
    if (phase === 'closed') return
    phase = 'closed'
    passedOver.settled()
    gate.stop()
    effects.stop()
    unsubscribe()
    signal('closed')
  }

  try {
    await restorePosition(runtime, store, memory)
    for (const [stateKey, value] of memory.bytes) {
      counts.entry(stateKey, value)
      if (stateKey.startsWith('state/')) refresh(stateKey, { isRestored: true })
    }
  } catch (error) {
    close()
    throw error
  }
  signal('opened', (store.restoreMs + performance.now() - began) / 1_000)
  if (isMoved(runtime, memory)) byItself(tellMoved)
  const first: Work[] = [...stager.dead.draining(memory.bytes)].map(key => ({ kind: 'drain', key }))
  first.push(...effects.inDoubt())
  if (first.length > 0) submit(first)
  effects.start()
  gate.moved()

  return {
    positions: memory.positions,
    received(records) {
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
    readSide: () => readSideOf(runtime, memory, stager),
    standing() {
      if (phase === 'closed') return undefined
      const timersOverdue = timers.dueBy(runtime.clock.now() - overdueSlacks * runtime.limits.timerSlackMs)
      const running = { states: memory.bytes.size, callsRunning: effects.running() }
      return counts.standing({ partition: store.partition, ...running, waitsForRegistry, timersOverdue })
    },
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
