import { setTimeout as sleep } from 'node:timers/promises'
import type { ReadSideChanges } from '@icms/backbone/port'
import type { Names } from './names.ts'
import { argumentsOf } from './read-side-changes.ts'
import type { ReadSideScript } from './read-side-scripts.ts'
import type { RedisConnection } from './redis-connection.ts'

export type TaskReadSideNeeds = {
  readonly redis: RedisConnection
  readonly names: Names
  readonly service: string
  readonly partition: number
  /** Fencing token of this opening: the offset of its barrier. */
  readonly owner: number
  /** Tag of the last commit in the changelog. */
  readonly tag: string
  /** Everything, row by row out of memory as it is when the row is taken: a list made at once would be old soon. */
  readonly all: () => Iterable<ReadSideChanges>
  /** Proves by a transaction that this task is still the owner; resolves with a newer token, rejects with `Fenced`. */
  readonly prove: () => Promise<number>
  /** A commit has begun and its changes have not been swapped into memory yet. */
  readonly isCommitting: () => boolean
  /** The rows are not what they should be, and will be written again. */
  readonly onStale: (error: unknown) => void
}

type State = 'stale' | 'proved' | 'building' | 'ready'

/**
 * Rows and outcomes in one call, and calls that are not answered yet: all of them are answered well within the time that a
 * call may take, on a busy machine too. One that is not would begin the whole rebuilding again.
 */
const pageSize = 100
const pagesUnderWayMax = 4
/** The same of all tasks of a process, which share a connection and a thread: many of them would keep each other's answers waiting. */
const pagesOfAllMax = 8
const removedAtOnce = 500

/**
 * A task's rows in Redis. They follow each commit if and only if Redis holds exactly what the commit before left there.
 * On any difference, or when Redis did not answer, they are `stale`: once Redis answers, ownership is proved and all
 * rows are written again as a new generation, while commits go on and go there too; queries answer 'rebuilding' until
 * it is complete.
 *
 * What makes the rebuilding exact: calls reach Redis in the order of sending, and a page is taken from memory only when
 * no commit lies between its own sending and the swap of memory. So no page can bring back what a commit has changed.
 */
