import { annexBChoices } from '@icms/schemas/annex-b'
import { parseEmailAddress } from '@icms/schemas/email-address'
import type { Language } from '@icms/schemas/generated/common'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance } from 'fastify'
import { annexBSchema } from '@icms/web/annex-b-schema'
import { limitCodes, limitCodeTries, limitVainReferences } from './applicant-limits.ts'
import { currentDraft } from './applicant-session.ts'
import type { ApplicantStatus } from './applicant-status.ts'
import { emailCodeLimits } from './email-proof.ts'
import type { IntakeOperations } from './operations.ts'

export const id: JsonSchema = { type: 'string', description: 'Reference of the application' }
export const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }
const codes: JsonSchema = { type: 'array', items: { type: 'string' } }
const optionalText: JsonSchema = { type: ['string', 'null'] }

export const code: JsonSchema = {
  type: 'string',
  maxLength: 100,
  description: 'The code that was mailed to the address',
}

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
const reasons: JsonSchema = {
  type: 'array',
  items: { type: 'object', properties: { code: { type: 'string' }, textEn: optionalText, textZh: optionalText } },
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
    mayEnquire: { type: 'boolean' },
    enquiry: {
      type: ['object', 'null'],
      description: 'What was asked last (R37); the answer is read in the session of who proved the address',
      properties: { at: time, answeredAt: time },
    },
    reasons,
    supplement: {
      type: ['object', 'null'],
      description: 'What vetting asks and waits for (R34d)',
      properties: { requestId: { type: 'string' }, at: time, reasons },
    },
    mayWithdraw: { type: 'boolean' },
    helpCentre: {
      type: ['object', 'null'],
      description: 'Where and when the Help Centre is reached (R34b)',
      properties: Object.fromEntries(
        ['addressEn', 'addressZh', 'hoursEn', 'hoursZh', 'telephone'].map(name => [name, optionalText]),
      ),
    },
    withdrawalRequestedAt: time,
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

  declareOperation<{ Body: { email: string; language?: Language } }>(
    server,
    {
      id: 'requestEmailCode',
      method: 'POST',
      path: '/api/v1/applications/email-codes',
      summary:
        'Mails the code that proves an address; the answer is the same for every address. It is good for 15 minutes',
      access: 'public',
      idempotent: true,
      body: {
        type: 'object',
        required: ['email'],
        properties: {
          email: { type: 'string', maxLength: 1_000 },
          language: { type: 'string', enum: [...annexBChoices.preferredLanguage] },
        },
      },
      answers: {
        202: { type: 'object', description: 'The code is on its way', properties: { minutes: { type: 'integer' } } },
      },
    },
    async (request, reply) => {
      const { email, language = 'EN' } = request.body
      const address = parseEmailAddress(email)
      if (!address.ok) throw new ProblemError('refused', { defects: [{ path: 'email', code: address.code }] })
      const commandId = commandIdOf(request, 'requestEmailCode')
      await limitCodes(request, address.value)
      await operations.emailCodes.request(address.value, language, commandId)
      return reply.code(202).send({ minutes: emailCodeLimits.lifeMs / 60_000 })
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
      body: {
        ...annexBSchema,
        properties: { ...(annexBSchema.properties as JsonSchema), emailProof: code },
      },
      answers: { 201: received, 202: processing },
    },
    async (request, reply) => {
      const { emailProof, ...form } = request.body
      if (typeof emailProof === 'string') await limitCodeTries(request)
      const submitted = await operations.submit(
        form,
        { emailCode: emailProof as string | undefined, draft: await currentDraft(request, operations) },
        commandIdOf(request, 'submitApplication'),
      )
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
      if (!status) {
        await limitVainReferences(request)
        throw new ProblemError('not-found')
      }
      return { ...statusAnswer(status), helpCentre: operations.helpCentre() ?? null }
    },
  )
}

function statusAnswer(status: ApplicantStatus) {
  const { submittedAt, at, attendBy, mayEnquireSince, supplement, withdrawalRequestedAt, enquiry } = status
  return {
    ...status,
    submittedAt: isoTime(submittedAt),
    at: isoTime(at),
    attendBy: isoTime(attendBy),
    mayEnquireSince: isoTime(mayEnquireSince),
    enquiry: enquiry && { at: isoTime(enquiry.at), answeredAt: isoTime(enquiry.answeredAt) },
    supplement: supplement && { ...supplement, at: isoTime(supplement.at) },
    withdrawalRequestedAt: isoTime(withdrawalRequestedAt),
  }
}

export const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
