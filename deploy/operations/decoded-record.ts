import type { Codec } from '@icms/backbone/codec'
import { erasedText } from '@icms/backbone/personal-text'
import { header, type InRecord } from '@icms/backbone/record'
import { dataSubjectFieldOf, personalPathsOf } from '@icms/schemas/catalogue'
import type { Subject } from '@icms/web/staff-views'

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
  /** The dead letter whose replay put it out. */
  readonly deadLetter?: string
  readonly data?: unknown
  /** Why the value could not be read. */
  readonly unreadable?: string
  /** Whose personal data is shown; missing where it is masked. */
  readonly shows?: Subject
}

/**
 * `masked`: as it is shown to everybody who may look at topics. `personal`: in clear, where it is known whose it is, so
 * that it can be recorded who saw it. `peeked`: masked without decrypting, for records that were never written.
 */
export type Reading = 'masked' | 'personal' | 'peeked'

const mask = '•••'

/** Decodes a record for operators. Never throws: what cannot be read says why. */
export async function decodeRecord(
  codec: Codec,
  record: InRecord,
  reading: Reading = 'masked',
): Promise<DecodedRecord> {
  const { topic, partition, offset, key, headers } = record
  const { [header.id]: id, [header.actor]: actor, [header.cause]: cause, [header.deadLetter]: deadLetter } = headers
  const place = {
    topic,
    partition,
    offset,
    key,
    at: timeText(record.at),
    ...(id && { id }),
    ...(actor && { actor }),
    ...(cause && { cause }),
    ...(deadLetter && { deadLetter }),
  }
  if (!record.value) return { ...place, unreadable: 'no value: the key was removed' }
  try {
    await codec.prepare([record.value])
    const fullName = codec.nameOf(record.value)
    const type = fullName.slice(fullName.lastIndexOf('.') + 1)
    const value = reading === 'peeked' ? codec.peek(record.value) : codec.decode(record.value)
    const shows = reading === 'personal' ? subjectOf(fullName, value) : undefined
    return { ...place, type, data: copyOf(fullName, value, shows === undefined), ...(shows && { shows }) }
  } catch (error) {
    return { ...place, unreadable: (error as Error).message }
  }
}

/** The time that a foreign producer gave may be no time. */
function timeText(at: number): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? String(at) : time.toISOString()
}

/** Whose personal data a record holds; nothing where it holds none, or it is nobody's for whom views are recorded. */
function subjectOf(fullName: string, value: unknown): Subject | undefined {
  if (knownPersonalPaths(fullName).length === 0) return undefined
  const field = dataSubjectFieldOf(fullName)
  const { applicationId, accountId, ...others } = value as Readonly<Record<string, unknown>>
  const isAbout = (id: unknown) => id === (field === 'subjectId' ? others.subjectId : id)
  const named = field === 'subjectId' || field === undefined ? ['accountId', 'applicationId'] : [field]
  if (named.includes('applicationId') && typeof applicationId === 'string' && isAbout(applicationId))
    return { kind: 'application', id: applicationId }
  if (named.includes('accountId') && typeof accountId === 'string' && isAbout(accountId))
    return { kind: 'account', id: accountId }
  return undefined
}

/** A copy with bytes shown by their length, and every personal field masked where it is asked for. */
function copyOf(fullName: string, value: unknown, isMasked: boolean): unknown {
  const copy = JSON.parse(JSON.stringify(value, withoutBytes)) as unknown
  if (isMasked) for (const path of knownPersonalPaths(fullName)) maskAt(copy, path.split(/\.|(?=\[\])/))
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
