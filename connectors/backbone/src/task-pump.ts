import type { Clock } from './clock.ts'
import { BackboneError, isBackboneError, restoring, whyOf } from './errors.ts'
import type { OpenTask, ServiceStatus } from './port.ts'
import type { InRecord } from './record.ts'

/** Records read from a log and how far the reading went; `next` may lie past the last record where some are invisible. */
export type Chunk = { readonly records: readonly InRecord[]; readonly next: number }

/** One partition of a service's inputs, as an adapter that keeps its own log offers it. */
export type PumpSource = {
  readonly topics: readonly string[]
  /** Fences, restores and opens. `failed` is what the store's `failed` calls. */
  open(failed: (error: unknown) => void): Promise<OpenTask>
  /** Offset up to which the topic can be read now. */
  end(topic: string): number
  read(topic: string, from: number, recordsMax: number): Chunk | Promise<Chunk>
}

/** How deliveries are paced: a seed makes them late and uneven, as a broker's are. */
export type Pace = {
  pick(ready: readonly string[]): string
  recordsMax(): number
  delayMs(): number
}

export type PumpSettings = {
  readonly clock: Clock
  readonly pace?: Pace
  /** What is done when another opened the task: one that owns its partition by assignment may open it again. */
  readonly afterFenced: 'open-again' | 'stay-closed'
  readonly report: (error: unknown) => void
}

export type Pump = {
  /** This topic may have grown, or any. */
  wake(topic?: string): void
  isOpen(): boolean
  /** Why it is not open, in words; nothing while it is. */
  whyClosed(): string | undefined
  /** Offset that will be read next, by topic. */
  next(topic: string): number
  /** Finishes the batch in hand; after 10 s the task is given up as it is. */
  stop(): Promise<void>
  /** Ends at once and cleans nothing up. */
  abandon(): void
}

const recordsMax = 2_000
/** A clean shutdown takes at most 10 s. */
export const stopMsMax = 9_500
const backoffMsMin = 20
const backoffMsMax = 2_000

/**
 * Keeps one task open and feeds it: batches in the order of their offsets, one at a time, topics in turn. A task that
 * failed is opened again with back-off; one that this build must not touch stays closed.
 */
export function startPump(source: PumpSource, settings: PumpSettings): Pump {
  const { clock, report } = settings
  const pace = settings.pace ?? inTurn()
  const next = new Map<string, number>()
  /** Topics that may have more than was read: of a dozen and more mostly one has. */
  const grown = new Set<string>()
  let task: OpenTask | undefined
  let ending = false
  let why = restoring
  let wake = () => {}
  let sleepNoMore = () => {}

  const end = () => {
    ending = true
    sleepNoMore()
    wake()
  }

  /** Waits, but not past the end. A race against a promise that outlives it would stay there with all the others. */
  const sleep = (delayMs: number) =>
    new Promise<void>(resolve => {
      const cancel = clock.after(delayMs, resolve)
      sleepNoMore = () => {
        cancel()
        resolve()
      }
    })

  function hasMore(topic: string): boolean {
    if (!grown.has(topic)) return false
    if (source.end(topic) > next.get(topic)!) return true
    grown.delete(topic)
    return false
  }

  async function feed(open: OpenTask, failure: () => unknown) {
    for (const topic of source.topics) {
      grown.add(topic)
      next.set(topic, open.positions.get(topic) ?? 0)
      open.passed(topic, next.get(topic)!)
    }
    while (!ending) {
      if (failure()) throw failure()
      const ready = source.topics.filter(hasMore)
      if (ready.length === 0) {
        await new Promise<void>(resolve => (wake = resolve))
        continue
      }
      const topic = pace.pick(ready)
      const delayMs = pace.delayMs()
      if (delayMs > 0) await sleep(delayMs)
      const chunk = await source.read(topic, next.get(topic)!, pace.recordsMax())
      if (ending) return
      if (chunk.records.length > 0) await open.received(chunk.records)
      next.set(topic, chunk.next)
      open.passed(topic, chunk.next)
    }
  }

  async function live() {
    for (let failures = 0; !ending; failures++) {
      let failure: unknown
      const before = new Map(next)
      try {
        task = await source.open(error => {
          failure = error ?? new BackboneError('Closed', 'the task failed without saying why')
          wake()
        })
        why = restoring
        await feed(task, () => failure)
      } catch (error) {
        if (ending) return
        report(error)
        why = whyOf(error)
        task?.close().catch(report)
        if (isBackboneError(error, 'Incompatible')) return
        if (isBackboneError(error, 'Fenced') && settings.afterFenced === 'stay-closed') return
      } finally {
        if (!ending) task = undefined
      }
      if (source.topics.some(topic => next.get(topic)! > (before.get(topic) ?? 0))) failures = 0
      if (!ending) await sleep(Math.min(backoffMsMax, backoffMsMin * 2 ** failures))
    }
  }

  const lived = live()

  return {
    wake(topic) {
      for (const one of topic === undefined ? source.topics : [topic]) grown.add(one)
      wake()
    },
    isOpen: () => task !== undefined && !ending,
    whyClosed: () => (task !== undefined && !ending ? undefined : why),
    next: topic => next.get(topic) ?? 0,
    async stop() {
      end()
      const closed = Promise.all([task?.close(), lived]).then(() => task?.close())
      await withinMs(clock, stopMsMax, closed.catch(report))
      task = undefined
    },
    abandon() {
      end()
      task = undefined
    },
  }
}

