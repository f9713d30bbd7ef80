import { annexBChoices } from '@icms/schemas/annex-b'
import { groundChoices } from '@icms/schemas/annex-b-ground'
import { groupReference } from '@icms/schemas/application-reference'
import { identityDocumentKinds } from '@icms/schemas/identity-document'
import { wordsOfReason } from '@icms/schemas/reason-words'
import type { Defect } from '@icms/schemas/refusal'
import { readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import { createPages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { limitCodes, limitCodeTries, limitVainReferences } from './applicant-limits.ts'
import { caseRows, caseRowsOf, type PageForm, pageDefects, readPageForm } from './form-of-page.ts'
import { intakeMessages } from './messages.ts'
import type { IntakeOperations } from './operations.ts'

const choices = {
  kinds: identityDocumentKinds,
  languages: annexBChoices.preferredLanguage,
  grounds: groundChoices.eligibility,
  roles: groundChoices.role,
}

const emptyForm = readPageForm({})

/**
 * The applicants' pages: what applying is, the form, the acknowledgement and the status. Whoever submitted a form, or
 * named its reference and email, has a session for that application, and sees it without naming both again.
 */
export function declarePages(server: FastifyInstance, operations: IntakeOperations): void {
  const pages = createPages({ views: new URL('../views/', import.meta.url), messages: intakeMessages })
  const { sessions } = server.web
  const text = (request: FastifyRequest, key: string) => pages.translate(request)(key)

  server.get('/apply', (request, reply) =>
    pages.send(request, reply, 'apply/start.njk', { title: text(request, 'apply.title'), terms: operations.terms() }),
  )

  server.get('/apply/form', (request, reply) => showForm(request, reply, emptyForm))

  server.post('/apply/form', async (request, reply) => {
    const form = readPageForm(request.body)
    if (form.moreCaseRows !== undefined) return showForm(request, reply, form)
    if (form.instead === 'edit') return showForm(request, reply, form)
    const commandId = commandIdOf(request, 'submitApplication')
    const { emailProof } = form
    if (emailProof === undefined || form.instead === 'again') {
      const checked = operations.check(form.received)
      if (!checked.ok) return showForm(request, reply, form, pageDefects(checked.defects))
      const { email, preferredLanguage } = checked.value
      await limitCodes(request, email)
      await operations.requestEmailCode(email, preferredLanguage, commandId)
      return showCodeForm(request, reply, form)
    }
    await limitCodeTries(request)
    const submitted = await operations.submit(form.received, emailProof, commandId)
    if (submitted.kind === 'refused') {
      const ofCode = submitted.defects.filter(({ path }) => path === 'emailProof')
      return ofCode.length === submitted.defects.length
        ? showCodeForm(request, reply, form, ofCode)
        : showForm(request, reply, form, pageDefects(submitted.defects))
    }
    const { applicationId } = submitted
    await sessions.start(request, 'applicant', applicationId, {})
    return reply.redirect(`/apply/received/${applicationId}`, 303)
  })

  server.get<{ Params: { applicationId: string } }>('/apply/received/:applicationId', async (request, reply) => {
    const { applicationId } = request.params
    const session = await sessions.current(request, 'applicant')
    // Whoever did not submit it here learns nothing of a reference, not even that there is none.
    if (session?.subject !== applicationId) return reply.redirect('/apply/status', 303)
    const status = await operations.statusOf(applicationId)
    return pages.send(request, reply, 'apply/received.njk', {
      title: text(request, status ? 'received.title' : 'received.processing'),
      reference: groupReference(applicationId),
      application: status,
    })
  })

  server.get('/apply/status', async (request, reply) => {
    const session = await sessions.current(request, 'applicant')
    const application = session && (await operations.statusOf(session.subject))
    if (!application) return showStatusForm(request, reply)
    return pages.send(request, reply, 'apply/status.njk', {
      title: text(request, 'status.title'),
      reference: groupReference(application.applicationId),
      application,
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
    await sessions.start(request, 'applicant', applicationId, {})
    return reply.redirect('/apply/status', 303)
  })

  server.post('/apply/status/leave', async (request, reply) => {
    await sessions.end(request, 'applicant')
    return reply.redirect('/apply/status', 303)
  })

  function showForm(request: FastifyRequest, reply: FastifyReply, form: PageForm, defects: readonly Defect[] = []) {
    const rows = caseRowsOf(form)
    return pages.send(request, reply, 'apply/form.njk', {
      title: text(request, 'apply.formTitle'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields: form.fields, defects },
      terms: operations.terms(),
      caseRows: rows,
      moreCaseRows: Math.min(caseRows.max, rows + caseRows.more),
      isMore: rows < caseRows.max,
      hasRepresentative: 'personalRepresentative' in form.received,
      ...choices,
    })
  }

  /** Asks for the code; the form goes along, since nothing is kept of it before the address is proven. */
  function showCodeForm(request: FastifyRequest, reply: FastifyReply, form: PageForm, defects: readonly Defect[] = []) {
    return pages.send(request, reply, 'apply/email-code.njk', {
      title: text(request, 'code.title'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { defects },
      email: form.fields.email,
      carried: Object.entries(form.fields).flatMap(([name, value]) => [value].flat().map(each => [name, each])),
    })
  }

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
  readonly fields?: PageForm['fields']
  readonly defects?: readonly Defect[]
  readonly notFound?: boolean
}
