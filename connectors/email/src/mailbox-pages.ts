import { createPages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyInstance } from 'fastify'
import { mailboxMessages } from './mailbox-messages.ts'
import type { ReturnMail } from './mailbox-return.ts'
import { type Mailbox, readMail, readMailPage } from './mailbox-reading.ts'
import { textWithLinks } from './own-links.ts'

/** A mail's own HTML may be shown in a frame of our pages, do nothing, and load nothing. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

type MailRoute = { Params: { id: string } }

/** `/mail`: the built-in mailbox, or a page that says that there is none. */
export function declareMailboxPages(
  server: FastifyInstance,
  mailbox: Mailbox,
  returnMail: ReturnMail,
  publicUrl: string,
): void {
  const pages = createPages({ views: new URL('../views/', import.meta.url), messages: mailboxMessages })
  const onRequest = requireOperation('mail.read')

  server.get<{ Querystring: { after?: string } }>('/mail', { onRequest }, async (request, reply) => {
    const title = pages.translate(request)('mail.title')
    if (!mailbox) return pages.send(request, reply, 'mail/elsewhere.njk', { title, status: 404 })
    const after = [request.query.after].flat()[0]
    return pages.send(request, reply, 'mail/list.njk', { title, after, ...(await readMailPage(mailbox, after)) })
  })

  server.get<MailRoute & { Querystring: { done?: string } }>('/mail/:id', { onRequest }, async (request, reply) => {
    const mail = await readMail(mailbox, request.params.id)
    // Our own frame, and no other, may be on this page.
    reply.header(
      'content-security-policy',
      `${ownPolicy(reply.raw.getHeader('content-security-policy'))}frame-src 'self'`,
    )
    const lines = textWithLinks(mail.text, publicUrl)
    return pages.send(request, reply, 'mail/mail.njk', {
      title: mail.subject,
      mail,
      lines,
      isReturned: request.query.done === 'returned',
    })
  })

  const mayReturn = { onRequest: requireOperation('mail.return') }
  server.post<MailRoute>('/mail/:id/return', mayReturn, async (request, reply) => {
    const { id } = request.params
    await returnMail(mailbox, id)
    return reply.redirect(`/mail/${encodeURIComponent(id)}?done=returned`, 303)
  })

  server.get<MailRoute>('/mail/:id/html', { onRequest }, async (request, reply) => {
    const { html } = await readMail(mailbox, request.params.id)
    return reply
      .header('content-security-policy', mailPolicy)
      .header('x-frame-options', 'SAMEORIGIN')
      .type('text/html; charset=utf-8')
      .send(html)
  })
}

function ownPolicy(policy: number | string | readonly string[] | undefined): string {
  if (typeof policy !== 'string') throw new Error('pages have a content security policy')
  return `${policy};`
}
