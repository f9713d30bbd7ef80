import { actorOf } from '@icms/backbone/actor'
import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import { type Audit, subjectsIn } from '../audit.ts'
import { askedFor, frame } from './ops-frame.ts'

function shown({ events, faults }: Awaited<ReturnType<Audit['trail']>>) {
  const rows = events.map(({ type, topic, number, actor, at, hash, problem }) => {
    const who = actorOf(actor)
    return { type, topic, number, who: who.id, role: who.role ?? who.kind, at: Date.parse(at), hash, problem }
  })
  return { rows, faults: faults.length }
}

/** `/ops/audit`: the trail of one id, for operators and auditors to read. */
export function auditPage(audit: Pick<Audit, 'trail'>, pages: Pages): FastifyPluginAsync {
  return async server => {
    server.get<{ Querystring: { id?: unknown } }>(
      '/ops/audit',
      { onRequest: requireOperation('ops.read') },
      async (request, reply) => {
        const id = askedFor(request.query.id)
        const trail = id === '' ? undefined : await audit.trail(id)
        tellShown(request, subjectsIn(id, trail?.events ?? []))
        return pages.send(request, reply, 'ops/audit.njk', {
          ...frame(request, pages, 'audit', 'audit.title'),
          id,
          trail: trail && shown(trail),
          form: { fields: { id } },
        })
      },
    )
  }
}
