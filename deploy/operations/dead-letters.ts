import type { Actor } from '@icms/backbone/actor'
import { pause } from '@icms/backbone/clock'
import type { DeadLetter } from '@icms/backbone/dead-letters'
import { randomId } from '@icms/backbone/entropy'
import { header, headersOf } from '@icms/backbone/record'
import { type Preview, previewResolution, type Resolution } from '@icms/backbone/preview'
import { topicsOf } from '@icms/backbone/service'
import { letterRecords, tellStory, unknownLetter } from './dead-letter-story.ts'
import { type DecodedRecord, decodeRecord, type Reading } from './decoded-record.ts'
import { OperationError } from './operation-error.ts'
import type { OperationsParts } from './operations-parts.ts'
import {
  findLetter,
  type FoundLetter,
  type LetterFilter,
  letterAt,
  listLetters,
  type OpenLetter,
} from './open-dead-letters.ts'

/** What became of an operator's word on a dead letter. */
export type Resolved = {
  readonly deadLetterId: string
  /**
   * `FAILED_AGAIN`: it was tried, and is a dead letter as before. `ALREADY_…`: somebody was there before, and nothing was
   * done. `BEING_PROCESSED`: the word is durable and will be taken; what comes of it is not known yet.
   */
  readonly outcome:
    | 'REPLAYED'
    | 'DISCARDED'
    | 'FAILED_AGAIN'
    | 'ALREADY_REPLAYED'
    | 'ALREADY_DISCARDED'
    | 'BEING_PROCESSED'
  /** The dead letter as it was last told of. */
  readonly attempts: number
  readonly reason: string
  readonly cause: string
  /** Who ended it (`kind;id=…`), where it is ended. */
  readonly by: string | null
}

/** What a replay or a discard would do; personal data is masked. */
export type DryRun = Omit<Preview, 'outputs'> & {
  readonly letter: OpenLetter
  readonly outputs: readonly Omit<DecodedRecord, 'partition' | 'offset'>[]
}

export type Word = { readonly reason?: string | undefined; readonly actor: Actor; readonly waitMsMax?: number }

const waitMsMax = 5_000
const pollMs = 50
export const reasonLengthMax = 500

