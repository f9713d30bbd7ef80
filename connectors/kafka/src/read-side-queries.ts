import type { Row } from '@icms/backbone/aggregate'
import { partitionOf } from '@icms/backbone/partitioner'
import type { Found, Page, ReadSide, RowQuery } from '@icms/backbone/port'
import type { Names } from './names.ts'
import type { createOutcomeListener } from './outcome-listener.ts'
import { decodeOutcome, indexName } from './read-side-changes.ts'
import type { RedisConnection } from './redis-connection.ts'

const limitMax = 500
const rebuilding = { state: 'rebuilding' } as const

/** Ids, orders and rows, side by side. */
type ListAnswer = [string[], string[], (string | null)[]]

type Place = { readonly id: string; readonly order: number }

/** Queries of rows and outcomes. Everything throws `NotNow` while Redis is away. */
export function createReadSide(
  redis: RedisConnection,
  names: Names,
  partitions: number,
  listener: ReturnType<typeof createOutcomeListener>,
): ReadSide {
  const nameOf = (service: string, key: string) => names.readSide(service, partitionOf(key, partitions))

  return {
    async get(service, table, id, key = id): Promise<Found<Row | undefined>> {
      const answer = (await redis.run('get', nameOf(service, key), [table, id])) as (string | null)[]
      if (answer.length === 0) return rebuilding
      return { state: 'ready', found: answer[0] ? (JSON.parse(answer[0]) as Row) : undefined }
    },

    async list(service, query): Promise<Found<Page>> {
      if (!(query.limit >= 1 && query.limit <= limitMax))
        throw new Error(`a page has 1 to ${limitMax} rows, not ${query.limit}`)
      const args = listArguments(query)
      const all = Array.from({ length: partitions }, (_, p) => redis.run('list', names.readSide(service, p), args))
      const answers = (await Promise.all(all)) as (ListAnswer | [])[]
      if (answers.some(answer => answer.length === 0)) return rebuilding
      return { state: 'ready', found: pageOf(answers as ListAnswer[], query) }
    },

    async outcome(service, key, commandId) {
      const text = await redis.ask(c => c.get(`${nameOf(service, key)}:outcome:${commandId}`))
      return text === null ? undefined : decodeOutcome(text)
    },

    onOutcome: (service, commandId, callback) => listener.listen(names.outcomeChannel(service, commandId), callback),
  }
}

function listArguments(query: RowQuery): (string | number)[] {
  const args = [
    query.table,
    indexName(query.table, query.index, query.value),
    query.limit + 1,
    query.descending ? -1 : 1,
  ]
  if (query.after === undefined) return args
  const { order, id } = decodeCursor(query.after)
  return [...args, String(order), id]
}

/** Every partition's page, merged by order; rows of one order stand by id, as Redis has them. */
function pageOf(answers: readonly ListAnswer[], { limit, descending }: RowQuery): Page {
  const places: (Place & { text: string | null })[] = answers.flatMap(([ids, orders, rows]) =>
    ids.map((id, i) => ({ id, order: Number(orders[i]), text: rows[i] ?? null })),
  )
  const sign = descending ? -1 : 1
  places.sort(
    (a, b) => sign * (compareOrders(a.order, b.order) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))),
  )
  const shown = places.slice(0, limit)
  const rows = shown.flatMap(p => (p.text === null ? [] : [JSON.parse(p.text) as Row]))
  return places.length > limit ? { rows, next: encodeCursor(shown.at(-1)!) } : { rows }
}

const compareOrders = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)

const encodeCursor = ({ order, id }: Place) => Buffer.from(JSON.stringify([String(order), id])).toString('base64url')

/** Throws an `Error` for what is not a cursor of ours. */
function decodeCursor(text: string): Place {
  try {
    const [order, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string]
    if (typeof id === 'string' && !Number.isNaN(Number(order))) return { order: Number(order), id }
  } catch {
    // Said below.
  }
  throw new Error('the page to go on after is not one that was given out')
}
