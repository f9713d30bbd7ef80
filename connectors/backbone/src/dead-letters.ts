import { type Actor, system } from './actor.ts'
import type { Row } from './aggregate.ts'
import type { Batch, TaskMemory } from './batch.ts'
import type { Counted } from './counted.ts'
import { openedRecord, type Resolution, resolvedRecord, setAsideOutcome } from './dead-letter-events.ts'
import { causeOf, isBackboneError } from './errors.ts'
import type { BytesByKey } from './kept-bytes.ts'
import { deriveId, headersOf } from './record.ts'
import type { Runtime } from './runtime.ts'
import { topicsOf } from './service.ts'
import { type HeldInput, identityOf } from './work.ts'

/** A key that waits: `deadLetterId` is null while its queue drains. Queued inputs are numbered from `first` to `next`. */
export type Hold = { readonly deadLetterId: string | null; readonly first: number; readonly next: number }

export type DeadLetterReason =
  | 'CORE_THREW'
  | 'UNREADABLE'
  | 'KEY_MISSING'
  | 'TOO_LARGE'
  | 'REFUSED_BY_STORE'
  | 'QUEUE_FULL'

export type DeadLetter = {
  readonly deadLetterId: string
  readonly service: string
  readonly status: 'OPEN' | 'REPLAYED' | 'DISCARDED'
  readonly reason: DeadLetterReason
  readonly cause: string
  readonly at: number
  readonly attempts: number
  readonly input: HeldInput
}

/** Where the numbers of a queue start: far from zero, so that an input can be put before the first. */
const firstPlace = 1_000_000

/**
 * Dead letters and the keys they hold, as entries of the task's state: what is set aside, what waits behind it and how
 * far a queue has drained are committed with everything else, so no crash can lose or repeat any of it.
 */
