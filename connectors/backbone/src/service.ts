import type { Aggregate, InputFrom } from './aggregate.ts'
import { type Headers, header } from './record.ts'

/**
 * A service is a declaration: it can be drawn, checked and run under test unchanged. Its name is its folder's name, its
 * consumer group and the first word of its topics.
 */
export type Service = {
  readonly name: string
  /** Raised when a state can no longer be read by the build before; an older build then refuses to open its tasks. */
  readonly stateVersion: number
  readonly aggregates: readonly Aggregate[]
}

/** Names of the topics that belong to a service. */
export const topicsOf = (service: string) => ({
  commands: `${service}.commands.v1`,
  events: `${service}.events.v1`,
  rekeyed: `${service}.rekeyed.v1`,
  replays: `${service}.replays.v1`,
  state: `${service}.state.v1`,
  deadLetters: `${service}.dead-letter.v1`,
})

/** The service whose changelog a topic is. */
export const serviceOfChangelog = (topic: string): string | undefined => /^(.+)\.state\.v1$/.exec(topic)?.[1]

/** Where one input goes: to an aggregate under its record's key, or first through the service's internal topic. */
export type Route = { readonly aggregate: Aggregate; readonly rekey?: NonNullable<InputFrom['key']> }

/** All topics that a service's tasks read. */
export function inputTopicsOf(service: Service): string[] {
  const topics = topicsOf(service.name)
  const declared = service.aggregates.flatMap(a => a.inputs.map(i => i.topic))
  const rekeys = service.aggregates.some(a => a.inputs.some(i => i.key))
  return [...new Set([...declared, ...(rekeys ? [topics.rekeyed] : []), topics.replays])].sort()
}

export type Router = (topic: string, type: string, headers: Headers) => readonly Route[]

/** An undeclared topic or type has no route: it is skipped and counted. */
export function routerOf(service: Service): Router {
  const routes = new Map<string, Route[]>()
  const rekeyedRoutes = new Map<string, Route[]>()
  const add = (to: Map<string, Route[]>, at: string, route: Route) => to.set(at, [...(to.get(at) ?? []), route])
  for (const aggregate of service.aggregates)
    for (const input of aggregate.inputs)
      for (const type of input.types) {
        add(routes, `${input.topic} ${type}`, input.key ? { aggregate, rekey: input.key } : { aggregate })
        if (input.key) add(rekeyedRoutes, `${input.topic} ${type} ${aggregate.name}`, { aggregate })
      }
  return (topic, type, headers) => {
    const from = headers[header.rekeyedFrom]
    if (from !== undefined && topic === topicsOf(service.name).rekeyed)
      return rekeyedRoutes.get(`${from} ${type} ${headers[header.rekeyedFor]}`) ?? []
    return routes.get(`${topic} ${type}`) ?? []
  }
}
