import { groupReference } from '@icms/schemas/application-reference'
import { parseEmailAddress } from '@icms/schemas/email-address'
import type { Language } from '@icms/schemas/generated/common'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { annexBSchema } from '@icms/web/annex-b-schema'
import { limitCodeTries, limitVainReferences } from './applicant-limits.ts'
import { currentDraft, openTo } from './applicant-session.ts'
import { fieldsOfJson } from '@icms/web/fields-of-annex-b'
import { readPageForm } from '@icms/web/annex-b-page'
import type { HeldDraft } from './held-drafts.ts'
import type { IntakeOperations } from './operations.ts'

const text: JsonSchema = { type: 'string' }
const saved: JsonSchema = {
  type: 'object',
  description: 'Saved; the session that goes with the answer may change it',
  properties: { applicationId: text, reference: text, expiresAt: text },
}
const code: JsonSchema = { type: 'string', maxLength: 100, description: 'The code that was mailed to the address' }
export const suppliedDocumentSchema: JsonSchema = {
  type: 'object',
  properties: {
    documentId: text,
    kind: text,
    fileName: text,
    mediaType: text,
    bytes: { type: 'integer' },
    sha256: text,
    scan: text,
  },
}

/** The draft of this session; throws `not-found` where there is none. */
export async function requireDraft(request: FastifyRequest, operations: IntakeOperations): Promise<HeldDraft> {
  const draft = await currentDraft(request, operations)
  if (!draft) throw new ProblemError('not-found')
  return draft
}

/** What is saved, as JSON: saved with a code, gone on with in the session that the code opened. */
export function declareDraftApi(server: FastifyInstance, operations: IntakeOperations): void {
  declareOperation<{ Body: Readonly<Record<string, unknown>> & { emailProof?: string } }>(
    server,
    {
      id: 'saveDraft',
      method: 'POST',
      path: '/api/v1/applications/drafts',
      summary: 'Saves a form to go on with it later; the code is needed once, and again when the address is another',
      access: 'public',
      idempotent: true,
      body: { ...annexBSchema, properties: { ...(annexBSchema.properties as JsonSchema), emailProof: code } },
      answers: { 201: saved },
    },
    async (request, reply) => {
      const { emailProof: emailCode, ...received } = request.body
      if (emailCode !== undefined) await limitCodeTries(request)
      const language: Language = received.preferredLanguage === 'ZH_HANT' ? 'ZH_HANT' : 'EN'
      const draft = await currentDraft(request, operations)
      const form = { received, fields: fieldsOfJson(received), language }
      const done = await operations.save(form, { draft, emailCode }, commandIdOf(request, 'saveDraft'))
      if (done.kind === 'refused') throw new ProblemError('refused', { defects: done.defects })
      await openTo(request, done.applicationId, true)
      return reply.code(201).send(savedAnswer(done))
    },
  )

  declareOperation<{ Body: { applicationId: string; email: string; emailProof: string } }>(
    server,
    {
      id: 'returnToApplication',
      method: 'POST',
      path: '/api/v1/applications/sessions',
      summary: 'Opens what is saved or submitted under a reference to who proves its address by a code',
      access: 'public',
      idempotent: true,
      body: {
        type: 'object',
        required: ['applicationId', 'email', 'emailProof'],
        properties: {
          applicationId: { type: 'string', maxLength: 200 },
          email: { type: 'string', maxLength: 1_000 },
          emailProof: code,
        },
      },
      answers: {
        200: { type: 'object', properties: { applicationId: text, isDraft: { type: 'boolean' } } },
      },
    },
    async request => {
      const { applicationId, email, emailProof } = request.body
      const address = parseEmailAddress(email)
      if (!address.ok) throw new ProblemError('refused', { defects: [{ path: 'email', code: address.code }] })
      await limitCodeTries(request)
      const commandId = commandIdOf(request, 'returnToApplication')
      const proven = await operations.emailCodes.prove(address.value, emailProof, commandId)
      if (proven === undefined)
        throw new ProblemError('refused', { defects: [{ path: 'emailProof', code: 'EMAIL_CODE_NOT_RIGHT' }] })
      const found = await operations.findProven(applicationId, address.value)
      if (!found) {
        await limitVainReferences(request)
        throw new ProblemError('refused', { defects: [{ path: 'applicationId', code: 'DRAFT_NOT_FOUND' }] })
      }
      await openTo(request, found.applicationId, true)
      return found
    },
  )

  declareOperation(
    server,
    {
      id: 'readDraft',
      method: 'GET',
      path: '/api/v1/applications/draft',
      summary: 'What is saved, in the session that the code opened',
      access: 'public',
      answers: {
        200: {
          type: 'object',
          properties: {
            ...(saved.properties as JsonSchema),
            form: { type: 'object', additionalProperties: true },
            documents: { type: 'array', items: suppliedDocumentSchema },
          },
        },
      },
    },
    async request => {
      const draft = await requireDraft(request, operations)
      return { ...savedAnswer(draft), form: readPageForm(draft.fields).received, documents: draft.documents }
    },
  )

  declareOperation(
    server,
    {
      id: 'discardDraft',
      method: 'POST',
      path: '/api/v1/applications/draft/discard',
      summary: 'Deletes what is saved, with its documents',
      access: 'public',
      idempotent: true,
      answers: { 204: { type: 'null', description: 'Nothing is kept' } },
    },
    async (request, reply) => {
      const { applicationId } = await requireDraft(request, operations)
      await operations.drafts.discard(applicationId, commandIdOf(request, 'discardDraft'))
      await server.web.sessions.end(request, 'applicant')
      return reply.code(204).send(null)
    },
  )
}

const savedAnswer = ({ applicationId, expiresAt }: { readonly applicationId: string; readonly expiresAt: number }) => ({
  applicationId,
  reference: groupReference(applicationId),
  expiresAt: new Date(expiresAt).toISOString(),
})
