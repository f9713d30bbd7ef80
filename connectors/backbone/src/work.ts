import { asBuffer } from './framing.ts'
import { header, type InRecord } from './record.ts'
import { traceOf } from './tracing.ts'

/** One input of a task, wherever it comes from. */
export type Work =
  | { readonly kind: 'record'; readonly record: InRecord }
  | {
      readonly kind: 'timer'
      readonly aggregate: string
      readonly key: string
      readonly name: string
      readonly due: number
    }
  | {
      readonly kind: 'start'
      readonly aggregate: string
      readonly key: string
      readonly effect: string
      readonly at: number
      readonly trace?: string | undefined
    }
  | ({ readonly kind: 'settled' } & Settled)
  | { readonly kind: 'drain'; readonly key: string }

export type Settled = {
  readonly aggregate: string
  readonly key: string
  readonly effect: string
  readonly effectKind: string
  readonly outcome: 'succeeded' | 'failed' | 'in-doubt'
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: number
  readonly trace?: string | undefined
}

/** An input that can be set aside or queued, as it is kept (`icms.backbone.HeldInput`). */
export type HeldInput = {
  readonly kind: 'RECORD' | 'TIMER' | 'SETTLED'
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, string>>
  readonly at: number
  readonly aggregate: string
  readonly name: string
  readonly effectKind: string
  readonly outcome: string
}

const nothing = {
  topic: '',
  partition: 0,
  offset: 0,
  value: null,
  headers: {},
  aggregate: '',
  name: '',
  effectKind: '',
  outcome: '',
}

/** What can be set aside or queued. */
export type Holdable = Exclude<Work, { kind: 'start' } | { kind: 'drain' }>

export function heldOf(work: Holdable): HeldInput {
  switch (work.kind) {
    case 'record': {
      const { topic, partition, offset, key, value, headers, at } = work.record
      return { ...nothing, kind: 'RECORD', topic, partition, offset, key, value: value && asBuffer(value), headers, at }
    }
    case 'timer':
      return { ...nothing, kind: 'TIMER', key: work.key, aggregate: work.aggregate, name: work.name, at: work.due }
    case 'settled': {
      const { key, aggregate, effect, effectKind, outcome, at, trace } = work
      const headers = trace ? { [header.trace]: trace } : nothing.headers
      const value = Buffer.from(JSON.stringify(work.detail))
      return { ...nothing, kind: 'SETTLED', key, aggregate, name: effect, effectKind, outcome, value, headers, at }
    }
  }
}

export function workOf(held: HeldInput): Holdable {
  const { topic, partition, offset, key, value, headers, at, aggregate, name, effectKind } = held
  switch (held.kind) {
    case 'RECORD':
      return { kind: 'record', record: { topic, partition, offset, key, value, headers, at } }
    case 'TIMER':
      return { kind: 'timer', aggregate, key: key ?? '', name, due: at }
    case 'SETTLED': {
      const outcome = held.outcome as Settled['outcome']
      const detail = JSON.parse(value?.toString() ?? '{}') as Settled['detail']
      const trace = traceOf(headers[header.trace])
      return { kind: 'settled', aggregate, key: key ?? '', effect: name, effectKind, outcome, detail, at, trace }
    }
  }
}

/** What names an input in this service for ever: a record by its place, the rest by what it is. */
export function identityOf(held: HeldInput): string {
  return held.kind === 'RECORD'
    ? `${held.topic}/${held.partition}/${held.offset}`
    : `${held.kind}/${held.aggregate}/${held.key}/${held.name}/${held.at}`
}
