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
  /** Ways by which people reach it, each with the outputs that say that something came in: when one was used last is kept. */
  readonly channels?: readonly { readonly name: string; readonly types: readonly string[] }[]
}

/** Names of the topics that belong to a service. */
export function topicsOf(service: string): ServiceTopics {
  const known = namesOf.get(service)
  if (known) return known
  const names = {
    commands: `${service}.commands.v1`,
    events: `${service}.events.v1`,
    rekeyed: `${service}.rekeyed.v1`,
    replays: `${service}.replays.v1`,
    state: `${service}.state.v1`,
    deadLetters: `${service}.dead-letter.v1`,
  }
  namesOf.set(service, names)
  return names
}

export type ServiceTopics = Readonly<
  Record<'commands' | 'events' | 'rekeyed' | 'replays' | 'state' | 'deadLetters', string>
>

/** They are asked for with every message. */
const namesOf = new Map<string, ServiceTopics>()

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
  /** By topic, then by type: one name made of both would be made anew for every message. */
  type Routes = Map<string, Map<string, Route[]>>
  const routes: Routes = new Map()
  const rekeyedRoutes: Routes = new Map()
  function add(to: Routes, topic: string, type: string, route: Route) {
    const ofTopic = to.get(topic) ?? new Map<string, Route[]>()
    to.set(topic, ofTopic.set(type, [...(ofTopic.get(type) ?? []), route]))
  }
  for (const aggregate of service.aggregates)
    for (const input of aggregate.inputs)
      for (const type of input.types) {
        add(routes, input.topic, type, input.key ? { aggregate, rekey: input.key } : { aggregate })
        if (input.key) add(rekeyedRoutes, input.topic, type, { aggregate })
      }
  const { rekeyed } = topicsOf(service.name)
  return (topic, type, headers) => {
    const from = headers[header.rekeyedFrom]
    if (from === undefined || topic !== rekeyed) return routes.get(topic)?.get(type) ?? []
    const whose = headers[header.rekeyedFor]
    return (
      rekeyedRoutes
        .get(from)
        ?.get(type)
        ?.filter(route => route.aggregate.name === whose) ?? []
    )
  }
}
