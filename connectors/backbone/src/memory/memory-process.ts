import { BackboneError } from '../errors.ts'
import { type CommitStep, Killed, type Probe } from '../probe.ts'
import type { MemoryWorld } from './memory-world.ts'

export type MemoryProcessSettings = {
  readonly probe?: Probe
  /** A probe that waits longer than this (machine time) makes a process that others take over from. */
  readonly sessionMsMax?: number
  /** Open tasks that failed, and handlers that threw. */
  readonly report?: (error: unknown) => void
}

/** One process over a world: alive, asleep inside a probe, or dead. Everything it does goes step by step. */
export function createMemoryProcess(world: MemoryWorld, settings: MemoryProcessSettings) {
  const sessionMsMax = settings.sessionMsMax ?? 500
  const onEnd = new Set<() => void>()
  const onSleep = new Set<(asleep: boolean) => void>()
  let dead: string | undefined

  function alive() {
    if (dead) throw new BackboneError('Closed', dead)
  }

  /** Mostly nothing is to happen: then there is nothing to wait for. */
  function reached(step: CommitStep, task: { service: string; partition: number }): void | Promise<void> {
    try {
      alive()
      const probing = settings.probe?.(step, task)
      return probing && sleptThrough(probing)
    } catch (error) {
      return failed(error)
    }
  }

  async function failed(error: unknown): Promise<never> {
    if (error instanceof Killed) process.end(error.message)
    throw error
  }

  /** Others take over from whoever sleeps too long; once awake it may be dead. */
  async function sleptThrough(probing: Promise<void>) {
    let asleep = false
    const cancel = world.clock.after(sessionMsMax, () => {
      asleep = true
      for (const callback of onSleep) callback(true)
    })
    try {
      await probing
    } catch (error) {
      return await failed(error)
    } finally {
      cancel()
      if (asleep) for (const callback of onSleep) callback(false)
    }
    alive()
  }

  const process = {
    clock: world.clock,
    report: settings.report ?? (() => {}),
    isDead: () => dead !== undefined,
    alive,
    /** The next step happens when the schedule says so. Throws `Closed` in a dead process. */
    step: () =>
      new Promise<void>((resolve, reject) =>
        world.schedule(() => (dead ? reject(new BackboneError('Closed', dead)) : resolve())),
      ),
    brokerReachable() {
      if (world.isBrokerAway()) throw new BackboneError('NotNow', 'the broker cannot be reached')
    },
    /** The next step, in which the process may die or fall asleep. */
    probe: (step: CommitStep, task: { service: string; partition: number }) =>
      new Promise<void>(resolve => world.schedule(() => resolve(reached(step, task)))),
    /** Dead from now on: every call is answered with `Closed`, and nothing that was open is settled. */
    end(why: string) {
      if (dead) return
      dead = why
      for (const callback of [...onEnd]) callback()
    },
    onEnd(callback: () => void): () => void {
      onEnd.add(callback)
      return () => void onEnd.delete(callback)
    },
    onSleep(callback: (asleep: boolean) => void): () => void {
      onSleep.add(callback)
      return () => void onSleep.delete(callback)
    },
  }
  return process
}

export type MemoryProcess = ReturnType<typeof createMemoryProcess>