export function createTaskReadSide(needs: TaskReadSideNeeds) {
  const { redis, names, service, partition, all, prove, isCommitting } = needs
  const name = names.readSide(service, partition)
  const channels = names.outcomeChannel(service, '')
  let { owner, tag } = needs
  let state: State = 'stale'
  let seenOwner = ''
  let generation = ''
  let pages: Iterator<ReadSideChanges> | undefined
  let pagesSent = 0
  let underWay = 0
  let healing: Promise<void> | undefined
  let shown: Promise<void> = Promise.resolve()
  let stopped = false

  function stale(error: unknown) {
    if (state !== 'stale') needs.onStale(error)
    state = 'stale'
    pages = undefined
  }

  /** Sends a step that only counts if Redis is where it is believed to be. */
  async function step(script: ReadSideScript, args: readonly (string | number)[]): Promise<void> {
    const before = generation
    underWay++
    try {
      if ((await redis.run(script, name, args)) !== 1 && before === generation) stale(notWhatWasLeft(script))
    } catch (error) {
      if (before === generation) stale(error)
    } finally {
      underWay--
    }
  }

  function page(args: readonly (string | number)[]): Promise<void> {
    pagesSent++
    redis.pages.underWay++
    return step('page', [owner, generation, ...args]).finally(() => redis.pages.underWay--)
  }

  function sendPage() {
    const rows: ReadSideChanges['rows'][number][] = []
    const outcomes: ReadSideChanges['outcomes'][number][] = []
    while (pages && rows.length + outcomes.length < pageSize) {
      const { value, done } = pages.next() as IteratorResult<ReadSideChanges>
      if (done) pages = undefined
      else {
        rows.push(...value.rows)
        outcomes.push(...value.outcomes)
      }
    }
    if (rows.length + outcomes.length > 0) void page(argumentsOf({ rows, outcomes }, untold))
    if (pages) return
    state = 'ready'
    void step('finish', [owner, generation, tag, pagesSent]).then(removeOld)
  }

  /** One step of rebuilding. Only while memory holds exactly what was sent. False where there is nothing to do now. */
  function advance(): boolean {
    if (state === 'proved') {
      generation = String(owner)
      state = 'building'
      pagesSent = 0
      // What is sent after this finds the new generation begun: Redis takes calls in the order of sending.
      void step('begin', [owner, generation, seenOwner])
      pages = all()[Symbol.iterator]()
      return true
    }
    if (state !== 'building' || underWay >= pagesUnderWayMax || redis.pages.underWay >= pagesOfAllMax) return false
    sendPage()
    return true
  }

  async function build() {
    seenOwner = (await redis.ask(c => c.hget(`${name}:meta`, 'owner'))) ?? ''
    owner = await prove()
    if (stopped) return
    state = 'proved'
    while ((state === 'proved' || state === 'building') && !stopped)
      await (!isCommitting() && advance() ? macrotask() : sleep(1))
  }

  async function removeOld() {
    try {
      for (const old of await redis.ask(c => c.smembers(`${name}:old`)))
        while (!stopped && Number(await redis.run('collect', name, [old, removedAtOnce])) > 0);
    } catch {
      // Redis is away: they are in the set still, and the next opening or rebuilding removes them.
    }
  }

  /** Looks whether Redis holds what it should, and mends it. Rejects with `Fenced` when another owns the task. */
  async function check() {
    if (stopped || !redis.isReady()) return
    if (state === 'ready' && underWay === 0) {
      const expected = tag
      const [owns, has] = await redis.ask(c => c.hmget(`${name}:meta`, 'owner', 'tag'))
      const isIdle = underWay === 0 && tag === expected
      if (state === 'ready' && isIdle && (owns !== String(owner) || has !== tag)) stale(notWhatWasLeft('check'))
    }
    if (state === 'stale') await build()
  }

  return {
    /** Takes over what a predecessor left, if it is complete; otherwise `heal` will write it again. */
    async adopt() {
      try {
        if ((await redis.run('adopt', name, [owner, tag])) === 1) state = 'ready'
      } catch {
        return
      }
      if (state === 'ready') void removeOld()
    },
    /** Before a commit: memory holds all that was committed before, so a page may be taken. */
    beforeCommit: () => void advance(),
    /**
     * Shows what a commit changed. Never rejects. Resolves when the commit before it was answered, so that one call is
     * under way while the next batch is decided.
     */
    async show(changes: ReadSideChanges, next: string, afterwards: () => void | Promise<void>): Promise<void> {
      const before = tag
      tag = next
      const args = state === 'ready' || state === 'building' ? argumentsOf(changes, channels) : []
      const sent =
        state === 'ready'
          ? step('show', [owner, before, next, ...args])
          : state === 'building'
            ? page(args)
            : Promise.resolve()
      const previous = shown
      shown = Promise.all([previous, sent]).then(() => afterwards())
      await previous
    },
    /** Periodic, and when Redis comes back. One at a time. Rejects with what ended the task's ownership. */
    heal(): Promise<void> {
      healing ??= check().finally(() => {
        healing = undefined
      })
      return healing
    },
    isReady: () => state === 'ready',
    async stop() {
      await shown.catch(() => {})
      stopped = true
    },
    abandon() {
      stopped = true
    },
  }
}

/** An outcome that is written again was announced when it was decided. */
const untold = ''

const notWhatWasLeft = (script: string) => new Error(`the read side does not hold what the task left there (${script})`)

export type TaskReadSide = ReturnType<typeof createTaskReadSide>

const macrotask = () => new Promise<void>(resolve => setImmediate(resolve))
