import { BackboneError } from '@icms/backbone/errors'
import { type BytesByKey, createKeptBytes } from '@icms/backbone/kept-bytes'
import type { InRecord } from '@icms/backbone/record'
import type { LogReader } from './log-reader.ts'

/** What a task finds in its changelog: the runtime's entries, and this adapter's own. */
export type Restored = {
  readonly entries: BytesByKey
  /** Tag of the last commit that the read side was told of. */
  readonly tag: string
  /** Where reading began, by topic, for topics that no position is known of. */
  readonly starts: Readonly<Record<string, number>>
}

/** Keys of the adapter's own entries; the runtime's never begin so. */
export const ownKeys = { barrier: '~barrier', tag: '~tag', starts: '~starts' } as const

/**
 * Reads a changelog partition from its start until the barrier with this nonce, which the caller has just committed: all
 * that was ever committed before lies below it. Rejects when `signal` is aborted.
 */
export async function restoreChangelog(
  reader: LogReader,
  place: { readonly topic: string; readonly partition: number },
  nonce: string,
  signal: AbortSignal,
): Promise<Restored> {
  const entries = createKeptBytes()
  const own = new Map<string, string>()
  const [start] = await reader.offsets([place], 'earliest')
  signal.throwIfAborted()
  const done = Promise.withResolvers<void>()
  const give = (record: InRecord): boolean => {
    const { key, value } = record
    if (key === null) return false
    if (key.startsWith('~')) {
      own.set(key, value ? Buffer.from(value).toString() : '')
      return key === ownKeys.barrier && own.get(key) === nonce
    }
    if (value) entries.set(key, value)
    else entries.delete(key)
    return false
  }
  let ended = false
  const reading = reader.add(
    { ...place, as: place.topic, offset: start! },
    {
      wants: () => !ended,
      take({ records }) {
        for (const record of records) {
          if (ended || !give(record)) continue
          ended = true
          done.resolve()
        }
      },
      outOfRange: offset =>
        done.reject(
          new BackboneError(
            'NotNow',
            `the changelog ${place.topic}/${place.partition} was cut below ${offset} while it was read`,
          ),
        ),
    },
  )
  const abort = () => done.reject(new BackboneError('Closed', 'the task was closed while it was restored'))
  signal.addEventListener('abort', abort, { once: true })
  try {
    await done.promise
  } finally {
    reading.remove()
    signal.removeEventListener('abort', abort)
  }
  return { entries, tag: own.get(ownKeys.tag) ?? '', starts: startsOf(own.get(ownKeys.starts)) }
}

function startsOf(text: string | undefined): Record<string, number> {
  return text ? (JSON.parse(text) as Record<string, number>) : {}
}
