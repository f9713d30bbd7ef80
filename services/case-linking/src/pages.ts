import { createPages } from '@icms/web/page'
import { requireAccount } from '@icms/web/require-session'
import type { FastifyInstance } from 'fastify'
import { messages } from './messages.ts'
import type { CaseOperations } from './operations.ts'

type Paged = { readonly after?: string | readonly string[]; readonly refusedAfter?: string | readonly string[] }

/** The account holders' cases: `/cases`. */
export function declarePages(server: FastifyInstance, operations: CaseOperations): void {
  const pages = createPages({ views: new URL('../views/', import.meta.url), messages })

  server.get<{ Querystring: Paged }>('/cases', { onRequest: requireAccount() }, async (request, reply) => {
    const t = pages.translate(request)
    const accountId = request.accountId!
    const [after, refusedAfter] = [request.query.after, request.query.refusedAfter].map(value => [value].flat()[0])
    const [linked, refused] = await Promise.all([
      operations.linkedCases(accountId, after),
      operations.refusedFilings(accountId, refusedAfter),
    ])
    const navigation = [
      { text: t('cases.account'), href: '/account' },
      { text: t('cases.title'), href: '/cases', active: true },
    ]
    const data = { title: t('cases.title'), navigation, linked, refused, after, refusedAfter }
    return pages.send(request, reply, 'cases/cases.njk', data)
  })
}
