import type { Backbone } from './port.ts'
import { header } from './record.ts'
import { topicsOf } from './service.ts'
import type { HeldInput } from './work.ts'

/** Whose queue: the service, the partition of the dead letter, and the key that it holds. */
export type HeldQueue = { readonly service: string; readonly partition: number; readonly key: string }

/** An input that waits, by what it is and where it was read; nothing of what it says. */
export type WaitingInput = Pick<HeldInput, 'kind' | 'topic' | 'partition' | 'offset' | 'name' | 'at'> & {
  /** Full name of the record, as its bytes or else its headers have it; null where neither does. */
  readonly type: string | null
}

/**
 * For operators' tools: what waits behind a dead letter or drains, in order, at most `limit` of it. Reads the changelog of
 * one partition; throws `NotNow`.
 */
export async function readWaiting(
  { codec, read }: Pick<Backbone, 'codec' | 'read'>,
  { service, partition, key }: HeldQueue,
  limit: number,
): Promise<readonly WaitingInput[]> {
  const prefix = `held/${key}/`
  const queue = new Map<string, Uint8Array>()
  for await (const record of read(topicsOf(service).state, new Map([[partition, 0]]))) {
    // A key may itself have a slash, so what follows it has to be a number.
    if (!record.key?.startsWith(prefix) || !/^\d+$/.test(record.key.slice(prefix.length))) continue
    if (record.value) queue.set(record.key, record.value)
    else queue.delete(record.key)
  }
  const first = [...queue].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit)
  await codec.prepare(first.map(([, value]) => value))
  const inputs = first.map(([, value]) => codec.decode(value) as HeldInput)
  await codec.prepare(inputs.map(({ kind, value }) => (kind === 'RECORD' ? value : null)))
  return inputs.map(input => {
    const { kind, topic, partition: at, offset, name } = input
    return { kind, topic, partition: at, offset, name, at: input.at, type: typeOf(input) }
  })

  function typeOf({ kind, value, headers }: HeldInput): string | null {
    if (kind !== 'RECORD') return null
    try {
      if (value) return codec.nameOf(value)
    } catch {
      // What cannot be read is named by its headers.
    }
    return headers[header.type] ?? null
  }
}
