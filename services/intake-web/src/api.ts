import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance } from 'fastify'
import { annexBSchema } from './annex-b-schema.ts'
import type { ApplicantStatus } from './applicant-status.ts'
import type { IntakeOperations } from './operations.ts'

const id: JsonSchema = { type: 'string', description: 'Reference of the application' }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }
const codes: JsonSchema = { type: 'array', items: { type: 'string' } }
const optionalText: JsonSchema = { type: ['string', 'null'] }

const received: JsonSchema = {
  type: 'object',
  description: 'Received',
  properties: { applicationId: id, submittedAt: time },
}
const processing: JsonSchema = {
  type: 'object',
  description: 'Received and being processed: ask for the status, or send the same again',
  properties: { applicationId: id },
}
const statusSchema: JsonSchema = {
  type: 'object',
  description: 'Where the application stands',
  properties: {
    applicationId: id,
    submittedAt: time,
    status: { type: 'string' },
    at: time,
    attendBy: time,
    bring: codes,
    representativeBrings: codes,
    mayEnquireSince: time,
    reasons: {
      type: 'array',
      items: { type: 'object', properties: { code: { type: 'string' }, textEn: optionalText, textZh: optionalText } },
    },
  },
}

/** The applicants' operations as JSON. */
export function declareApi(server: FastifyInstance, operations: IntakeOperations): void {
  declareOperation(
    server,
    {
      id: 'readApplicationForm',
      method: 'GET',
      path: '/api/v1/applications/form',
      summary: 'What a form has to accept: the terms and conditions in force (R29)',
      access: 'public',
      answers: {
        200: {
          type: 'object',
          properties: {
            termsVersion: { type: 'string' },
            termsUrl: { type: 'string' },
            termsFrom: { type: 'string', format: 'date' },
          },
        },
      },
    },
    async () => {
      const { version, url, effectiveFrom } = operations.terms()
      return { termsVersion: version, termsUrl: url, termsFrom: effectiveFrom }
    },
  )

  declareOperation<{ Body: Readonly<Record<string, unknown>> }>(
    server,
    {
      id: 'submitApplication',
      method: 'POST',
      path: '/api/v1/applications',
      summary: 'Apply for an Individual User Account online (R32a, Annex B)',
      access: 'public',
      idempotent: true,
      body: annexBSchema,
      answers: { 201: received, 202: processing },
    },
    async (request, reply) => {
      const submitted = await operations.submit(request.body, commandIdOf(request, 'submitApplication'))
      if (submitted.kind === 'refused') throw new ProblemError('refused', { defects: submitted.defects })
      const { applicationId } = submitted
      if (submitted.kind === 'processing') return reply.code(202).send({ applicationId })
      return reply.code(201).send({ applicationId, submittedAt: isoTime(submitted.submittedAt) })
    },
  )

  declareOperation<{ Body: { applicationId: string; email: string } }>(
    server,
    {
      id: 'readApplicationStatus',
      method: 'POST',
      path: '/api/v1/applications/status',
      summary: 'Where an application stands; 404 whichever of reference and email is wrong',
      access: 'public',
      body: {
        type: 'object',
        required: ['applicationId', 'email'],
        properties: {
          applicationId: { type: 'string', maxLength: 200 },
          email: { type: 'string', maxLength: 1_000 },
        },
      },
      answers: { 200: statusSchema },
    },
    async request => {
      const applicationId = await operations.find(request.body.applicationId, request.body.email)
      const status = applicationId && (await operations.statusOf(applicationId))
      if (!status) throw new ProblemError('not-found')
      return statusAnswer(status)
    },
  )
}

function statusAnswer(status: ApplicantStatus) {
  const { submittedAt, at, attendBy, mayEnquireSince } = status
  return {
    ...status,
    submittedAt: isoTime(submittedAt),
    at: isoTime(at),
    attendBy: isoTime(attendBy),
    mayEnquireSince: isoTime(mayEnquireSince),
  }
}

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
