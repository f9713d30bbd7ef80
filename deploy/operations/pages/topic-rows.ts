import type { TopicSummary } from '../topic-summaries.ts'

export type TopicRow = {
  readonly topic: string
  /** Records that are there now. */
  readonly records: number
  readonly partitions: number
  readonly readers: readonly { readonly service: string; readonly lag: number; readonly isKnown: boolean }[]
}

export type TopicRows = {
  /** What happened, and what is asked for. */
  readonly messages: readonly TopicRow[]
  /** What services keep for themselves. */
  readonly internal: readonly TopicRow[]
}

const internal = /\.(dead-letter|replays|rekeyed)\.v1$/

/** Topics as a table shows them; those that only the runtime reads and writes apart. */
export function topicRows(summaries: readonly TopicSummary[]): TopicRows {
  const rows = summaries.map(({ topic, partitions, readers }) => ({
    ...{ topic, partitions: partitions.length },
    records: partitions.reduce((sum, { start, end }) => sum + end - start, 0),
    readers: readers.map(({ service, lag, partitions: parts }) => ({
      ...{ service, lag },
      isKnown: parts.every(part => part.lag !== null),
    })),
  }))
  return {
    messages: rows.filter(({ topic }) => !internal.test(topic)),
    internal: rows.filter(({ topic }) => internal.test(topic)),
  }
}
