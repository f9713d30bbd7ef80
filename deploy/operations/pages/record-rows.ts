import { actorOf } from '@icms/backbone/actor'
import type { DecodedRecord } from '../decoded-record.ts'
import type { TimelineEntry } from '../timeline.ts'
import { timeOf } from './exact-time.ts'

/** A record as a table shows it: when, what, who and why. */
export type RecordRow = {
  /** Fragment of the address that leads to it. */
  readonly anchor: string
  readonly when: string
  readonly type: string | null
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string | null
  readonly id: string | null
  /** Who brought it about; null where the record names nobody. */
  readonly who: { readonly id: string; readonly role: string; readonly for: string | null } | null
  /** What caused it: its type and anchor where it is in the same table. */
  readonly cause: { readonly id: string; readonly type: string | null; readonly anchor: string | null } | null
  /** Codes that its content gives: how it ended, what is asked for, and why. */
  readonly codes: readonly string[]
  /** The dead letter whose replay put it out, or that it tells of. */
  readonly letter: { readonly deadLetterId: string; readonly isReplay: boolean } | null
  /** Its content as JSON, personal data masked; null where it cannot be read. */
  readonly content: string | null
  readonly unreadable: string | null
}

/** Rows of records in their order; a cause is linked where it is one of them. */
export function recordRows(records: readonly (DecodedRecord & Pick<TimelineEntry, 'because'>)[]): readonly RecordRow[] {
  const known = new Map(records.flatMap(record => (record.id ? [[record.id, record] as const] : [])))
  return records.map(record => {
    const { topic, partition, offset, key, id = null, type = null, actor, cause, data, unreadable = null } = record
    const who = actor === undefined ? undefined : actorOf(actor)
    const causing = cause === undefined ? undefined : known.get(cause)
    return {
      ...{ anchor: anchorOf(record), when: timeOf(record), topic, partition, offset, key, id, type },
      who: who ? { id: who.id, role: who.role ?? who.kind, for: who.onBehalfOf ?? null } : null,
      cause:
        cause === undefined
          ? null
          : {
              id: cause,
              type: causing?.type ?? record.because?.type ?? null,
              anchor: causing ? anchorOf(causing) : null,
            },
      codes: codesIn(data),
      letter: letterOf(record),
      content: data === undefined ? null : JSON.stringify(data, null, 2),
      unreadable,
    }
  })
}

const anchorOf = ({ topic, partition, offset }: DecodedRecord): string => `${topic}-${partition}-${offset}`

function letterOf({ data, deadLetter }: DecodedRecord): RecordRow['letter'] {
  if (deadLetter !== undefined) return { deadLetterId: deadLetter, isReplay: true }
  const { deadLetterId } = (data ?? {}) as { readonly deadLetterId?: unknown }
  return typeof deadLetterId === 'string' ? { deadLetterId, isReplay: false } : null
}

/** What somebody wrote is masked, and is in the content. */
function codesIn(data: unknown): readonly string[] {
  const { status, action, failure, reasonCodes, reasons, reason } = (data ?? {}) as Readonly<Record<string, unknown>>
  const codes = [status, action, failure, reasonCodes, reasons, reason]
    .flat()
    .map(one => (isCoded(one) ? one.code : one))
  return codes.filter((code): code is string => typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code))
}

const isCoded = (value: unknown): value is { readonly code: unknown } =>
  typeof value === 'object' && value !== null && 'code' in value
