import { wordsOfReason } from '@icms/schemas/reason-words'
import type { Pages } from '@icms/web/page'
import { requireAccount } from '@icms/web/require-session'
import type { FastifyInstance } from 'fastify'
import type { CaseOperations } from './operations.ts'

type Paged = { readonly after?: string | readonly string[]; readonly refusedAfter?: string | readonly string[] }

/** The account holders' cases: `/cases`. */
export function declarePages(server: FastifyInstance, operations: CaseOperations, pages: Pages): void {
  server.get<{ Querystring: Paged }>('/cases', { onRequest: requireAccount() }, async (request, reply) => {
    const t = pages.translate(request)
    const accountId = request.accountId!
    const [after, refusedAfter] = [request.query.after, request.query.refusedAfter].map(value => [value].flat()[0])
    const [linked, refused, asked] = await Promise.all([
      operations.linkedCases(accountId, after),
      operations.refusedFilings(accountId, refusedAfter),
      operations.askedLinks(accountId),
    ])
    const navigation = [
      { text: t('cases.account'), href: '/account' },
      { text: t('cases.title'), href: '/cases', active: true },
    ]
    const data = { title: t('cases.title'), navigation, linked, refused, asked, after, refusedAfter, wordsOfReason }
    return pages.send(request, reply, 'cases/cases.njk', data)
  })
}
