import { setTimeout as sleep } from 'node:timers/promises'
import { BackboneError, isBackboneError, restoring, whyOf } from '@icms/backbone/errors'
import { createInputQueue, type Handed } from './input-queue.ts'
import { toBackboneError } from './kafka-errors.ts'
import { heartbeatMs } from './membership.ts'
import { type OpenedTask, openTask, outOfLog, type ServiceShared } from './task-opening.ts'

/** What went wrong with a task, for logs and alarms. It is opened again after `againInMs`. */
export type TaskTrouble = {
  readonly service: string
  readonly partition: number
  readonly error: BackboneError
  readonly againInMs: number
}

export type TaskHost = {
  /** Why it is not open, in words; nothing while it is. */
  whyClosed(): string | undefined
  /** Next offset to be read by topic; empty while it is closed. */
  positions(): ReadonlyMap<string, number>
  /** Time of the first message of a topic that was not read yet, UTC ms, where it was fetched already. */
  oldestAt(topic: string): number | undefined
  /** Mends the read side where it needs it. */
  heal(): void
  /** Closes the task after the batch in hand and opens it no more. */
  stop(): Promise<void>
  abandon(): void
}

const firstBackoffMs = 50
const backoffMsMax = 5_000
/** A task that this build or this log cannot carry is tried rarely: people have to do something first. */
const incompatibleBackoffMs = 30_000
/** A batch that is refused is made smaller each time: that must not take long. */
const rejectedBackoffMs = 20
const closeMsMax = 8_000

/** Keeps one partition of a service open for as long as it is assigned to this process. */
export function hostTask(
  shared: ServiceShared,
  partition: number,
  onTrouble: (trouble: TaskTrouble) => void,
): TaskHost {
  const { service, names, reader } = shared
  const ending = new AbortController()
  const passed = new Map<string, number>()
  let opened: OpenedTask | undefined
  let failures = 0
  let why = restoring
  /** What is being taken now, and what waits. */
  let inHand: Handed | undefined
  let fetched: ReturnType<typeof createInputQueue> | undefined

  async function live() {
    while (!ending.signal.aborted) {
      const error = await once()
      if (ending.signal.aborted) return
      why = whyOf(error)
      const againInMs = backoffMs(error, failures++, shared.connections.settings.sessionMs)
      onTrouble({ service, partition, error, againInMs })
      await sleep(againInMs, undefined, { signal: ending.signal }).catch(() => {})
    }
  }

  /** Opens the task and reads for it until it ends. Resolves with why it did. */
  async function once(): Promise<BackboneError> {
    const dead = Promise.withResolvers<unknown>()
    const events = {
      dead: dead.resolve,
      committed: () => {
        failures = 0
      },
    }
    const life = new AbortController()
    const signal = AbortSignal.any([ending.signal, life.signal])
    const opening = openTask(shared, partition, events, signal)
    try {
      opened = await Promise.race([
        opening,
        dead.promise.then(error => Promise.reject(error as Error)),
        rejectOn(ending.signal),
      ])
      why = restoring
      return toBackboneError(await serve(opened, dead.promise), `${service}.${partition}`)
    } catch (error) {
      life.abort()
      // It may still come to an end well: then nobody wants it any more.
      opening.then(late => end(late)).catch(() => {})
      return toBackboneError(error, `${service}.${partition}`)
    } finally {
      opened = undefined
      inHand = undefined
      fetched = undefined
      passed.clear()
    }
  }

  async function serve(now: OpenedTask, dead: Promise<unknown>): Promise<unknown> {
    const queue = createInputQueue(reader.wake)
    fetched = queue
    const failed = Promise.withResolvers<unknown>()
    for (const [topic, offset] of now.starts) {
      passed.set(topic, offset)
      now.task.passed(topic, offset)
    }
    const reading = [...now.starts].map(([topic, offset]) =>
      reader.add(
        { topic: names.topic(topic), as: topic, partition, offset },
        {
          wants: queue.wants,
          take: chunk => queue.put(topic, chunk),
          outOfRange: (at, log) => failed.resolve(outOfLog(service, `${topic}/${partition}`, at, log)),
        },
      ),
    )
    const stopping = Promise.withResolvers<undefined>()
    const stop = () => stopping.resolve(undefined)
    ending.signal.addEventListener('abort', stop, { once: true })
    if (ending.signal.aborted) stop()
    const feeding = feed(now, queue).catch(error => error)
    heal(now)
    const why = await Promise.race([dead, failed.promise, feeding, stopping.promise])
    ending.signal.removeEventListener('abort', stop)
    for (const each of reading) each.remove()
    queue.end()
    if (ending.signal.aborted && why === undefined) await now.close()
    else await end(now)
    // A failure of the store is told to the runtime too, which then only says that it is closed.
    return Promise.race([dead, Promise.resolve(why)])
  }

  async function end(now: OpenedTask) {
    now.abandon()
    await now.task.close()
  }

  async function feed(now: OpenedTask, queue: ReturnType<typeof createInputQueue>): Promise<unknown> {
    for (;;) {
      const handed = await queue.take()
      if (!handed) return undefined
      inHand = handed
      if (handed.records.length > 0) await now.task.received(handed.records)
      inHand = undefined
      for (const [topic, next] of handed.next) {
        passed.set(topic, next)
        now.task.passed(topic, next)
      }
    }
  }

  /** Its own troubles end the task through its store; Redis' troubles are met again by the next look. */
  const heal = (now: OpenedTask | undefined) => void now?.readSide.heal().catch(() => {})

  const living = live()

  return {
    whyClosed: () => (opened ? undefined : why),
    oldestAt: topic => inHand?.records.find(record => record.topic === topic)?.at ?? fetched?.firstAt(topic),
    positions: () => passed,
    heal: () => heal(opened),
    async stop() {
      ending.abort()
      await Promise.race([living, sleep(closeMsMax, undefined, { ref: false }).then(() => opened?.abandon())])
    },
    abandon() {
      ending.abort()
      opened?.abandon()
    },
  }
}

function backoffMs(error: BackboneError, failures: number, sessionMs: number): number {
  if (isBackboneError(error, 'Incompatible')) return Math.min(incompatibleBackoffMs, 1_000 * 2 ** failures)
  if (isBackboneError(error, 'Rejected')) return rejectedBackoffMs
  // Another process has it: opening again now would fence that one. The next heartbeat says whose it is.
  if (isBackboneError(error, 'Fenced')) return heartbeatMs(sessionMs) + 500
  return Math.min(backoffMsMax, firstBackoffMs * 2 ** Math.min(failures, 10))
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new BackboneError('Closed', 'the task is not wanted here any more'))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
