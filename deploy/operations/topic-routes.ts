import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Operations } from './operations.ts'
import { OperationError } from './operation-error.ts'
import { actorOfRequest, type createAccess, readingOf } from './operator-access.ts'
import type { Publishable } from './publishing.ts'
import { subjectsInClear, subjectsOf } from './shown-subjects.ts'
import type { Tail } from './tail.ts'

type OfTopic = { Params: { topic: string } }
type TailQuery = { key?: string; id?: string; from?: 'start' | 'end'; after?: string; limit?: string }

const recordsMax = 10_000
/** Each record in clear is a view that is recorded. */
const inClearMax = 500

const text = (maxLength: number) => ({ type: 'string', maxLength })
const tailQuery = {
  type: 'object',
  properties: {
    key: text(200),
    id: text(200),
    from: { enum: ['start', 'end'] },
    after: text(10_000),
    limit: { type: 'string', pattern: '^[1-9]\\d{0,8}$' },
    personalData: { type: 'string' },
  },
}

/** `/api/v1/ops/topics`: what topics there are, who lags behind on them, what is on them, and what an operator writes there. */
export function topicRoutes(operations: Operations, access: ReturnType<typeof createAccess>): FastifyPluginAsync {
  return async server => {
    const json = { config: { json: true }, onRequest: access.readers }

    server.get('/api/v1/ops/topics', json, () => operations.topics())

    async function tail(request: FastifyRequest, topic: string, query: TailQuery): Promise<Tail> {
      const { key, id, from, after, limit = '1000' } = query
      const reading = readingOf(request)
      const most = reading === 'personal' ? inClearMax : recordsMax
      const options = { key, id, from, after: positionsOf(after), limit: Math.min(most, Number(limit)), reading }
      const found = await operations.tail(topic, options)
      // Without a key it is a list; with one it is the record of whoever the key is.
      tellShown(
        request,
        key === undefined && id === undefined ? subjectsInClear(found.records) : subjectsOf(found.records),
      )
      return found
    }

    server.get<OfTopic & { Querystring: TailQuery }>(
      '/api/v1/ops/topics/:topic/tail',
      { ...json, schema: { querystring: tailQuery } },
      request => tail(request, request.params.topic, request.query),
    )

    server.get<OfTopic & { Querystring: TailQuery }>(
      '/api/v1/ops/topics/:topic/records',
      { ...json, schema: { querystring: tailQuery } },
      async request => (await tail(request, request.params.topic, { from: 'start', ...request.query })).records,
    )

    server.post<OfTopic & { Body: { records: Publishable[] } }>(
      '/api/v1/ops/topics/:topic/records',
      { config: { json: true }, onRequest: access.commandLine, schema: { body: publishBody } },
      async request => ({
        published: await operations.publish(request.params.topic, request.body.records, actorOfRequest(request)),
      }),
    )
  }
}

/** `0:12,1:40`: by partition, the offset to go on at. */
function positionsOf(after: string | undefined): ReadonlyMap<number, number> | undefined {
  if (after === undefined) return undefined
  const parts = after.split(',').filter(part => part !== '')
  if (!parts.every(part => /^\d{1,5}:\d{1,15}$/.test(part)))
    throw new OperationError("'after' names partitions and offsets, such as 0:12,1:40")
  return new Map(parts.map(part => part.split(':').map(Number) as [number, number]))
}

const publishBody = {
  type: 'object',
  required: ['records'],
  additionalProperties: false,
  properties: {
    records: {
      type: 'array',
      maxItems: 1_000,
      items: {
        type: 'object',
        required: ['type', 'key', 'data'],
        additionalProperties: false,
        properties: {
          type: { type: 'string' },
          key: { type: 'string', minLength: 1, maxLength: 200 },
          id: { type: 'string', maxLength: 200 },
          source: { type: 'string', maxLength: 200 },
          data: { type: 'object' },
        },
      },
    },
  },
}
