import { isDeepStrictEqual } from 'node:util'
import { type Actor, system } from './actor.ts'
import type { Aggregate, Outgoing, Row, RuntimeInput, Timer, Typed } from './aggregate.ts'
import type { Contracts } from './contracts.ts'
import { deriveId } from './record.ts'
import { noReference, type Reference } from './reference.ts'
import type { Place } from './runtime.ts'

type StoryOptions = {
  readonly key: string
  readonly contracts: Contracts & { place(type: string): Place }
  readonly reference?: Reference
}

/**
 * Test kit: one key of one aggregate, told input by input. Every step is held to the laws that the runtime counts on,
 * and throws where one is broken:
 * deciding twice gives the same; outputs and state survive their codecs; an event or a timer that comes again decides
 * nothing; a timer that fired is not due any more; a settled effect is not wanted any more; outputs are declared; timers
 * and effects are wanted whatever the personal texts are, since the runtime asks for them while those are encrypted.
 */
export function storyOf<S, I extends Typed, O extends Typed>(declared: Aggregate<S, I, O>, options: StoryOptions) {
  let aggregate = declared
  const { key, contracts } = options
  let reference = options.reference ?? noReference
  let state: S | undefined
  let steps = 0

  function through(fullName: string, value: unknown, what: string): unknown {
    const type = contracts.typeOf(fullName)
    if (!type) throw new Error(`${what}: no schema named ${fullName}`)
    const misfits: string[] = []
    if (!type.isValid(value, { errorHook: path => misfits.push(path.join('.')) }))
      throw new Error(`${what} does not fit ${fullName} at ${misfits.join(', ')}`)
    const back: unknown = type.fromBuffer(type.toBuffer(value))
    if (!isDeepStrictEqual(plain(back), plain(value))) throw new Error(`${what} does not survive ${fullName}`)
    return back
  }

  function decide(input: I | RuntimeInput, at: number, actor: Actor, id: string) {
    const context = { key, id, at, actor, reference }
    const outputs = aggregate.decide(input, state, context)
    if (!isDeepStrictEqual(outputs, aggregate.decide(input, state, context)))
      throw new Error(`${aggregate.name} decides ${input.type} differently the second time`)
    for (const output of outputs) {
      if (!aggregate.outputs.includes(output.type)) throw new Error(`${aggregate.name} does not declare ${output.type}`)
      through(contracts.place(output.type).fullName, output.data, output.type)
    }
    return outputs
  }

  function take(input: I | RuntimeInput, at: number, actor: Actor, id: string): readonly Outgoing<O>[] {
    const outputs = decide(input, at, actor, id)
    for (const output of outputs) state = aggregate.evolve(state, output)
    if (state !== undefined) state = through(aggregate.state, state, `state of ${aggregate.name}`) as S
    holdBlind()
    const isCommand = aggregate.inputs.some(i => i.topic.endsWith('.commands.v1') && i.types.includes(input.type))
    if (!isCommand && decide(input, at, actor, id).length > 0)
      throw new Error(`${aggregate.name} decides ${input.type} again when it comes again`)
    return outputs
  }

  function wantedOf(of: S) {
    return {
      due: aggregate.due?.(of, reference),
      pending: aggregate.pending?.(of).map(({ id, kind }) => ({ id, kind })),
    }
  }

  function holdBlind() {
    const blind = state && (contracts.personalOf(aggregate.state)?.change(state, () => 'encrypted') as S | undefined)
    if (blind && !isDeepStrictEqual(wantedOf(blind), wantedOf(state!)))
      throw new Error(`timers or effects of ${aggregate.name} depend on personal texts`)
  }

  const dueNow = (): readonly Timer[] =>
    state === undefined ? [] : [...(aggregate.due?.(state, reference) ?? [])].sort((a, b) => a.at - b.at)

  return {
    get state() {
      return state
    },
    get timers() {
      return dueNow()
    },
    get rows(): readonly Row[] {
      return state === undefined ? [] : (aggregate.rows?.(state, key) ?? [])
    },
    get effects() {
      return state === undefined ? [] : (aggregate.pending?.(state) ?? [])
    },
    set reference(next: Reference) {
      reference = next
    },
    /** The rest is told under other settings of the deployment. */
    set aggregate(next: Aggregate<S, I, O>) {
      aggregate = next
    },
    /** Fires what is due before `at` (UTC ms), then gives the input. Answers the input's own outputs. */
    input(input: I, at: number, actor: Actor = system, id = deriveId('story', steps++)): readonly Outgoing<O>[] {
      this.advanceTo(at - 1)
      return take(input, at, actor, id)
    },
    /** Fires every timer due up to `at`, in order, and answers all that they put out. */
    advanceTo(at: number): readonly Outgoing<O>[] {
      const all: Outgoing<O>[] = []
      for (let first = dueNow()[0]; first && first.at <= at; first = dueNow()[0]) {
        const { name, at: due } = first
        all.push(...take({ type: 'TimerFired', data: { name, due } }, due, system, deriveId('timer', key, name, due)))
        if (dueNow().some(t => t.name === name && t.at <= due)) throw new Error(`${name} is still due after it fired`)
      }
      return all
    },
    /** Settles a pending effect. */
    settle(
      effect: string,
      outcome: 'succeeded' | 'failed' | 'in-doubt',
      at: number,
      detail: Readonly<Record<string, unknown>> = {},
    ): readonly Outgoing<O>[] {
      const wanted = this.effects.find(e => e.id === effect)
      if (!wanted) throw new Error(`${aggregate.name} wants no effect ${effect}`)
      this.advanceTo(at - 1)
      const data = { effect, kind: wanted.kind, outcome, detail }
      const outputs = take({ type: 'EffectSettled', data }, at, system, deriveId('effect', key, effect))
      if (this.effects.some(e => e.id === effect)) throw new Error(`${effect} is still wanted after it was settled`)
      return outputs
    },
  }
}

/** avsc makes objects with prototypes of its own and Buffers; compare content only. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
