import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { FastifyInstance } from 'fastify'
import type { StoredMail } from './mail-folder.ts'
import type { ReturnMail } from './mailbox-return.ts'
import { type Mailbox, readMail, readMailPage } from './mailbox-reading.ts'

const text: JsonSchema = { type: 'string' }
const id: JsonSchema = { type: 'string', maxLength: 100 }
const listed = { id: text, receivedAt: { type: 'string', description: 'ISO 8601, UTC' }, to: text, subject: text }

/** The built-in mailbox as JSON. */
export function declareMailboxApi(server: FastifyInstance, mailbox: Mailbox, returnMail: ReturnMail): void {
  declareOperation<{ Querystring: { after?: string } }>(
    server,
    {
      id: 'listMails',
      method: 'GET',
      path: '/api/v1/mails',
      summary: 'Mails in the built-in mailbox, the newest first; 404 where a mail server is set',
      access: 'mail.read',
      query: { type: 'object', properties: { after: id } },
      answers: {
        200: {
          type: 'object',
          properties: {
            mails: { type: 'array', items: { type: 'object', properties: listed } },
            next: { type: ['string', 'null'], description: 'Give it as `after` for the next page' },
          },
        },
      },
    },
    async request => {
      const { mails, next } = await readMailPage(mailbox, request.query.after)
      return { mails: mails.map(withIsoTime), next: next ?? null }
    },
  )

  declareOperation<{ Params: { id: string } }>(
    server,
    {
      id: 'readMail',
      method: 'GET',
      path: '/api/v1/mails/:id',
      summary: 'One mail as it was sent',
      access: 'mail.read',
      params: { type: 'object', required: ['id'], properties: { id } },
      answers: {
        200: {
          type: 'object',
          properties: { ...listed, from: text, returnPath: text, messageId: text, date: text, text, html: text },
        },
      },
    },
    async request => withIsoTime(await readMail(mailbox, request.params.id)),
  )

  declareOperation<{ Params: { id: string } }>(
    server,
    {
      id: 'returnMail',
      method: 'POST',
      path: '/api/v1/mails/:id/return',
      summary: 'Lets a mail of the built-in mailbox come back as undeliverable, by a report over SMTP',
      access: 'mail.return',
      params: { type: 'object', required: ['id'], properties: { id } },
      body: { type: 'object' },
      answers: { 204: { type: 'null', description: 'The report was taken' } },
    },
    async (request, reply) => {
      await returnMail(mailbox, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

const withIsoTime = <M extends StoredMail>(mail: M) => ({
  ...mail,
  receivedAt: new Date(mail.receivedAt).toISOString(),
})
