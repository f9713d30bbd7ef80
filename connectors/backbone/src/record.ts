import { hash } from 'node:crypto'
import { type Actor, actorText } from './actor.ts'
import { base32Of16 } from './base32.ts'

export type Headers = Readonly<Record<string, string>>

/** A record as it was read. `offset` counts from 0 in its partition; `at` is the record's timestamp, UTC ms. */
export type InRecord = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string | null
  readonly value: Uint8Array | null
  readonly headers: Headers
  readonly at: number
}

/** A record to be written. Without `partition` the key decides it. */
export type OutRecord = {
  readonly topic: string
  readonly key: string
  readonly value: Uint8Array
  readonly headers: Headers
  readonly at: number
  readonly partition?: number
}

/** Takes a key away from a compacted topic. */
export type Tombstone = Omit<OutRecord, 'value'> & { readonly value: null }

/** CloudEvents in Kafka's binary mode, W3C trace context, and our own. Opaque ids and names only. */
export const header = {
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  time: 'ce_time',
  subject: 'ce_subject',
  specVersion: 'ce_specversion',
  trace: 'traceparent',
  actor: 'icms_actor',
  /** Id of the input that caused this record. */
  cause: 'icms_cause',
  /** On an event: its place in the audit chain of its key. */
  chain: 'icms_chain',
  /** Keyed hash of a command's body, by which a repeat with another body is recognised. */
  body: 'icms_body',
  /** On a re-keyed copy: the aggregate it is for and the topic it came from. */
  rekeyedFor: 'icms_for',
  rekeyedFrom: 'icms_from',
  /** On what a replay put out: the dead letter that was replayed. */
  deadLetter: 'icms_dead_letter',
} as const

export function headersOf(record: {
  id: string
  fullName: string
  service: string
  key: string
  at: number
  actor: Actor
  cause?: string
  chain?: string | undefined
  trace?: string | undefined
  deadLetter?: string | undefined
}): Record<string, string> {
  const headers: Record<string, string> = {
    [header.specVersion]: '1.0',
    [header.id]: record.id,
    [header.type]: record.fullName,
    [header.source]: `/icms/${record.service}`,
    [header.time]: isoOf(record.at),
    [header.subject]: record.key,
    [header.actor]: actorText(record.actor),
  }
  if (record.cause) headers[header.cause] = record.cause
  if (record.chain) headers[header.chain] = record.chain
  if (record.trace) headers[header.trace] = record.trace
  if (record.deadLetter) headers[header.deadLetter] = record.deadLetter
  return headers
}

/** Outputs of a batch are mostly of one instant, and its text takes longer than any other header. */
let writtenLast = { at: 0, text: new Date(0).toISOString() }
function isoOf(at: number): string {
  if (at !== writtenLast.at) writtenLast = { at, text: new Date(at).toISOString() }
  return writtenLast.text
}

/** The id of a record: its own, or its place where whoever wrote it gave none. */
export function idOf(record: InRecord): string {
  return record.headers[header.id] ?? `${record.topic}/${record.partition}/${record.offset}`
}

/** An id that follows from its parts: the same parts always make the same 26 characters. */
export function deriveId(...parts: readonly (string | number)[]): string {
  let text = ''
  for (const part of parts) text += `${String(part).length}:${part}`
  return base32Of16(hash('sha256', text, 'binary'))
}
