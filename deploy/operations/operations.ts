import type { Actor } from '@icms/backbone/actor'
import { createDeadLetters } from './dead-letters.ts'
import type { Reading } from './decoded-record.ts'
import { listHeldKeys } from './open-dead-letters.ts'
import type { OperationsParts } from './operations-parts.ts'
import { type Publishable, publishRecords } from './publishing.ts'
import { searchFor } from './search.ts'
import { type TailOptions, tailOf } from './tail.ts'
import { timelineOf } from './timeline.ts'
import { summariseTopics } from './topic-summaries.ts'

/** What operators do with topics, on any backbone; pages, JSON and the command line all come here. */
export function createOperations(parts: OperationsParts) {
  const letters = createDeadLetters(parts)
  return {
    letters,
    topics: () => summariseTopics(parts),
    tail: (topic: string, options?: TailOptions) => tailOf(parts.backbone, topic, options),
    publish: (topic: string, records: readonly Publishable[], actor?: Actor) =>
      publishRecords(parts, topic, records, actor),
    timeline: (id: string, reading: Reading = 'masked') => timelineOf(parts, id, reading),
    search: (id: string) => searchFor(parts, id),
    deadLetters: () => letters.list(),
    heldKeys: () => listHeldKeys(parts.backbone),
  }
}

export type Operations = ReturnType<typeof createOperations>
