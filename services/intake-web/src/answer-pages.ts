import { wordsOfReason } from '@icms/schemas/reason-words'
import type { Defect } from '@icms/schemas/refusal'
import { type Fields, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AnswerFile, answerFilesMax } from './answers.ts'
import { limitEnquiries } from './applicant-limits.ts'
import { provenSubject } from './applicant-session.ts'
import type { ApplicantStatus } from './applicant-status.ts'
import { documentKinds } from './handed-in.ts'
import { filesOf, takesFiles } from './multipart-form.ts'
import type { IntakeOperations } from './operations.ts'

/** The files of an answer: `files.0.file` with what it is said to be in `files.0.kind`. */
export function answerFilesOf(request: FastifyRequest): readonly AnswerFile[] {
  const fields = request.body as Readonly<Record<string, unknown>>
  return filesOf(request).map(file => {
    const path = file.field.replace(/\.file$/, '')
    const kind = fields[`${path}.kind`]
    return { path, file, kind: typeof kind === 'string' ? kind : '' }
  })
}

/** What an applicant does after submitting, having proved the address: answer, enquire, and withdraw. */
export function declareAnswerPages(server: FastifyInstance, operations: IntakeOperations, pages: Pages): void {
  /** The application that this browser proved to be its own. */
  async function own(request: FastifyRequest): Promise<ApplicantStatus | undefined> {
    const subject = await provenSubject(request)
    return subject === undefined ? undefined : operations.statusOf(subject)
  }

  server.get('/apply/supplement', async (request, reply) => {
    const application = await own(request)
    return application?.supplement ? showSupplement(request, reply, application) : reply.redirect('/apply/status', 303)
  })

  const { preHandler, ...options } = takesFiles(server, reply => reply.redirect('/apply/return', 303))
  const ofForm = { ...options, preHandler: [...preHandler, server.csrfProtection], config: { withoutToken: true } }
  server.post('/apply/supplement', ofForm, async (request, reply) => {
    const application = await own(request)
    if (!application) return reply.redirect('/apply/return', 303)
    const fields = readFields(request.body)
    const files = answerFilesOf(request)
    const commandId = commandIdOf(request, 'supplySupplement')
    const done = await operations.answers.supply(application.applicationId, String(fields.text ?? ''), files, commandId)
    if (done.kind === 'refused') return showSupplement(request, reply, application, fields, done.defects)
    return reply.redirect('/apply/status?done=supplied', 303)
  })

  server.get('/apply/enquiry', async (request, reply) => {
    const application = await own(request)
    return application?.mayEnquire ? showEnquiry(request, reply) : reply.redirect('/apply/status', 303)
  })

  server.post('/apply/enquiry', async (request, reply) => {
    const application = await own(request)
    if (!application) return reply.redirect('/apply/return', 303)
    if (!application.mayEnquire) return reply.redirect('/apply/status', 303)
    await limitEnquiries(request)
    const fields = readFields(request.body)
    const commandId = commandIdOf(request, 'makeEnquiry')
    const done = await operations.answers.enquire(application.applicationId, String(fields.question ?? ''), commandId)
    if (done.kind === 'refused') return showEnquiry(request, reply, fields, done.defects)
    return reply.redirect('/apply/status', 303)
  })

  server.get('/apply/withdraw', async (request, reply) => {
    const application = await own(request)
    return application?.mayWithdraw ? showWithdrawal(request, reply) : reply.redirect('/apply/status', 303)
  })

  server.post('/apply/withdraw', async (request, reply) => {
    const application = await own(request)
    if (!application) return reply.redirect('/apply/return', 303)
    if (!application.mayWithdraw) return reply.redirect('/apply/status', 303)
    const fields = readFields(request.body)
    const commandId = commandIdOf(request, 'requestWithdrawal')
    const done = await operations.answers.withdraw(application.applicationId, String(fields.reason ?? ''), commandId)
    if (done.kind === 'refused') return showWithdrawal(request, reply, fields, done.defects)
    return reply.redirect('/apply/status', 303)
  })

  function showSupplement(
    request: FastifyRequest,
    reply: FastifyReply,
    application: ApplicantStatus,
    fields: Fields = {},
    defects: readonly Defect[] = [],
  ) {
    return pages.send(request, reply, 'apply/supplement.njk', {
      title: pages.translate(request)('answer.title'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields, defects },
      application,
      kinds: documentKinds,
      filesMax: answerFilesMax,
      wordsOfReason,
    })
  }

  const showForm =
    (view: string, title: string) =>
    (request: FastifyRequest, reply: FastifyReply, fields: Fields = {}, defects: readonly Defect[] = []) =>
      pages.send(request, reply, view, {
        title: pages.translate(request)(title),
        status: defects.length > 0 ? problemStatus.refused : 200,
        form: { fields, defects },
      })
  const showEnquiry = showForm('apply/enquiry.njk', 'enquiry.title')
  const showWithdrawal = showForm('apply/withdraw.njk', 'answer.withdraw')
}
