import type { Pages } from '@icms/web/page'
import { ProblemError } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import { everyTopic, recordsOn } from '../known-topics.ts'
import type { Operations } from '../operations.ts'
import { subjectsInClear, subjectsOf } from '../shown-subjects.ts'
import { askedFor, frame } from './ops-frame.ts'
import { personalDataOn } from './personal-data.ts'
import { recordRows } from './record-rows.ts'
import { topicRows } from './topic-rows.ts'

/** Records of a topic on a page. */
const tailMax = 50

type OfTopic = { Params: { topic: string }; Querystring: { key?: unknown; id?: unknown; from?: unknown } }

/** `/ops/topics`: every topic and who reads it; `/ops/topics/TOPIC`: its last or first records, decoded. */
export function topicsPages(operations: Pick<Operations, 'topics' | 'tail'>, pages: Pages): FastifyPluginAsync {
  const onRequest = requireOperation('ops.read')
  return async server => {
    server.get('/ops/topics', { onRequest }, async (request, reply) =>
      pages.send(request, reply, 'ops/topics.njk', {
        ...frame(request, pages, 'topics'),
        topics: topicRows(await operations.topics()),
      }),
    )

    server.get<OfTopic>('/ops/topics/:topic', { onRequest }, async (request, reply) => {
      const { topic } = request.params
      if (!everyTopic().includes(topic)) throw new ProblemError('not-found')
      const [key, id] = [askedFor(request.query.key), askedFor(request.query.id)]
      const from = request.query.from === 'start' ? 'start' : 'end'
      const personal = personalDataOn(request)
      const { records } = await operations.tail(topic, {
        ...(key !== '' && { key }),
        ...(id !== '' && { id }),
        ...{ from, limit: tailMax, reading: personal.reading },
      })
      // Without a key or an id it is a list of whatever came: of those alone whose personal data is in clear.
      tellShown(request, key === '' && id === '' ? subjectsInClear(records) : subjectsOf(records))
      return pages.send(request, reply, 'ops/topic.njk', {
        ...frame(request, pages, 'topics'),
        title: topic,
        ...{ personal, tailMax, isFull: records.length === tailMax },
        types: recordsOn(topic).map(({ name }) => name),
        records: recordRows(from === 'end' ? records.toReversed() : records),
        form: { fields: { key, id, from } },
      })
    })
  }
}
