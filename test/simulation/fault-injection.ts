import type { Clock } from '@icms/backbone/clock'
import type { createSimulatedTime } from '@icms/backbone/memory/simulated-time'
import { pause } from '@icms/backbone/clock'
import type { MemoryWorld } from '@icms/backbone/memory/memory-world'
import { Killed, type Probe } from '@icms/backbone/probe'
import type { Fault, Plan } from './plan.ts'

export type SimulatedTime = ReturnType<typeof createSimulatedTime>

/** A clock that is off by so much, and never goes back. */
export const skewed = ({ now, at, after }: Clock, offMs: number): Clock => ({
  now: () => now() + offMs,
  at: (instant, wake) => at(instant - offMs, wake),
  after,
})

/** Lets happen what the plan says that goes wrong. What hits a commit waits for the next one of its process. */
export function injectFaults({ faults, quietAt }: Plan, time: SimulatedTime, world: MemoryWorld, killAll: () => void) {
  const { clock } = time
  const armed: Extract<Fault, { what: 'crash' | 'sleep' }>[] = []
  const awayUntil = { broker: 0, 'read-side': 0, registry: 0, 'mail-server': 0, 'all-processes': 0 }
  const downUntil = new Map<number, number>()
  let zombies = 0
  let deaths = 0

  function away(what: keyof typeof awayUntil, awayMs: number) {
    const until = Math.min(clock.now() + awayMs, quietAt)
    awayUntil[what] = Math.max(awayUntil[what], until)
    set(what, true)
    clock.at(until, () => awayUntil[what] <= clock.now() && set(what, false))
  }

  function set(what: keyof typeof awayUntil, isAway: boolean) {
    if (what === 'broker') world.setBrokerAway(isAway)
    if (what === 'read-side') world.readSide.setAway(isAway)
    if (what === 'registry') world.schemaIds.setAway(isAway)
    if (what === 'all-processes' && isAway) killAll()
  }

  function happen(fault: Fault) {
    if (fault.what === 'crash' || fault.what === 'sleep') armed.push(fault)
    else if (fault.what === 'flush') world.readSide.flush()
    else if (fault.what === 'stall')
      clock.at(Math.min(clock.now() + fault.awayMs, quietAt), world.stalls.stall(fault.service, fault.topic))
    else away(fault.what, fault.awayMs)
  }

  for (const fault of faults) clock.at(fault.at, () => happen(fault))
  clock.at(quietAt, () => armed.splice(0))

  /** Mostly nothing is to happen: then there is nothing to wait for either. */
  const probeOf =
    (process: number): Probe =>
    (step, task) => {
      const next = armed.findIndex(
        fault =>
          fault.process === process &&
          fault.step === step &&
          (fault.what === 'crash' || fault.service === undefined || fault.service === task.service),
      )
      if (next < 0) return
      const fault = armed.splice(next, 1)[0]!
      if (fault.what === 'sleep') {
        zombies++
        return pause(clock, fault.asleepMs)
      }
      deaths++
      downUntil.set(process, clock.now() + fault.downMs)
      throw new Killed(`fault ${fault.id}`)
    }

  return {
    probeOf,
    isMailAway: () => clock.now() < awayUntil['mail-server'],
    /** When a process may come back. */
    mayStartAt: (process: number) =>
      Math.min(quietAt, Math.max(awayUntil['all-processes'], downUntil.get(process) ?? 0)),
    counts: () => ({ deaths, zombies }),
  }
}
