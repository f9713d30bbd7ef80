import { createHash } from 'node:crypto'

/** Where a trace goes on, as W3C's header says it: `00-<trace>-<span>-<flags>`. */
const traceparent = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The header where it is one; whatever else a stranger wrote there is no part of a trace, and might be anything. */
export const traceOf = (header: unknown): string | undefined =>
  typeof header === 'string' && traceparent.test(header) ? header : undefined

/** The trace that begins with an input which belongs to none, a deadline or a command of our own: the same id makes the same one. */
export function traceFrom(id: string): string {
  const hash = createHash('sha256').update(`trace:${id}`).digest('hex')
  return `00-${hash.slice(0, 32)}-${hash.slice(32, 48)}-01`
}

/** The id that all of a trace share, to look it up by. */
export const traceIdOf = (trace: string | undefined): string | undefined => trace?.split('-')[1]

export type SpanStart = {
  readonly name: string
  readonly kind: 'server' | 'producer' | 'consumer' | 'client'
  /** Without one a trace begins. */
  readonly parent: string | undefined
  /** Names and opaque ids only. */
  readonly attributes: Readonly<Record<string, string | number>>
}

export type OpenSpan = {
  /** For whatever comes of it. */
  readonly trace: string
  /** `failure`: a code or the name of an error, never its message. */
  end(failure?: string): void
}

/** Where spans go. Where there is none nothing is measured, and traces are carried on all the same. */
export interface Tracing {
  start(span: SpanStart): OpenSpan
}
