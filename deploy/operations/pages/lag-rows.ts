import type { Backbone } from '@icms/backbone/port'
import type { TopicSummary } from '../topic-summaries.ts'

/** What a service has not read yet of one partition; null where it is not known. */
export type LagRow = {
  readonly service: string
  readonly topic: string
  readonly partition: number
  readonly lag: number | null
  /** Offset that is read next. */
  readonly next: number
}

/** Partitions of which something is not read, or of which it is not known: the latter first, then most first. */
export function lagRows(summaries: readonly TopicSummary[]): readonly LagRow[] {
  const rows = summaries.flatMap(({ topic, partitions, readers }) =>
    readers.flatMap(({ service, partitions: parts }) =>
      parts
        .filter(({ lag }) => lag !== 0)
        .map(({ partition, lag }) => {
          const { start = 0, end = 0 } = partitions.find(one => one.partition === partition) ?? {}
          return { service, topic, partition, lag, next: lag === null ? start : end - lag }
        }),
    ),
  )
  const size = ({ lag }: LagRow) => lag ?? Number.POSITIVE_INFINITY
  return rows.toSorted(
    (a, b) =>
      Number(size(b) > size(a)) - Number(size(a) > size(b)) ||
      a.service.localeCompare(b.service, 'en') ||
      a.topic.localeCompare(b.topic, 'en') ||
      a.partition - b.partition,
  )
}

/** Rows of which the oldest message is looked at. */
const lookedAtMax = 20

export type AgedLag = LagRow & {
  /** When the oldest message that is not read was written, UTC ms; null where it was not looked at or is gone. */
  readonly oldestAt: number | null
}

/** Adds to the first 20 rows since when their oldest message waits. */
export async function withAge(backbone: Pick<Backbone, 'read'>, rows: readonly LagRow[]): Promise<readonly AgedLag[]> {
  const oldest = await Promise.all(rows.slice(0, lookedAtMax).map(row => firstUnread(backbone, row)))
  return rows.map((row, n) => ({ ...row, oldestAt: oldest[n] ?? null }))
}

async function firstUnread(backbone: Pick<Backbone, 'read'>, { topic, partition, lag, next }: LagRow) {
  if (lag === null) return null
  for await (const { at } of backbone.read(topic, new Map([[partition, next]]))) return at
  return null
}
