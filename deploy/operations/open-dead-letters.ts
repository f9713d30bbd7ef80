import { operationsTables } from '@icms/backbone/dead-letters'
import { BackboneError } from '@icms/backbone/errors'
import { partitionOf } from '@icms/backbone/partitioner'
import type { Backbone } from '@icms/backbone/port'
import { topicsOf } from '@icms/backbone/service'
import { type ServiceName, serviceNames } from '@icms/schemas/contracts'

/** An input that could not be taken and waits for an operator. */
export type OpenLetter = {
  readonly deadLetterId: string
  readonly service: string
  readonly reason: string
  readonly cause: string
  /** When it was last tried, UTC ms. */
  readonly at: number
  readonly attempts: number
  readonly kind: string
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string | null
}

/** An open dead letter, and the task that keeps it. */
export type FoundLetter = { readonly service: ServiceName; readonly partition: number; readonly letter: OpenLetter }

export type HeldKey = {
  readonly service: string
  readonly key: string
  /** Null while the queue drains. */
  readonly deadLetterId: string | null
  readonly queued: number
}

export type LetterFilter = {
  readonly service?: string | undefined
  readonly reason?: string | undefined
  /** A part of the cause. */
  readonly cause?: string | undefined
}

const pageRows = 500

type ReadSide = Pick<Backbone, 'readSide'>

/** Open dead letters, oldest first, at most `limit`; `rebuilding` names services whose read side is not whole. */
export async function listLetters({ readSide }: ReadSide, filter: LetterFilter = {}, limit = 10_000) {
  const found: OpenLetter[] = []
  const rebuilding: string[] = []
  for (const service of serviceNames.filter(s => filter.service === undefined || s === filter.service)) {
    const mine: OpenLetter[] = []
    for (let after: string | undefined; mine.length < limit; ) {
      const query = { table: operationsTables.deadLetters, index: 'status', value: 'OPEN', limit: pageRows }
      const page = await readSide.list(service, { ...query, ...(after !== undefined && { after }) })
      if (page.state === 'rebuilding') rebuilding.push(service)
      else mine.push(...page.found.rows.map(r => r.data as OpenLetter).filter(letter => fits(letter, filter)))
      after = page.state === 'ready' ? page.found.next : undefined
      if (after === undefined) break
    }
    found.push(...mine)
  }
  return { deadLetters: found.toSorted((a, b) => a.at - b.at).slice(0, limit), rebuilding }
}

const fits = (letter: OpenLetter, { reason, cause }: LetterFilter): boolean =>
  (reason === undefined || letter.reason === reason) && (cause === undefined || letter.cause.includes(cause))

/** Asks every task for it: which of them keeps it does not follow from its id. Throws `NotNow` where it cannot be known. */
export async function findLetter(backbone: Backbone, id: string): Promise<FoundLetter | undefined> {
  const ends = await backbone.ends(serviceNames.map(s => topicsOf(s).replays))
  const asked = serviceNames.flatMap(service =>
    (ends.get(topicsOf(service).replays) ?? []).map(({ partition }, _, { length }) => ({ service, partition, length })),
  )
  const answers = await Promise.all(
    asked.map(async ({ service, partition, length }) => ({
      ...{ service, partition },
      answer: await letterAt(backbone, service, id, partition, length),
    })),
  )
  for (const { service, partition, answer } of answers)
    if (answer.state === 'ready' && answer.found)
      return { service, partition, letter: answer.found.data as unknown as OpenLetter }
  const unsure = answers.filter(({ answer }) => answer.state === 'rebuilding').map(({ service }) => service)
  if (unsure.length > 0)
    throw new BackboneError('NotNow', `the read side of ${[...new Set(unsure)].join(', ')} is being rebuilt; ask again`)
  return undefined
}

export const letterAt = ({ readSide }: ReadSide, service: string, id: string, partition: number, partitions: number) =>
  readSide.get(service, operationsTables.deadLetters, id, keyIn(partition, partitions))

const keys = new Map<string, string>()

/** Some key that falls to a partition: rows are asked for by key, and a dead letter may have none. */
function keyIn(partition: number, partitions: number): string {
  const name = `${partition}/${partitions}`
  const known = keys.get(name)
  if (known !== undefined) return known
  let n = 0
  while (partitionOf(String(n), partitions) !== partition) n++
  keys.set(name, String(n))
  return String(n)
}

/** Keys that wait behind a dead letter, most waiting inputs first. */
export async function listHeldKeys({ readSide }: ReadSide): Promise<HeldKey[]> {
  const rows: HeldKey[] = []
  for (const service of serviceNames) {
    const query = { table: operationsTables.heldKeys, index: 'all', value: 'ALL', limit: pageRows, descending: true }
    const found = await readSide.list(service, query)
    if (found.state === 'ready') rows.push(...found.found.rows.map(r => r.data as unknown as HeldKey))
  }
  return rows.toSorted((a, b) => b.queued - a.queued)
}

/** How many inputs wait behind a dead letter of this key; null where it is not known now. */
export async function queuedBehind(
  { readSide }: ReadSide,
  service: string,
  key: string | null,
): Promise<number | null> {
  if (key === null) return 0
  const found = await readSide.get(service, operationsTables.heldKeys, key)
  return found.state === 'ready' ? ((found.found?.data.queued as number | undefined) ?? 0) : null
}
