import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { BackboneError } from '@icms/backbone/errors'
import type { Ends, FromWriter, Part, PartResult, ToWriter } from './written-parts.ts'

type Written = Extract<PartResult, { ok: true }>
type Waiting = { readonly part: Part; readonly bytes: number; readonly settle: PromiseWithResolvers<Written> }

export type WriterSettings = {
  readonly file: string
  readonly deployment: Readonly<Record<string, string>>
  readonly onEnds: (ends: Ends) => void
  /** Called while a group is in its transaction and not committed; for tests. */
  readonly paused?: ((parts: readonly Part[]) => Promise<void>) | undefined
}

const groupPartsMax = 2_000
const groupBytesMax = 16_000_000
/** Beyond this, what comes is refused with `NotNow`: the disk does not keep up. */
const queuedBytesMax = 256_000_000

/**
 * Group commit: what arrives while a group is being written waits for the next one, so that many share one flush to
 * the disk, and each caller is answered when its own part is durable.
 */
export async function openWriter(settings: WriterSettings) {
  const { file, deployment, onEnds, paused } = settings
  const thread = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: { file, deployment } })
  const tell = (message: ToWriter) => thread.postMessage(message)
  const ended = new Promise<void>(resolve => thread.once('exit', () => resolve()))
  let queue: Waiting[] = []
  let queuedBytes = 0
  let group: Waiting[] | undefined
  let scheduled = false
  let refusal: BackboneError | undefined
  let closing: PromiseWithResolvers<void> | undefined

  const [first] = (await once(thread, 'message')) as [FromWriter]
  if (first.kind === 'refused') throw new BackboneError(first.code, first.message)

  function next() {
    scheduled = false
    if (group || refusal) return
    if (queue.length === 0) {
      if (closing) tell({ kind: 'close' })
      return
    }
    const size = sizeOfGroup(queue)
    group = queue.slice(0, size)
    queue = queue.slice(size)
    queuedBytes = queue.reduce((sum, waiting) => sum + waiting.bytes, 0)
    tell({ kind: 'write', parts: group.map(w => w.part), pause: paused !== undefined })
  }

  function schedule() {
    if (scheduled || group) return
    scheduled = true
    setImmediate(next)
  }

  /** Nothing can be written any more. */
  function refuse(error: BackboneError) {
    refusal ??= error
    for (const { settle } of [...(group ?? []), ...queue]) settle.reject(refusal)
    group = undefined
    queue = []
    closing?.resolve()
  }

  function answered(results: readonly PartResult[], ends: Ends) {
    const answering = group ?? []
    group = undefined
    onEnds(ends)
    for (const [i, { settle }] of answering.entries()) {
      const result = results[i]!
      if (result.ok) settle.resolve(result)
      else settle.reject(new BackboneError(result.code, result.message))
    }
    next()
  }

  thread.on('message', (message: FromWriter) => {
    if (refusal) return
    if (message.kind === 'written') answered(message.results, message.ends)
    else if (message.kind === 'failed') {
      const failed = group ?? []
      group = undefined
      for (const { settle } of failed)
        settle.reject(new BackboneError('NotNow', `the data file could not be written: ${message.message}`))
      next()
    } else if (message.kind === 'paused') {
      const parts = (group ?? []).map(w => w.part)
      paused?.(parts).then(
        () => tell({ kind: 'go' }),
        () => {},
      )
    } else if (message.kind === 'closed') closing?.resolve()
  })
  thread.on('error', error => refuse(new BackboneError('NotNow', 'the writer ended: start again', error)))
  thread.on('exit', () => refuse(new BackboneError('Closed', 'the writer has ended')))

  return {
    /** Resolves when the part is durable. Throws `Fenced`, `Rejected`, `NotNow` or `Closed`. */
    write(part: Part): Promise<Written> {
      if (refusal || closing)
        return Promise.reject(refusal ?? new BackboneError('Closed', 'the backbone is being closed'))
      const bytes = bytesOf(part)
      if (queuedBytes + bytes > queuedBytesMax && queue.length > 0)
        return Promise.reject(
          new BackboneError('NotNow', 'the disk does not keep up: too much is waiting to be written'),
        )
      queuedBytes += bytes
      const settle = Promise.withResolvers<Written>()
      queue.push({ part, bytes, settle })
      schedule()
      return settle.promise
    },
    /** Writes what is waiting, then ends. */
    async close() {
      closing ??= Promise.withResolvers()
      if (refusal) closing.resolve()
      else if (!group) schedule()
      await closing.promise
      await ended
    },
    /** Ends at once, in the middle of whatever is being written. */
    async kill() {
      refuse(new BackboneError('Closed', 'the process was killed'))
      await thread.terminate()
    },
  }
}

export type Writer = Awaited<ReturnType<typeof openWriter>>

/** At least one, however large. */
function sizeOfGroup(queue: readonly Waiting[]): number {
  let bytes = 0
  let size = 0
  for (; size < Math.min(queue.length, groupPartsMax); size++) {
    bytes += queue[size]!.bytes
    if (size > 0 && bytes > groupBytesMax) break
  }
  return size
}

function bytesOf(part: Part): number {
  const of = (records: readonly { value: Uint8Array | null; headers: string }[]) =>
    records.reduce((sum, r) => sum + (r.value?.length ?? 0) + r.headers.length, 0)
  if (part.kind === 'publish') return of(part.records)
  if (part.kind !== 'commit') return 1_000
  return of(part.records) + part.states.reduce((sum, [, value]) => sum + (value?.length ?? 0), 0)
}
