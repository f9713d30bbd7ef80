import type { Actor } from './actor.ts'
import type { Reference } from './reference.ts'

/** A message as cores see it: the simple name of its Avro record and the decoded fields. */
export type Typed = { readonly type: string; readonly data: unknown }

/** A timer that came due. `due` is the instant it was due at (UTC ms), which is also the input's time. */
export type TimerFired = { readonly type: 'TimerFired'; readonly data: { readonly name: string; readonly due: number } }

/**
 * The result of an effect. `in-doubt`: the call may or may not have happened (the process died, or its absolute time-out
 * passed); `decide` chooses what to do by policy. `detail` is whatever the handler answered, or `{ code, message }`.
 */
export type EffectSettled = {
  readonly type: 'EffectSettled'
  readonly data: {
    readonly effect: string
    readonly kind: string
    readonly outcome: 'succeeded' | 'failed' | 'in-doubt'
    readonly detail: Readonly<Record<string, unknown>>
  }
}

export type RuntimeInput = TimerFired | EffectSettled

/** What a decision may know beside its input and its state. */
export type Context = {
  readonly key: string
  /** Id of the input: the same input has the same id however often it is delivered. */
  readonly id: string
  /** Time of the input, UTC ms: the record's timestamp, or the instant the timer was due. */
  readonly at: number
  readonly actor: Actor
  readonly reference: Reference
}

/** An output. `key` is given where it is not the aggregate's own (a request to another aggregate). */
export type Outgoing<O extends Typed = Typed> = O & { readonly key?: string }

/** When the aggregate wants to be woken. `name` is unique within the key. */
export type Timer = { readonly name: string; readonly at: number }

/** A call wanted of the world. `id` is unique within the key and changes with every attempt that the core wants. */
export type Effect = { readonly id: string; readonly kind: string; readonly request: Readonly<Record<string, unknown>> }

/** What pages and worklists show. An index orders the rows that share its value by `order` (a number, mostly a time). */
export type Row = {
  readonly table: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
  readonly indexes?: Readonly<Record<string, { readonly value: string; readonly order: number }>>
}

/**
 * Where inputs come from. `key` names the key that an input is for. Where its record bears another, the runtime re-keys it
 * through `<service>.rekeyed.v1`, so that it arrives in the order of that key's other inputs: a commit more. It is asked while
 * personal texts are still encrypted, and must not depend on them.
 */
export type InputFrom = {
  readonly topic: string
  readonly types: readonly string[]
  // biome-ignore lint/suspicious/noExplicitAny: the declaration narrows it to the types that it lists
  readonly key?: (input: any) => string
}

/**
 * An aggregate: a key, its inputs, two pure functions and three pure views of its state.
 * No clock, no randomness, no I/O in any of them. An input that no longer fits the state decides nothing; `decide` and
 * `evolve` throw only when an invariant is broken, which makes the input a dead letter that holds its key.
 */
export interface Aggregate<S = unknown, I extends Typed = Typed, O extends Typed = Typed> {
  readonly name: string
  /** Full name of the Avro record that the state is kept as. */
  readonly state: string
  readonly inputs: readonly InputFrom[]
  /** Simple names of everything that `decide` may put out. */
  readonly outputs: readonly O['type'][]
  /** Outputs that say that a time in which the office should have acted is over: operations are told of each (`TargetMissed`). */
  readonly targets?: readonly O['type'][]
  decide(input: I | RuntimeInput, state: S | undefined, context: Context): readonly Outgoing<O>[]
  /** `undefined` forgets the key. */
  evolve(state: S | undefined, output: O): S | undefined
  due?(state: S, reference: Reference): readonly Timer[]
  pending?(state: S): readonly Effect[]
  rows?(state: S, key: string): readonly Row[]
  /** One word, of few, for where the key stands: metrics count the keys by it. Nothing personal, as it is a label. */
  standing?(state: S): string
}

/** Erases the type parameters, so that aggregates of different states can stand in one list. */
export function aggregate<S, I extends Typed, O extends Typed>(declared: Aggregate<S, I, O>): Aggregate {
  return declared as unknown as Aggregate
}
