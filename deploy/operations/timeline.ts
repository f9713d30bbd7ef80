import { header, type InRecord } from '@icms/backbone/record'
import { topicsOf } from '@icms/backbone/service'
import { serviceNames } from '@icms/schemas/contracts'
import { type DecodedRecord, decodeRecord, type Reading } from './decoded-record.ts'
import { everyTopic, isHistory, isRequest } from './known-topics.ts'
import { mentionsIn } from './mentions.ts'
import type { OperationsParts } from './operations-parts.ts'
import { idsOf } from './typed-ids.ts'

/** What happened, and the message that it happened because of, where that is known and named the same id. */
export type TimelineEntry = DecodedRecord & {
  readonly because?: { readonly type: string; readonly topic: string; readonly actor: string }
}

/**
 * Everything that happened to an application, account, case or mail, in order: facts of all services, what courts wrote
 * and were answered, and the dead letters of its messages with what operators did about them. Reads every such topic.
 */
export async function timelineOf(parts: OperationsParts, typed: string, reading: Reading): Promise<TimelineEntry[]> {
  const { backbone, clock } = parts
  const ids = idsOf(typed, clock.now())
  if (ids.length === 0) return []
  const happened: InRecord[] = []
  const asked: InRecord[] = []
  for (const topic of everyTopic().filter(t => isHistory(t) || isRequest(t)))
    for await (const { record, as } of mentionsIn(backbone, topic, ids))
      if (isHistory(topic)) {
        // The dead letter's own topic says the same, and more.
        if (record.headers[header.type]?.startsWith('icms.operations.DeadLetter')) continue
        if (as.some(how => how !== 'cause' && how !== 'dead letter')) happened.push(record)
      } else asked.push(record)
  happened.push(...(await deadLettersOf(parts, ids)))
  const byId = new Map([...asked, ...happened].map(record => [record.headers[header.id] ?? '', record] as const))
  const entries: TimelineEntry[] = []
  for (const record of inOrder(happened, byId)) {
    const cause = byId.get(record.headers[header.cause] ?? 'nothing')
    const because = cause && {
      type: (cause.headers[header.type] ?? '').split('.').at(-1)!,
      topic: cause.topic,
      actor: cause.headers[header.actor] ?? '',
    }
    entries.push({ ...(await decodeRecord(backbone.codec, record, reading)), ...(because && { because }) })
  }
  return entries
}

async function deadLettersOf({ backbone }: OperationsParts, ids: readonly string[]): Promise<InRecord[]> {
  const found: InRecord[] = []
  for (const service of serviceNames) {
    const { deadLetters, replays } = topicsOf(service)
    const letters = new Set<string | null>()
    for await (const { record } of mentionsIn(backbone, deadLetters, ids)) {
      letters.add(record.key)
      found.push(record)
    }
    if (letters.size === 0) continue
    for await (const record of backbone.read(replays)) if (letters.has(record.key)) found.push(record)
  }
  return found
}

/** By time. What follows from a message has that message's time, so among those of one instant causes come first. */
function inOrder(records: readonly InRecord[], byId: ReadonlyMap<string, InRecord>): InRecord[] {
  const depths = new Map<InRecord, number>()
  function depthOf(record: InRecord, left = 100): number {
    const known = depths.get(record)
    if (known !== undefined) return known
    const cause = byId.get(record.headers[header.cause] ?? 'nothing')
    const depth = cause && cause !== record && left > 0 ? depthOf(cause, left - 1) + 1 : 0
    depths.set(record, depth)
    return depth
  }
  return records.toSorted(
    (a, b) =>
      a.at - b.at ||
      depthOf(a) - depthOf(b) ||
      (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition || a.offset - b.offset),
  )
}
