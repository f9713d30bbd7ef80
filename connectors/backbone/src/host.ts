import type { Clock } from './clock.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { Backbone, RunningService } from './port.ts'
import type { EffectHandler, Place, ReferenceSource, Runtime } from './runtime.ts'
import { inputTopicsOf, routerOf, type Service } from './service.ts'
import { createSuspicion, type Suspicion } from './suspicion.ts'
import { openTask, type RunTask } from './task.ts'
import type { TaskStanding } from './task-standing.ts'

export type Hosting = {
  readonly backbone: Backbone
  /** Name of this process among those of the deployment: with one, operations are told of tasks that moved. */
  readonly process?: string
  readonly place: (type: string) => Place
  readonly clock: Clock
  readonly reference: ReferenceSource
  /** By kind of effect. */
  readonly effects?: Readonly<Record<string, EffectHandler>>
  readonly limits?: Partial<Limits>
  readonly signal?: Runtime['signal']
  readonly outcome?: Runtime['outcome']
  readonly alarm?: Runtime['alarm']
  readonly tracing?: Runtime['tracing']
}

/** A service that runs, and how its tasks stand that are open here. */
export type HostedService = RunningService & { standings(): readonly TaskStanding[] }

/** Runs a service's tasks on a backbone: as many of its partitions as fall to this process. */
export async function runService(service: Service, hosting: Hosting): Promise<HostedService> {
  const { backbone, place, clock, reference } = hosting
  const runtime: Runtime = {
    service,
    process: hosting.process ?? '',
    route: routerOf(service),
    codec: backbone.codec,
    place,
    clock,
    reference,
    limits: { ...defaultLimits, ...hosting.limits },
    effects: hosting.effects ?? {},
    signal: hosting.signal,
    outcome: hosting.outcome,
    alarm: hosting.alarm,
    tracing: hosting.tracing,
  }
  const suspicions = new Map<number, Suspicion>()
  const tasks = new Map<number, RunTask>()
  const running = await backbone.run(
    { service: service.name, topics: inputTopicsOf(service) },
    async (store, restored) => {
      const suspicion = suspicions.get(store.partition) ?? createSuspicion()
      suspicions.set(store.partition, suspicion)
      const task = await openTask(runtime, store, restored, suspicion)
      tasks.set(store.partition, task)
      return task
    },
  )
  return {
    ...running,
    standings: () => Array.from(tasks.values(), task => task.standing()).filter(s => s !== undefined),
  }
}
