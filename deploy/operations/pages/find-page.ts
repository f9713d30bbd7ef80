import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyPluginAsync } from 'fastify'
import type { Operations } from '../operations.ts'
import type { Finding } from '../search.ts'
import { timeOf } from './exact-time.ts'
import { letterHref } from './letter-page.ts'
import { askedFor, firstOf, frame } from './ops-frame.ts'

/** `/ops/find`: where an id of any kind is named, and what leads on from there. It shows places, not content. */
export function findPage(operations: Pick<Operations, 'search'>, pages: Pages): FastifyPluginAsync {
  return async server => {
    server.get<{ Querystring: { id?: unknown } }>(
      '/ops/find',
      { onRequest: requireOperation('ops.read') },
      async (request, reply) => {
        const id = askedFor(request.query.id)
        const search = id === '' ? undefined : await operations.search(id)
        return pages.send(request, reply, 'ops/find.njk', {
          ...frame(request, pages, 'find'),
          id,
          ids: search?.ids ?? [],
          found: search && firstOf(search.found.map(one => findingRow(one, search.ids))),
          form: { fields: { id } },
        })
      },
    )
  }
}

/** What is keyed by the dead letter that it tells of. */
const tellsOfLetter = /\.dead-letter\.v1 |^operations\.events\.v1 DeadLetter/

function findingRow({ topic, type, as, count, first, last, place, key }: Finding, ids: readonly string[]) {
  // Of several ids that were typed as one, the one that the topic's key is; otherwise what was typed.
  const named = ids.find(id => id === key) ?? ids[0]!
  const question = new URLSearchParams(as.includes('key') ? { key: named } : { id: named })
  return {
    // Of what cannot be read the search knows no type.
    ...{ topic, type: type === '?' ? undefined : type, as, count, place },
    ...{ first: timeOf({ at: first }), last: timeOf({ at: last }) },
    href: `/ops/topics/${topic}?${question}`,
    letterHref: tellsOfLetter.test(`${topic} ${type}`) && key !== null ? letterHref(key) : undefined,
  }
}