export function deadLettersOf(runtime: Runtime, partition: number, count: Counted['add']) {
  const { codec } = runtime
  const service = runtime.service.name
  const holdKey = (key: string) => `hold/${key}`
  const queueKey = (key: string, n: number) => `held/${key}/${String(n).padStart(12, '0')}`
  const deadKey = (id: string) => `dead/${id}`

  function read<T>(batch: Batch, stateKey: string): T | undefined {
    const bytes = batch.get(stateKey)
    return bytes && (codec.decode(bytes) as T)
  }

  function setHold(batch: Batch, key: string, hold: Hold | null) {
    const before = read<Hold>(batch, holdKey(key))
    batch.set(holdKey(key), hold && codec.encode('icms.backbone.Hold', hold))
    batch.show({
      ...(before && { before: holdRow(service, key, before) }),
      ...(hold && { after: holdRow(service, key, hold) }),
    })
  }

  function publish(batch: Batch, letter: DeadLetter, actor: Actor) {
    const id = deriveId(letter.deadLetterId, letter.status, letter.attempts)
    const headers = headersOf({
      id,
      fullName: 'icms.backbone.DeadLetter',
      service,
      key: letter.deadLetterId,
      at: letter.at,
      actor,
    })
    const value = codec.encode('icms.backbone.DeadLetter', letter)
    batch.write([
      { topic: topicsOf(service).deadLetters, key: letter.deadLetterId, value, headers, at: letter.at, partition },
    ])
  }

  return {
    /** Whether a key waits by what was committed. */
    isHeld: ({ bytes }: Pick<TaskMemory, 'bytes'>, key: string) => bytes.get(holdKey(key)) !== undefined,
    hold: (batch: Batch, key: string) => read<Hold>(batch, holdKey(key)),
    letter: (batch: Batch, id: string) => read<DeadLetter>(batch, deadKey(id)),

    /** Queues an input behind its key's dead letter, or with `front` before all that wait; false where the queue is full. */
    enqueue(batch: Batch, key: string, hold: Hold, input: HeldInput, front: boolean): boolean {
      if (hold.next - hold.first >= runtime.limits.heldPerKeyMax) return false
      const place = front ? hold.first - 1 : hold.next
      batch.set(queueKey(key, place), codec.encode('icms.backbone.HeldInput', input))
      setHold(batch, key, front ? { ...hold, first: place } : { ...hold, next: place + 1 })
      count('held')
      return true
    },

    /**
     * Sets an input aside. With `holds`, its key waits from now on, unless it waits for another already: what comes by the
     * replays topic waits for nobody, so poison there ends on top of it. An input that was already aside counts one attempt more.
     */
    setAside(batch: Batch, input: HeldInput, error: unknown, holds: boolean, reason = reasonOf(error)) {
      const deadLetterId = deriveId(service, identityOf(input))
      const before = read<DeadLetter>(batch, deadKey(deadLetterId))
      const letter: DeadLetter = {
        deadLetterId,
        service,
        status: 'OPEN',
        reason,
        cause: causeOf(error),
        at: runtime.clock.now(),
        attempts: (before?.attempts ?? 0) + 1,
        input,
      }
      batch.set(deadKey(deadLetterId), codec.encode('icms.backbone.DeadLetter', letter))
      batch.show({ ...(before && { before: letterRow(before) }), after: letterRow(letter) })
      publish(batch, letter, system)
      const { key } = input
      const hold = key === null ? undefined : read<Hold>(batch, holdKey(key))
      const holdsKey = holds && key !== null && (hold?.deadLetterId ?? deadLetterId) === deadLetterId
      if (!before) batch.write([openedRecord(runtime, letter, holdsKey, batch.sequence)])
      if (holdsKey) setHold(batch, key, { first: firstPlace, next: firstPlace, ...hold, deadLetterId })
      count('dead-letters', { reason })
      if (runtime.alarm) batch.tell(setAsideOutcome(letter, partition))
    },

    /** Says that a replay failed: the dead letter, as it is after it, stays open. */
    failedAgain(batch: Batch, letter: DeadLetter, by: Resolution) {
      batch.write([resolvedRecord(runtime, letter, 'DeadLetterReplayFailed', by)])
    },

    /** Ends a dead letter. Its key's queue, if there is one, drains next. */
    end(batch: Batch, letter: DeadLetter, status: 'REPLAYED' | 'DISCARDED', by: Resolution) {
      batch.set(deadKey(letter.deadLetterId), null)
      batch.show({ before: letterRow(letter) })
      publish(batch, { ...letter, status, at: runtime.clock.now() }, by.actor)
      const type = status === 'REPLAYED' ? 'DeadLetterReplayed' : 'DeadLetterDiscarded'
      batch.write([resolvedRecord(runtime, letter, type, by)])
      const key = letter.input.key
      const hold = key === null ? undefined : read<Hold>(batch, holdKey(key))
      if (key !== null && hold?.deadLetterId === letter.deadLetterId)
        setHold(batch, key, hold.first === hold.next ? null : { ...hold, deadLetterId: null })
    },

    /** Takes the first queued input of a draining key off its queue; the key is free again after the last. */
    takeQueued(batch: Batch, key: string): HeldInput | undefined {
      const hold = read<Hold>(batch, holdKey(key))
      if (!hold || hold.deadLetterId !== null) return undefined
      const input = read<HeldInput>(batch, queueKey(key, hold.first))
      if (!input) throw new Error('a queue of held inputs has a gap')
      batch.set(queueKey(key, hold.first), null)
      const first = hold.first + 1
      setHold(batch, key, first === hold.next ? null : { ...hold, first })
      return input
    },

    /** Bytes that will be read when this dead letter is replayed. */
    valueOf: (batch: Batch, id: string): Uint8Array | null => read<DeadLetter>(batch, deadKey(id))?.input.value ?? null,

    /** Bytes that will be read when this key's queue drains, up to `limit` inputs. */
    queuedValues(batch: Batch, key: string, limit: number): (Uint8Array | null)[] {
      const hold = read<Hold>(batch, holdKey(key))
      const count = hold ? Math.min(limit, hold.next - hold.first) : 0
      return Array.from(
        { length: count },
        (_, i) => read<HeldInput>(batch, queueKey(key, hold!.first + i))?.value ?? null,
      )
    },

    /** Keys whose queues were draining when the task was closed. */
    *draining(bytes: BytesByKey): Iterable<string> {
      for (const stateKey of bytes.keys())
        if (stateKey.startsWith('hold/') && (codec.decode(bytes.get(stateKey)!) as Hold).deadLetterId === null)
          yield stateKey.slice(5)
    },

    *rows(bytes: BytesByKey): Iterable<Row> {
      for (const stateKey of bytes.keys())
        if (stateKey.startsWith('hold/'))
          yield holdRow(service, stateKey.slice(5), codec.decode(bytes.get(stateKey)!) as Hold)
        else if (stateKey.startsWith('dead/')) yield letterRow(codec.decode(bytes.get(stateKey)!) as DeadLetter)
    },
  }
}

export type DeadLetters = ReturnType<typeof deadLettersOf>

/** Tables that every service has on the read side, beside its own. */
export const operationsTables = { deadLetters: 'dead-letters', heldKeys: 'held-keys', channels: 'channels' } as const

function letterRow(letter: DeadLetter): Row {
  const { deadLetterId, reason, cause, at, attempts, input } = letter
  const { kind, topic, partition, offset, key } = input
  return {
    table: operationsTables.deadLetters,
    id: deadLetterId,
    data: { deadLetterId, service: letter.service, reason, cause, at, attempts, kind, topic, partition, offset, key },
    indexes: { status: { value: 'OPEN', order: at } },
  }
}

function holdRow(service: string, key: string, hold: Hold): Row {
  const queued = hold.next - hold.first
  return {
    table: operationsTables.heldKeys,
    id: key,
    data: { service, key, deadLetterId: hold.deadLetterId, queued },
    indexes: { all: { value: 'ALL', order: queued } },
  }
}

function reasonOf(error: unknown): DeadLetterReason {
  if (isBackboneError(error, 'Unreadable')) return 'UNREADABLE'
  if (isBackboneError(error, 'Rejected')) return 'TOO_LARGE'
  return 'CORE_THREW'
}
