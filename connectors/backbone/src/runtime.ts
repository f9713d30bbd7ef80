import type { Clock } from './clock.ts'
import type { Codec } from './codec.ts'
import type { Limits } from './limits.ts'
import type { Reference } from './reference.ts'
import type { Router, Service } from './service.ts'

/** Calls the world: resolves with what it learnt, rejects when it failed. Must obey `signal`. */
export type EffectHandler = (
  request: Readonly<Record<string, unknown>>,
  call: { readonly signal: AbortSignal; readonly id: string; readonly key: string },
) => Promise<Readonly<Record<string, unknown>>>

/** Where a type is written: its owner's topic, and its full name. */
export type Place = { readonly topic: string; readonly fullName: string }

/** What happens inside, for metrics and logs: ids and names only. */
export type Signal = {
  readonly name:
    | 'inputs'
    | 'skipped'
    | 'repeated'
    | 'commits'
    | 'outputs'
    | 'timers'
    | 'effects'
    | 'dead-letters'
    | 'held'
    | 'opened'
    | 'closed'
    | 'waits'
    | 'reports'
  readonly count: number
  readonly service: string
  readonly partition: number
  readonly labels?: Readonly<Record<string, string>>
}

/** The reference data of a process: one table for all tasks, read before any of them opens. */
export interface ReferenceSource {
  current(): Reference
  /** Resolves when the table has at least this version. */
  atLeast(version: number): Promise<void>
  onChange(callback: () => void): () => void
}

/** What a task needs beside its store; the same for all tasks of a service in a process. */
export type Runtime = {
  readonly service: Service
  readonly route: Router
  readonly codec: Codec
  readonly place: (type: string) => Place
  readonly clock: Clock
  readonly limits: Limits
  readonly reference: ReferenceSource
  readonly effects: Readonly<Record<string, EffectHandler>>
  readonly signal: (signal: Signal) => void
}