/** Waits for a promise, but not longer than `ms` of machine time. */
export async function withinMs(clock: Clock, ms: number, promise: Promise<unknown>): Promise<void> {
  let cancel = () => {}
  const timeout = new Promise<void>(resolve => {
    cancel = clock.after(ms, resolve)
  })
  await Promise.race([promise, timeout]).finally(() => cancel())
}

/** Topics in turn, full batches, no delay. */
function inTurn(): Pace {
  let turns = 0
  return { pick: ready => ready[turns++ % ready.length]!, recordsMax: () => recordsMax, delayMs: () => 0 }
}

/** Late and uneven deliveries that a seed repeats: any topic first, batches of any size, delays up to `delayMsMax`. */
export function seededPace(seed: number, delayMsMax: number): Pace {
  const random = randomFrom(seed)
  return {
    pick: ready => ready[Math.floor(random() * ready.length)]!,
    recordsMax: () => 1 + Math.floor(random() ** 3 * recordsMax),
    delayMs: () => Math.floor(random() * (delayMsMax + 1)),
  }
}

/** Numbers from 0 to below 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How the pumps of a service stand, for `status`: the first unread message is looked up only where there is one. */
export function statusOf(
  pumps: Iterable<readonly [number, Pump]>,
  topics: readonly string[],
  { end, firstAt }: { end(topic: string, partition: number): number; firstAt(lag: Place): number | undefined },
  countsClosed: boolean,
): ServiceStatus {
  const all = [...pumps].toSorted(([a], [b]) => a - b)
  const counted = all.filter(([, pump]) => countsClosed || pump.isOpen())
  return {
    open: all.filter(([, pump]) => pump.isOpen()).map(([partition]) => partition),
    waiting: all.flatMap(([partition, pump]) => {
      const why = pump.whyClosed()
      return why === undefined ? [] : [{ partition, why }]
    }),
    lag: counted.flatMap(([partition, pump]) =>
      topics.map(topic => {
        const next = pump.next(topic)
        const lag = end(topic, partition) - next
        const oldestAt = lag > 0 ? firstAt({ topic, partition, next }) : undefined
        return { topic, partition, lag, ...(oldestAt !== undefined && { oldestAt }) }
      }),
    ),
  }
}

type Place = { readonly topic: string; readonly partition: number; readonly next: number }
