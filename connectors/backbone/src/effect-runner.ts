import type { Effect } from './aggregate.ts'
import { causeOf } from './errors.ts'
import type { KeyEntry } from './key-entry.ts'
import type { Runtime } from './runtime.ts'
import type { Settled, Work } from './work.ts'

/** `trace`: of the input that made the key want them. */
type Wanted = { readonly entry: KeyEntry; readonly wanted: readonly Effect[]; readonly trace?: string | undefined }

/**
 * Calls the world outside of the task's turn, with bounded concurrency and an absolute time-out. A call begins only
 * after its start was committed, and its result is an input like any other; a start that has no result when the task is
 * opened is in doubt.
 */
export function createEffectRunner(runtime: Runtime, submit: (works: readonly Work[]) => void) {
  const { clock, limits, service } = runtime
  /** By state key: effects that wait for a start, and those whose start was committed. */
  const waiting = new Map<string, Wanted>()
  const asked = new Set<string>()
  const running = new Map<string, AbortController>()
  const restored: Settled[] = []
  let opened = false
  let stopping = false
  let idle: (() => void) | undefined

  const label = (stateKey: string, effect: string) => `${stateKey}#${effect}`

  function launch(stateKey: string, entry: KeyEntry, effect: Effect, parent: string | undefined) {
    const controller = new AbortController()
    running.set(label(stateKey, effect.id), controller)
    const span = runtime.tracing?.start({
      name: `${service.name} calls ${effect.kind}`,
      kind: 'client',
      parent,
      attributes: { service: service.name, key: entry.key, effect: effect.id },
    })
    const trace = span?.trace ?? parent
    let over = false
    const settle = (outcome: Settled['outcome'], detail: Settled['detail']) => {
      if (over) return
      over = true
      cancel()
      span?.end(outcome === 'succeeded' ? undefined : outcome)
      running.delete(label(stateKey, effect.id))
      const { key } = entry
      const settled = {
        aggregate: entry.aggregate.name,
        key,
        effect: effect.id,
        effectKind: effect.kind,
        outcome,
        detail,
        trace,
      }
      submit([{ kind: 'settled', ...settled, at: clock.now() }])
      if (running.size === 0) idle?.()
    }
    const cancel = clock.after(limits.effectMsMax, () => {
      controller.abort()
      settle('in-doubt', { code: 'TIMED_OUT', message: `no result after ${limits.effectMsMax} ms` })
    })
    const handler = runtime.effects[effect.kind]
    const call = { signal: controller.signal, id: effect.id, key: entry.key, trace }
    Promise.resolve()
      .then(() => {
        if (!handler) throw new Error(`no handler for effects of kind ${effect.kind} in ${service.name}`)
        return handler(effect.request, call)
      })
      .then(detail => settle('succeeded', detail))
      .catch(error => settle('failed', { code: codeOf(error), message: causeOf(error) }))
  }

  return {
    /** What a key wants now, after a commit or a restore. Starts that were committed are launched. */
    want(stateKey: string, now: Wanted | undefined) {
      if (!now || now.wanted.length === 0) waiting.delete(stateKey)
      else waiting.set(stateKey, { ...now, trace: waiting.get(stateKey)?.trace ?? now.trace })
      for (const { effect, kind, at, trace } of now?.entry.attempts ?? []) {
        const name = label(stateKey, effect)
        if (running.has(name)) continue
        const { state, aggregate } = now!.entry
        const wanted = state === undefined ? undefined : aggregate.pending?.(state).find(e => e.id === effect)
        if (opened && asked.delete(name) && wanted) launch(stateKey, now!.entry, wanted, trace || undefined)
        else if (!opened) {
          const { key } = now!.entry
          const detail = { code: 'RESTARTED', message: 'the process ended while the call ran', startedAt: at }
          restored.push({
            aggregate: aggregate.name,
            key,
            effect,
            effectKind: kind,
            outcome: 'in-doubt',
            detail,
            at: clock.now(),
            trace: trace || undefined,
          })
        }
      }
    },
    /** A start was staged, or was not wanted any more. */
    answered: (stateKey: string, effect: string) => void asked.delete(label(stateKey, effect)),
    /** Calls that were running when the task was last closed. Once, when everything was restored. */
    inDoubt(): Work[] {
      opened = true
      return restored.splice(0).map(settled => ({ kind: 'settled', ...settled }))
    },
    /** Asks for the starts that there is room for. */
    start() {
      if (stopping || !opened) return
      const works: Work[] = []
      for (const [stateKey, { entry, wanted, trace }] of waiting)
        for (const effect of wanted) {
          const name = label(stateKey, effect.id)
          if (running.size + asked.size >= limits.effectsInFlightMax) break
          if (asked.has(name) || running.has(name)) continue
          asked.add(name)
          works.push({
            kind: 'start',
            aggregate: entry.aggregate.name,
            key: entry.key,
            effect: effect.id,
            at: clock.now(),
            trace,
          })
        }
      if (works.length > 0) submit(works)
    },
    startNoMore() {
      stopping = true
    },
    /** Waits for what runs, to a limit; what runs on is in doubt when the task is opened again. */
    async finish() {
      if (running.size === 0) return
      await new Promise<void>(resolve => {
        idle = resolve
        clock.after(limits.closeMsMax, resolve)
      })
    },
    stop() {
      stopping = true
      for (const controller of running.values()) controller.abort()
    },
    running: () => running.size,
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' || typeof code === 'number' ? String(code) : 'FAILED'
}