/** What operators do about dead letters, on any backbone and from any process. */
export function createDeadLetters(parts: OperationsParts) {
  const { backbone, clock, entropy, reference, place, declarationOf } = parts

  async function endsOf(service: string) {
    const { replays, deadLetters } = topicsOf(service)
    const ends = await backbone.ends([replays, deadLetters])
    return { partitions: ends.get(replays)!.length, told: ends.get(deadLetters) ?? [] }
  }

  /** What was told of it from an offset on. */
  async function lastTold({ service, partition, letter }: FoundLetter, from: number) {
    let last: { told: DeadLetter; by: string } | undefined
    for await (const record of backbone.read(topicsOf(service).deadLetters, new Map([[partition, from]]))) {
      if (record.key !== letter.deadLetterId || !record.value) continue
      await backbone.codec.prepare([record.value])
      last = { told: backbone.codec.decode(record.value) as DeadLetter, by: record.headers[header.actor] ?? '' }
    }
    return last
  }

  async function waitFor(found: FoundLetter, partitions: number, from: number, msMax: number): Promise<Resolved> {
    const { service, partition, letter } = found
    let waiting = true
    const cancel = clock.after(msMax, () => {
      waiting = false
    })
    for (;;) {
      const row = await letterAt(backbone, service, letter.deadLetterId, partition, partitions)
      const now = row.state === 'ready' ? (row.found?.data as OpenLetter | undefined) : letter
      const isSame = now?.attempts === letter.attempts && now.at === letter.at
      const last = isSame ? undefined : await lastTold(found, from)
      if (last) {
        cancel()
        return resolvedOf(last.told, last.by)
      }
      if (!waiting) return { ...resolvedOf({ ...letter, status: 'OPEN' }, ''), outcome: 'BEING_PROCESSED' }
      await pause(clock, pollMs)
    }
  }

  /** For who comes too late: it was ended before, or never was. */
  async function tooLate(id: string): Promise<Resolved> {
    const last = (await letterRecords(backbone, id)).at(-1)
    if (!last) throw unknownLetter(id)
    const { status } = last.letter
    const resolved = resolvedOf(last.letter, last.record.headers[header.actor] ?? '')
    // It is told as open and is not there: its row is written right after.
    if (status === 'OPEN') return { ...resolved, outcome: 'BEING_PROCESSED' }
    return { ...resolved, outcome: `ALREADY_${status}` }
  }

  return {
    list: (filter: LetterFilter = {}, limit?: number) => listLetters(backbone, filter, limit),

    /** Throws an `OperationError` for an id that is no dead letter's, open or ended. */
    show: (id: string, reading: Reading = 'masked') => tellStory(parts, id, reading),

    /** Decides it with the real core over the key's present state, and does nothing. Throws an `OperationError` where it is not open. */
    async preview(id: string, action: Resolution, actor: Actor): Promise<DryRun> {
      const found = await findLetter(backbone, id)
      if (!found) throw await notOpen(id)
      const { service, partition, letter } = found
      const needs = { service: await declarationOf(service), backbone, place, clock, reference }
      const preview = await previewResolution(needs, { ...letter, partition }, action, actor)
      if (!preview) throw await notOpen(id)
      const outputs = preview.outputs.map(async output => {
        const record = { ...output, partition: 0, offset: 0 }
        const { partition: _, offset: __, ...decoded } = await decodeRecord(backbone.codec, record, 'peeked')
        return decoded
      })
      return { ...preview, letter, outputs: await Promise.all(outputs) }
    },

    /**
     * Replays a dead letter, or leaves it out for good, which needs a reason. Waits for what comes of it, at most
     * `waitMsMax`. Repeated, it does nothing twice. Throws an `OperationError`, and `NotNow`: done or not, it may be repeated.
     */
    async resolve(id: string, action: Resolution, word: Word): Promise<Resolved> {
      const reason = (word.reason ?? '').trim()
      if (action === 'DISCARD' && reason === '')
        throw new OperationError('a discard needs a reason: what is left out is left out for good')
      if (reason.length > reasonLengthMax)
        throw new OperationError(`a reason has at most ${reasonLengthMax} characters; this one has ${reason.length}`)
      const found = await findLetter(backbone, id)
      if (!found) return tooLate(id)
      const { service, partition } = found
      const { partitions, told } = await endsOf(service)
      const fullName = 'icms.backbone.ResolveDeadLetter'
      const value = backbone.codec.encode(fullName, { deadLetterId: id, action, reason })
      const at = clock.now()
      const headers = headersOf({
        ...{ id: randomId(entropy), fullName, service: 'operations', key: id, at },
        actor: word.actor,
      })
      await backbone.publish([{ topic: topicsOf(service).replays, key: id, value, headers, at, partition }])
      const from = told.find(t => t.partition === partition)?.end ?? 0
      return waitFor(found, partitions, from, word.waitMsMax ?? waitMsMax)
    },
  }

  async function notOpen(id: string): Promise<OperationError> {
    const { outcome, by } = await tooLate(id)
    const how = outcome === 'BEING_PROCESSED' ? 'is being processed' : outcome.toLowerCase().replace('_', ' ')
    return new OperationError(`dead letter '${id}' ${how}${by ? ` by ${by}` : ''}: there is nothing to be done with it`)
  }
}

const outcomes = { OPEN: 'FAILED_AGAIN', REPLAYED: 'REPLAYED', DISCARDED: 'DISCARDED' } as const

function resolvedOf(
  letter: Pick<DeadLetter, 'deadLetterId' | 'status' | 'attempts'> & { reason: string; cause: string },
  by: string,
): Resolved {
  const { deadLetterId, status, attempts, reason, cause } = letter
  return { deadLetterId, outcome: outcomes[status], attempts, reason, cause, by: status === 'OPEN' ? null : by }
}

export type DeadLetters = ReturnType<typeof createDeadLetters>
