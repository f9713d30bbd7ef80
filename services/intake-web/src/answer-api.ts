import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answerFilesOf } from './answer-pages.ts'
import { isoTime, time } from './api.ts'
import { limitEnquiries } from './applicant-limits.ts'
import { provenSubject } from './applicant-session.ts'
import { takesFiles } from './multipart-form.ts'
import type { IntakeOperations } from './operations.ts'

const path = '/api/v1/applications/application'
const received = { type: 'object', description: 'Received; vetting goes on with it', properties: {} } as const

const enquirySchema: JsonSchema = {
  type: 'object',
  description: 'The enquiry',
  properties: { at: time, answeredAt: time, answer: { type: ['string', 'null'] } },
}

/** What is said after submitting, for programs, in the session that the code or the submission opened. */
export function declareAnswerApi(server: FastifyInstance, operations: IntakeOperations): void {
  async function own(request: FastifyRequest) {
    const subject = await provenSubject(request)
    const application = subject === undefined ? undefined : await operations.statusOf(subject)
    if (!application) throw new ProblemError('not-found')
    return application
  }

  server.web.operations.push({
    id: 'supplySupplement',
    method: 'POST',
    path: `${path}/supplement`,
    summary:
      'Answers what vetting asks (R34d): multipart/form-data with text, and files.0.kind with files.0.file to files.2.file',
    access: 'public',
    idempotent: true,
    answers: { 202: received },
  })
  const notFound = () => {
    throw new ProblemError('not-found')
  }
  const ofProgram = { ...takesFiles(server, notFound), config: { json: true, withoutToken: true } }
  server.post(`${path}/supplement`, ofProgram, async (request, reply) => {
    if (request.headers['idempotency-key'] === undefined)
      throw new ProblemError('wrong-shape', { defects: [{ path: 'header.idempotency-key', code: 'MISSING' }] })
    const { applicationId } = await own(request)
    const { text = '' } = request.body as { readonly text?: unknown }
    const commandId = commandIdOf(request, 'supplySupplement')
    const done = await operations.answers.supply(applicationId, String(text), answerFilesOf(request), commandId)
    if (done.kind === 'refused') throw new ProblemError('refused', { defects: done.defects })
    return reply.code(202).send({})
  })

  declareOperation(
    server,
    {
      id: 'readEnquiry',
      method: 'GET',
      path: `${path}/enquiry`,
      summary: 'What was asked last (R37), and the answer once there is one',
      access: 'public',
      answers: { 200: enquirySchema },
    },
    async request => {
      const { enquiry } = await own(request)
      if (!enquiry) throw new ProblemError('not-found')
      return { at: isoTime(enquiry.at), answeredAt: isoTime(enquiry.answeredAt), answer: enquiry.answer }
    },
  )

  declareOperation<{ Body: { question: string } }>(
    server,
    {
      id: 'makeEnquiry',
      method: 'POST',
      path: `${path}/enquiry`,
      summary:
        'Asks about an application that had no response in seven working days (R37), while `mayEnquire` of its status says so',
      access: 'public',
      idempotent: true,
      body: {
        type: 'object',
        required: ['question'],
        properties: { question: { type: 'string', maxLength: 10_000 } },
      },
      answers: { 202: received },
    },
    async (request, reply) => {
      const { applicationId, mayEnquire } = await own(request)
      if (!mayEnquire) throw new ProblemError('refused', { defects: [{ path: 'question', code: 'NOT_WANTED' }] })
      await limitEnquiries(request)
      const commandId = commandIdOf(request, 'makeEnquiry')
      const done = await operations.answers.enquire(applicationId, request.body.question, commandId)
      if (done.kind === 'refused') throw new ProblemError('refused', { defects: done.defects })
      return reply.code(202).send({})
    },
  )

  declareOperation<{ Body: { reason?: string } }>(
    server,
    {
      id: 'requestWithdrawal',
      method: 'POST',
      path: `${path}/withdrawal`,
      summary: 'Asks for the application to be withdrawn; vetting withdraws it unless it has ended',
      access: 'public',
      idempotent: true,
      body: { type: 'object', properties: { reason: { type: 'string', maxLength: 10_000 } } },
      answers: { 202: received },
    },
    async (request, reply) => {
      const { applicationId, mayWithdraw } = await own(request)
      if (!mayWithdraw) throw new ProblemError('refused', { defects: [{ path: '', code: 'NOT_WANTED' }] })
      const commandId = commandIdOf(request, 'requestWithdrawal')
      const done = await operations.answers.withdraw(applicationId, request.body.reason ?? '', commandId)
      if (done.kind === 'refused') throw new ProblemError('refused', { defects: done.defects })
      return reply.code(202).send({})
    },
  )
}
