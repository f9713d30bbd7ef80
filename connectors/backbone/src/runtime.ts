import type { Clock } from './clock.ts'
import type { Codec } from './codec.ts'
import type { Limits } from './limits.ts'
import type { InputOutcome } from './outcomes.ts'
import type { Reference } from './reference.ts'
import type { Router, Service } from './service.ts'
import type { Tracing } from './tracing.ts'

/** Calls the world: resolves with what it learnt, rejects when it failed. Must obey `signal`. */
export type EffectHandler = (
  request: Readonly<Record<string, unknown>>,
  /** `trace`: what a call that can carry one passes on. */
  call: {
    readonly signal: AbortSignal
    readonly id: string
    readonly key: string
    readonly trace?: string | undefined
  },
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
    /** Another process had taken the task over. */
    | 'fenced'
    /** A time in which the office should have acted was over. */
    | 'targets'
  readonly count: number
  readonly service: string
  readonly partition: number
  readonly labels?: Readonly<Record<string, string>>
  /** How long it took: a commit, an opening; how late a timer was. */
  readonly seconds?: number
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
  /** Name of this process among those of the deployment; empty where it has none. */
  readonly process: string
  readonly service: Service
  readonly route: Router
  readonly codec: Codec
  readonly place: (type: string) => Place
  readonly clock: Clock
  readonly limits: Limits
  readonly reference: ReferenceSource
  readonly effects: Readonly<Record<string, EffectHandler>>
  /** Told what happens; where nobody listens nothing is counted for it. */
  readonly signal: ((signal: Signal) => void) | undefined
  /** Told what came of each input once it is committed; where nobody listens nothing is made for it. */
  readonly outcome: ((outcome: InputOutcome) => void) | undefined
  /** The same of what people should look at: dead letters, calls in doubt. */
  readonly alarm: ((outcome: InputOutcome) => void) | undefined
  readonly tracing: Tracing | undefined
}
