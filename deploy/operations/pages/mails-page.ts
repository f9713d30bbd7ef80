import type { ReadSide } from '@icms/backbone/port'
import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyPluginAsync } from 'fastify'
import { undeliveredMails } from '../undelivered-mails.ts'
import { frame } from './ops-frame.ts'

/** `/ops/mails` and its JSON twin: mails that did not arrive, or may not have. */
export function mailsPage(readSide: ReadSide, pages: Pages): FastifyPluginAsync {
  const onRequest = requireOperation('ops.read')
  return async server => {
    server.get('/ops/mails', { onRequest }, async (request, reply) => {
      const mails = await undeliveredMails(readSide)
      const rebuilding = mails.rebuilding ? ['email'] : []
      return pages.send(request, reply, 'ops/mails.njk', { ...frame(request, pages, 'mails'), mails, rebuilding })
    })
    server.get('/api/v1/ops/mails', { config: { json: true }, onRequest }, () => undeliveredMails(readSide))
  }
}
