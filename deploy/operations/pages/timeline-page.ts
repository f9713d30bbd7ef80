import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import type { Operations } from '../operations.ts'
import { subjectsOf } from '../shown-subjects.ts'
import { askedFor, frame, placeIn, rowsMax } from './ops-frame.ts'
import { personalDataOn } from './personal-data.ts'
import { recordRows } from './record-rows.ts'

/** `/ops/timeline`: everything that happened to an application, account, case or mail, in order, with who and why. */
export function timelinePage(operations: Pick<Operations, 'timeline'>, pages: Pages): FastifyPluginAsync {
  return async server => {
    server.get<{ Querystring: { id?: unknown; from?: unknown } }>(
      '/ops/timeline',
      { onRequest: requireOperation('ops.read') },
      async (request, reply) => {
        const id = askedFor(request.query.id)
        const from = placeIn(request.query.from)
        const personal = personalDataOn(request)
        const records = id === '' ? [] : await operations.timeline(id, personal.reading)
        const shown = records.slice(from, from + rowsMax)
        tellShown(request, subjectsOf(shown))
        const href = (place: number) => `/ops/timeline?${new URLSearchParams({ id, from: String(place) })}`
        return pages.send(request, reply, 'ops/timeline.njk', {
          ...frame(request, pages, 'find', 'timeline.title'),
          ...{ id, personal },
          count: records.length,
          // Causes are linked on this page only, so that no link leads to a row that is on another.
          records: recordRows(shown),
          first: from > 0 ? href(0) : undefined,
          next: from + rowsMax < records.length ? href(from + rowsMax) : undefined,
          form: { fields: { id } },
        })
      },
    )
  }
}
