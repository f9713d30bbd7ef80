import { groupReference } from '@icms/schemas/application-reference'
import type { Policy } from '@icms/schemas/policy'
import { createPages } from '@icms/web/page'
import type { FastifyInstance } from 'fastify'
import { declareAnswerPages } from './answer-pages.ts'
import { declareCoverSheet } from './cover-sheet-edge.ts'
import { declareDocumentPages } from './document-pages.ts'
import { declareDraftPages } from './draft-pages.ts'
import { declareFormPages } from './form-pages.ts'
import { intakeMessages } from './messages.ts'
import type { IntakeOperations } from './operations.ts'
import { declareStatusPages } from './status-pages.ts'

/**
 * The applicants' pages: what applying is, the form, the acknowledgement, what is saved, and the status. Whoever submitted
 * a form, or named its reference and proved its address, has a session for that application.
 */
export function declarePages(server: FastifyInstance, operations: IntakeOperations, policy: Policy): void {
  const pages = createPages({ views: new URL('../views/', import.meta.url), messages: intakeMessages, values: policy })

  server.get('/apply', (request, reply) =>
    pages.send(request, reply, 'apply/start.njk', {
      title: pages.translate(request)('apply.title'),
      terms: operations.terms(),
    }),
  )

  server.get<{ Params: { applicationId: string } }>('/apply/received/:applicationId', async (request, reply) => {
    const { applicationId } = request.params
    const session = await server.web.sessions.current(request, 'applicant')
    // Whoever did not submit it here learns nothing of a reference, not even that there is none.
    if (session?.subject !== applicationId) return reply.redirect('/apply/status', 303)
    const status = await operations.statusOf(applicationId)
    return pages.send(request, reply, 'apply/received.njk', {
      title: pages.translate(request)(status ? 'received.title' : 'received.processing'),
      reference: groupReference(applicationId),
      application: status,
    })
  })

  declareFormPages(server, operations, pages)
  declareDraftPages(server, operations, pages)
  declareDocumentPages(server, operations, pages)
  declareStatusPages(server, operations, pages)
  declareAnswerPages(server, operations, pages)
  declareCoverSheet(server, operations, pages)
}
