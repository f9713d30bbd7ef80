import { inputTopicsOf } from '@icms/backbone/service'
import { courtGroups } from '@icms/court-cases/bridge'
import { serviceNames } from '@icms/schemas/contracts'
import { everyTopic, recordsOn } from './known-topics.ts'
import type { OperationsParts } from './operations-parts.ts'

/** What a service has not read yet of a topic; null for a partition of which it is not known how far it has read. */
export type ReaderLag = {
  readonly service: string
  readonly lag: number
  readonly partitions: readonly { readonly partition: number; readonly lag: number | null }[]
}

export type TopicSummary = {
  readonly topic: string
  readonly types: readonly string[]
  readonly partitions: readonly { partition: number; start: number; end: number }[]
  readonly readers: readonly ReaderLag[]
}

type Reader = {
  readonly service: string
  readonly inputs: ReadonlySet<string>
  /** Next offset by topic and partition. */
  readonly progress: ReadonlyMap<string, number>
}

/** Every topic with its types, its partitions, and how far behind each service is, whichever process hosts it. */
export async function summariseTopics(parts: OperationsParts): Promise<TopicSummary[]> {
  const readers = await readersOf(parts)
  // Asked after the progress: what was written meanwhile counts as not read, and no lag is below zero.
  const ends = await parts.backbone.ends(everyTopic())
  return everyTopic().map(topic => {
    const partitions = ends.get(topic) ?? []
    const lags = readers.filter(({ inputs }) => inputs.has(topic)).map(reader => lagOf(reader, topic, partitions))
    return { topic, types: recordsOn(topic).map(r => r.name), partitions, readers: lags }
  })
}

/** Services by their declarations, and their bridges from what courts write. */
async function readersOf({ backbone, declarationOf }: OperationsParts): Promise<Reader[]> {
  const progressOf = async (group: string) =>
    new Map((await backbone.progress(group)).map(p => [`${p.topic}/${p.partition}`, p.next] as const))
  const services = serviceNames.map(async service => {
    const inputs = new Set(inputTopicsOf(await declarationOf(service)))
    return { service, inputs, progress: await progressOf(service) }
  })
  const bridges = Object.entries(courtGroups).map(async ([topic, group]) => ({
    service: 'court-cases',
    inputs: new Set([topic]),
    progress: await progressOf(group),
  }))
  return Promise.all([...services, ...bridges])
}

function lagOf({ service, progress }: Reader, topic: string, partitions: TopicSummary['partitions']): ReaderLag {
  const lags = partitions.map(({ partition, start, end }) => {
    const next = progress.get(`${topic}/${partition}`)
    // Where nothing was ever written there is nothing to be read.
    if (next === undefined) return { partition, lag: start === end ? 0 : null }
    return { partition, lag: Math.max(0, end - Math.max(start, next)) }
  })
  return { service, lag: lags.reduce((sum, { lag }) => sum + (lag ?? 0), 0), partitions: lags }
}
