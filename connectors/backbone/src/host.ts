import type { Clock } from './clock.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { Backbone, RunningService } from './port.ts'
import type { EffectHandler, Place, ReferenceSource, Runtime, Signal } from './runtime.ts'
import { inputTopicsOf, routerOf, type Service } from './service.ts'
import { createSuspicion, type Suspicion } from './suspicion.ts'
import { openTask } from './task.ts'

export type Hosting = {
  readonly backbone: Backbone
  readonly place: (type: string) => Place
  readonly clock: Clock
  readonly reference: ReferenceSource
  /** By kind of effect. */
  readonly effects?: Readonly<Record<string, EffectHandler>>
  readonly limits?: Partial<Limits>
  readonly signal?: (signal: Signal) => void
}

/** Runs a service's tasks on a backbone: as many of its partitions as fall to this process. */
export function runService(service: Service, hosting: Hosting): Promise<RunningService> {
  const { backbone, place, clock, reference } = hosting
  const runtime: Runtime = {
    service,
    route: routerOf(service),
    codec: backbone.codec,
    place,
    clock,
    reference,
    limits: { ...defaultLimits, ...hosting.limits },
    effects: hosting.effects ?? {},
    signal: hosting.signal ?? (() => {}),
  }
  const suspicions = new Map<number, Suspicion>()
  return backbone.run({ service: service.name, topics: inputTopicsOf(service) }, (store, restored) => {
    const suspicion = suspicions.get(store.partition) ?? createSuspicion()
    suspicions.set(store.partition, suspicion)
    return openTask(runtime, store, restored, suspicion)
  })
}
