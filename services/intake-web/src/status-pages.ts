import { groupReference } from '@icms/schemas/application-reference'
import { wordsOfReason } from '@icms/schemas/reason-words'
import type { Defect } from '@icms/schemas/refusal'
import { type Fields, readFields } from '@icms/web/form-fields'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { limitVainReferences } from './applicant-limits.ts'
import { openTo, provenSubject } from './applicant-session.ts'
import type { IntakeOperations } from './operations.ts'

/** Where an application stands, for who submitted it here or names its reference and address. */
export function declareStatusPages(server: FastifyInstance, operations: IntakeOperations, pages: Pages): void {
  const { sessions } = server.web
  const text = (request: FastifyRequest, key: string) => pages.translate(request)(key)

  server.get('/apply/status', async (request, reply) => {
    const session = await sessions.current(request, 'applicant')
    const application = session && (await operations.statusOf(session.subject))
    if (!application) return showStatusForm(request, reply)
    return pages.send(request, reply, 'apply/status.njk', {
      title: text(request, 'status.title'),
      reference: groupReference(application.applicationId),
      application,
      helpCentre: operations.helpCentre(),
      isProven: (await provenSubject(request)) === application.applicationId,
      done: (request.query as { done?: unknown }).done,
      wordsOfReason,
    })
  })

  server.post('/apply/status', async (request, reply) => {
    const fields = readFields(request.body)
    const typed = (name: string) => String(fields[name] ?? '')
    const missing = ['reference', 'email'].filter(name => typed(name).trim() === '')
    const defects: readonly Defect[] = missing.map(path => ({ path, code: 'MISSING' }))
    if (defects.length > 0) return showStatusForm(request, reply, { fields, defects })
    const applicationId = await operations.find(typed('reference'), typed('email'))
    if (!applicationId) {
      await limitVainReferences(request)
      return showStatusForm(request, reply, { fields, notFound: true })
    }
    await openTo(request, applicationId, false)
    return reply.redirect('/apply/status', 303)
  })

  server.post('/apply/status/leave', async (request, reply) => {
    await sessions.end(request, 'applicant')
    return reply.redirect('/apply/status', 303)
  })

  function showStatusForm(
    request: FastifyRequest,
    reply: FastifyReply,
    { fields = {}, defects = [], notFound = false }: StatusForm = {},
  ) {
    return pages.send(request, reply, 'apply/find.njk', {
      title: text(request, 'status.title'),
      status: notFound ? problemStatus['not-found'] : defects.length > 0 ? problemStatus.refused : 200,
      form: { fields, defects },
      notFound,
    })
  }
}

type StatusForm = {
  readonly fields?: Fields
  readonly defects?: readonly Defect[]
  readonly notFound?: boolean
}
