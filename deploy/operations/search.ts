import { header } from '@icms/backbone/record'
import { everyTopic } from './known-topics.ts'
import { mentionsIn } from './mentions.ts'
import type { OperationsParts } from './operations-parts.ts'
import { idsOf } from './typed-ids.ts'

/** Messages of one type on one topic that name the id in the same way. */
export type Finding = {
  readonly topic: string
  readonly type: string
  /** How they name it: `key`, `id`, `cause`, `dead letter`, `place`, or names of fields. */
  readonly as: readonly string[]
  readonly count: number
  readonly first: string
  readonly last: string
  /** The last one of them: topic, partition and offset. */
  readonly place: string
  readonly key: string | null
}

export type Search = {
  /** What was looked for: as it was typed, and what that stands for. */
  readonly ids: readonly string[]
  readonly found: readonly Finding[]
}

/** Where an id of any kind is named, on every topic: of messages, people's things, mails, dead letters, commands, places. */
export async function searchFor({ backbone, clock }: OperationsParts, typed: string): Promise<Search> {
  const ids = idsOf(typed, clock.now())
  const found = new Map<string, Finding>()
  for (const topic of ids.length === 0 ? [] : everyTopic())
    for await (const { record, as } of mentionsIn(backbone, topic, ids)) {
      const type = (record.headers[header.type] ?? '?').split('.').at(-1)!
      const name = JSON.stringify([topic, type, as])
      const before = found.get(name)
      const time = new Date(record.at).toISOString()
      const [first, last] = before ? [least(before.first, time), most(before.last, time)] : [time, time]
      const place = last === time ? `${topic}/${record.partition}/${record.offset}` : before!.place
      found.set(name, { topic, type, as, count: (before?.count ?? 0) + 1, first, last, place, key: record.key })
    }
  return { ids, found: [...found.values()].toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0)) }
}

const least = (a: string, b: string) => (a < b ? a : b)
const most = (a: string, b: string) => (a > b ? a : b)
