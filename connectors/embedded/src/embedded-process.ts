import type { Clock } from '@icms/backbone/clock'
import { BackboneError } from '@icms/backbone/errors'
import { type CommitStep, Killed, type Probe } from '@icms/backbone/probe'
import type { ReadingProcess } from '@icms/backbone/topic-reading'

export type ProcessSettings = {
  readonly clock: Clock
  readonly probe?: Probe | undefined
  readonly report: (error: unknown) => void
  /** The probe said that the process dies here. */
  readonly kill: (why: string) => void
}

/** The life of one opened backbone: until it ends, its loops go on; after that everything is answered with `Closed`. */
export function createEmbeddedProcess({ clock, probe, report, kill }: ProcessSettings) {
  const callbacks = new Set<() => void>()
  let ended: string | undefined

  function alive() {
    if (ended) throw new BackboneError('Closed', ended)
  }

  const process = {
    clock,
    report,
    alive,
    async step() {
      await new Promise(resolve => setImmediate(resolve))
      alive()
    },
    async probe(step: CommitStep, task: { service: string; partition: number }) {
      alive()
      if (!probe) return
      try {
        await probe(step, { service: task.service, partition: task.partition })
      } catch (error) {
        if (error instanceof Killed) kill(error.message)
        throw error
      }
      alive()
    },
    end(why: string) {
      if (ended) return
      ended = why
      for (const callback of [...callbacks]) callback()
    },
    onEnd(callback: () => void) {
      callbacks.add(callback)
      return () => void callbacks.delete(callback)
    },
  } satisfies ReadingProcess & Record<string, unknown>
  return process
}

export type EmbeddedProcess = ReturnType<typeof createEmbeddedProcess>
