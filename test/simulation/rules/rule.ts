import type { DocumentStore } from '@icms/backbone/documents'
import type { MemoryWorld } from '@icms/backbone/memory/memory-world'
import type { Copy } from '../mail-server.ts'
import type { Observation, Observed } from '../observation.ts'
import type { Acknowledged } from '../people-at-work.ts'
import type { Plan } from '../plan.ts'

/** What a run is like when nothing happens any more. */
export type Drained = {
  readonly world: MemoryWorld
  readonly observation: Observation
  readonly documents: DocumentStore
  readonly copies: readonly Copy[]
  readonly unanswered: readonly string[]
}

/** Says that an invariant is broken, and where. */
export type Violate = (invariant: string, what: string) => void

/**
 * What has to hold, by what was seen on the topics and what people were answered; never by a core or a state. It says so
 * as soon as it sees it, or when everything has drained.
 */
export type Rule = {
  readonly see?: (seen: Observed) => void
  readonly answered?: (answer: Acknowledged) => void
  /** Called when somebody is about to do something with a key. */
  readonly before?: (key: string, now: number, world: MemoryWorld) => void
  readonly drained?: (drained: Drained) => void | Promise<void>
}

export type MakeRule = (violate: Violate, plan: Plan) => Rule

/** How far a clock may be ahead: by so much something may seem to come too early, and is in time by the clock of whoever did it. */
export const aheadMsMax = (plan: Plan): number => Math.max(0, ...plan.skewsMs)

/** How far the clocks of two processes are apart: what is that close together may have happened in either order. */
export const apartMsMax = (plan: Plan): number => Math.max(0, ...plan.skewsMs) - Math.min(0, ...plan.skewsMs)
