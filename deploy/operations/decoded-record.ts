import type { Codec } from '@icms/backbone/codec'
import { erasedText } from '@icms/backbone/personal-text'
import { header, type InRecord } from '@icms/backbone/record'
import { personalPathsOf } from '@icms/schemas/catalogue'

/** A record as operators read it: decoded, personal data masked; what was erased says so. */
export type DecodedRecord = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string | null
  readonly at: string
  readonly id?: string
  readonly type?: string
  readonly actor?: string
  readonly cause?: string
  readonly data?: unknown
  /** Why the value could not be read. */
  readonly unreadable?: string
}

const mask = '•••'

/** Decodes a record for operators. Never throws: what cannot be read says why. */
export async function decodeRecord(codec: Codec, record: InRecord): Promise<DecodedRecord> {
  const { topic, partition, offset, key, headers } = record
  const { [header.id]: id, [header.actor]: actor, [header.cause]: cause } = headers
  const place = {
    topic,
    partition,
    offset,
    key,
    at: new Date(record.at).toISOString(),
    ...(id && { id }),
    ...(actor && { actor }),
    ...(cause && { cause }),
  }
  if (!record.value) return { ...place, unreadable: 'no value: the key was removed' }
  try {
    await codec.prepare([record.value])
    const fullName = codec.nameOf(record.value)
    const type = fullName.slice(fullName.lastIndexOf('.') + 1)
    return { ...place, type, data: masked(fullName, codec.decode(record.value)) }
  } catch (error) {
    return { ...place, unreadable: (error as Error).message }
  }
}

/** A copy with every personal field masked, and bytes shown by their length. */
function masked(fullName: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(value, withoutBytes)) as unknown
  for (const path of knownPersonalPaths(fullName)) maskAt(copy, path.split(/\.|(?=\[\])/))
  return copy
}

function knownPersonalPaths(fullName: string): readonly string[] {
  try {
    return personalPathsOf(fullName)
  } catch {
    return []
  }
}

function maskAt(value: unknown, [first, ...rest]: readonly string[]): void {
  if (first === undefined || value === null || typeof value !== 'object') return
  if (first === '[]') {
    for (const [i, item] of (value as unknown[]).entries())
      if (rest.length > 0) maskAt(item, rest)
      else (value as unknown[])[i] = maskOf(item)
    return
  }
  const fields = value as Record<string, unknown>
  if (rest.length > 0) maskAt(fields[first], rest)
  else if (fields[first] !== null && fields[first] !== undefined) fields[first] = maskOf(fields[first])
}

/** That something was erased is no secret. */
const maskOf = (value: unknown): string => (value === erasedText ? erasedText : mask)

function withoutBytes(_: string, value: unknown): unknown {
  const bytes = value as { type?: unknown; data?: unknown } | null
  return bytes && typeof bytes === 'object' && bytes.type === 'Buffer' && Array.isArray(bytes.data)
    ? `<${bytes.data.length} bytes>`
    : value
}
