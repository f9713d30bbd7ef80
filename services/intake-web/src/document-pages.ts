import { groupReference } from '@icms/schemas/application-reference'
import type { Defect } from '@icms/schemas/refusal'
import { readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { ProblemError, problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentDraft, provenSubject } from './applicant-session.ts'
import { draftLimits } from './draft.ts'
import { documentKinds } from './handed-in.ts'
import type { HeldDraft } from './held-drafts.ts'
import { filesOf, takesFiles } from './multipart-form.ts'
import type { IntakeOperations } from './operations.ts'
import { sendOriginal, sendView } from './send-document.ts'

type DocumentParams = { Params: { documentId: string } }
type StaffParams = { Params: { applicationId: string; documentId: string } }

/** The documents of a saved form: handed in one by one, seen, taken back. Only who proved the address sees them, and staff. */
export function declareDocumentPages(server: FastifyInstance, operations: IntakeOperations, pages: Pages): void {
  const { uploads, drafts } = operations

  server.get('/apply/documents', async (request, reply) => {
    const draft = await currentDraft(request, operations)
    return draft ? showDocuments(request, reply, draft) : reply.redirect('/apply/return', 303)
  })

  const { preHandler, ...options } = takesFiles(server, reply => reply.redirect('/apply/return', 303))
  const ofForm = { ...options, preHandler: [...preHandler, server.csrfProtection], config: { withoutToken: true } }
  server.post('/apply/documents', ofForm, async (request, reply) => {
    const draft = await currentDraft(request, operations)
    if (!draft) return reply.redirect('/apply/return', 303)
    const kind = String(readFields(request.body).kind ?? '')
    const file = filesOf(request)[0]
    const taken = await uploads.addTo(draft, file, kind, commandIdOf(request, 'addDocument'))
    if (taken.ok) return reply.redirect('/apply/documents', 303)
    const path = taken.code === 'NOT_ONE_OF' ? 'kind' : 'file'
    return showDocuments(request, reply, draft, [{ path, code: taken.code }], kind)
  })

  server.post('/apply/documents/remove', async (request, reply) => {
    const draft = await currentDraft(request, operations)
    if (!draft) return reply.redirect('/apply/return', 303)
    const documentId = String(readFields(request.body).documentId ?? '')
    await drafts.removeDocument(draft.applicationId, documentId, commandIdOf(request, 'removeDocument'))
    return reply.redirect('/apply/documents', 303)
  })

  server.get<DocumentParams>('/apply/documents/:documentId', async (request, reply) => {
    const { subject, document } = await own(request)
    return sendOriginal(reply, uploads, subject, document)
  })

  server.get<DocumentParams>('/apply/documents/:documentId/view', async (request, reply) => {
    const { subject, document } = await own(request)
    return sendView(reply, uploads, subject, document, `/apply/documents/${document.documentId}`)
  })

  const ofStaff = { onRequest: requireOperation('documents.read') }
  server.get<StaffParams>('/desk/documents/:applicationId/:documentId', ofStaff, async (request, reply) => {
    const { applicationId } = request.params
    return sendOriginal(reply, uploads, applicationId, await named(applicationId, request.params.documentId))
  })

  server.get<StaffParams>('/desk/documents/:applicationId/:documentId/view', ofStaff, async (request, reply) => {
    const { applicationId, documentId } = request.params
    const document = await named(applicationId, documentId)
    return sendView(reply, uploads, applicationId, document, `/desk/documents/${applicationId}/${documentId}`)
  })

  /** A document of the draft or application that this browser proved to be its own; for anything else 404. */
  async function own(request: FastifyRequest<DocumentParams>) {
    const subject = await provenSubject(request)
    if (subject === undefined) throw new ProblemError('not-found')
    return { subject, document: await named(subject, request.params.documentId) }
  }

  async function named(applicationId: string, documentId: string) {
    const document = (await operations.documentsOf(applicationId)).find(held => held.documentId === documentId)
    if (!document) throw new ProblemError('not-found')
    return document
  }

  function showDocuments(
    request: FastifyRequest,
    reply: FastifyReply,
    draft: HeldDraft,
    defects: readonly Defect[] = [],
    kind = '',
  ) {
    return pages.send(request, reply, 'apply/documents.njk', {
      title: pages.translate(request)('documents.title'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields: { kind }, defects },
      draft,
      reference: groupReference(draft.applicationId),
      kinds: documentKinds,
      isFull: draft.documents.length >= draftLimits.documentsMax,
    })
  }
}
