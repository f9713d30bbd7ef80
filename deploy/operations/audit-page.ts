import { actorOf } from '@icms/backbone/actor'
import { createPages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import { type Audit, subjectsIn } from './audit.ts'
import { opsMessages } from './ops-messages.ts'

const idLengthMax = 200

function shown({ events, faults }: Awaited<ReturnType<Audit['trail']>>) {
  const rows = events.map(({ type, topic, number, actor, at, hash, problem }) => {
    const who = actorOf(actor)
    return { type, topic, number, who: who.id, role: who.role ?? who.kind, at: Date.parse(at), hash, problem }
  })
  return { rows, faults: faults.length }
}

/** `/ops/audit`: the trail of one id, for operators and auditors to read. */
export function auditPage(audit: Pick<Audit, 'trail'>): FastifyPluginAsync {
  const pages = createPages({ views: new URL('./views/', import.meta.url), messages: opsMessages })
  return async server => {
    server.get<{ Querystring: { id?: unknown } }>(
      '/ops/audit',
      { onRequest: requireOperation('ops.read') },
      async (request, reply) => {
        const typed = request.query.id
        const id = typeof typed === 'string' ? typed.trim().slice(0, idLengthMax) : ''
        const trail = id === '' ? undefined : await audit.trail(id)
        tellShown(request, subjectsIn(id, trail?.events ?? []))
        return pages.send(request, reply, 'ops/audit.njk', {
          title: pages.translate(request)('audit.title'),
          id,
          trail: trail && shown(trail),
          form: { fields: { id } },
        })
      },
    )
  }
}
