import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance } from 'fastify'
import { requireDraft, suppliedDocumentSchema } from './draft-api.ts'
import { filesOf, takesFiles } from './multipart-form.ts'
import type { IntakeOperations } from './operations.ts'

const path = '/api/v1/applications/draft/documents'

/** Documents of a saved form, for programs. A file comes as `multipart/form-data` with the fields `kind` and `file`. */
export function declareDocumentApi(server: FastifyInstance, operations: IntakeOperations): void {
  server.web.operations.push({
    id: 'addDocument',
    method: 'POST',
    path,
    summary: 'Hands in a document with what is saved (R33): multipart/form-data with kind and file, at most 10 MB',
    access: 'public',
    idempotent: true,
    answers: { 201: suppliedDocumentSchema },
  })
  // No page of another site can send the header without asking first; so no token is needed.
  const notFound = () => {
    throw new ProblemError('not-found')
  }
  const ofProgram = { ...takesFiles(server, notFound), config: { json: true, withoutToken: true } }
  server.post(path, ofProgram, async (request, reply) => {
    if (request.headers['idempotency-key'] === undefined)
      throw new ProblemError('wrong-shape', { defects: [{ path: 'header.idempotency-key', code: 'MISSING' }] })
    const draft = await requireDraft(request, operations)
    const { kind = '' } = request.body as { readonly kind?: unknown }
    const file = filesOf(request)[0]
    const taken = await operations.uploads.addTo(draft, file, String(kind), commandIdOf(request, 'addDocument'))
    if (taken.ok) return reply.code(201).send(taken.document)
    throw new ProblemError('refused', {
      defects: [{ path: taken.code === 'NOT_ONE_OF' ? 'kind' : 'file', code: taken.code }],
    })
  })

  declareOperation<{ Params: { documentId: string } }>(
    server,
    {
      id: 'removeDocument',
      method: 'POST',
      path: `${path}/:documentId/removal`,
      summary: 'Takes a document back before the form is submitted; its file is deleted',
      access: 'public',
      idempotent: true,
      params: {
        type: 'object',
        required: ['documentId'],
        properties: { documentId: { type: 'string', maxLength: 80 } },
      },
      answers: { 204: { type: 'null', description: 'It is gone' } },
    },
    async (request, reply) => {
      const { applicationId } = await requireDraft(request, operations)
      const commandId = commandIdOf(request, 'removeDocument')
      await operations.drafts.removeDocument(applicationId, request.params.documentId, commandId)
      return reply.code(204).send(null)
    },
  )
}
