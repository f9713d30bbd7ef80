import { groupReference } from '@icms/schemas/application-reference'
import { attendanceDocumentCodes } from '@icms/schemas/attendance-documents'
import { wordsOfReason } from '@icms/schemas/reason-words'
import { jsonOf, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { seesInFull } from './api.ts'
import { applicationParams, reasonCodes } from './api-schemas.ts'
import { isFinal } from './application-end.ts'
import { documentOf } from './checklist.ts'
import { rejectionCodes, supplementCodes } from './decision-forms.ts'
import { type Again, type ById, frame, path } from './desk-frame.ts'
import { declareSearch } from './desk-search.ts'
import { declareSteps } from './desk-steps.ts'
import type { Decided, Stated, VettingOperations } from './operations.ts'
import type { PaperOperations } from './paper-operations.ts'
import { type WorklistView, worklistViews } from './worklist.ts'

const doneKeys = [
  'AUTH_PENDING',
  'APPROVED',
  'APPROVED_CONDITIONAL',
  'REJECTED',
  'SUPPLEMENT_REQUESTED',
  'ON_HOLD',
  'VETTING',
]
const doneWithout = ['ASSIGNED', 'UNASSIGNED', 'EMAIL_CORRECTED', 'ENQUIRY_ANSWERED']

/** The vetting desk: the worklist, one application, and the decisions on it. */
export function declareDesk(
  server: FastifyInstance,
  operations: VettingOperations,
  pages: Pages,
  papers: Pick<PaperOperations, 'papersOf'>,
): void {
  const reading = { onRequest: requireOperation('vetting.read') }
  const byId = { ...reading, schema: { params: applicationParams } }

  server.get<{ Querystring: { status?: unknown; reason?: unknown; after?: unknown } }>(
    '/desk/vetting',
    reading,
    async (request, reply) => {
      const { status, after } = request.query
      const view = worklistViews.find(one => one === status) ?? firstView(request)
      const reason = reasonCodes.find(one => one === request.query.reason)
      const href = `/desk/vetting?status=${view}${reason ? `&reason=${reason}` : ''}`
      const { applications, next } = await operations.worklist({
        view,
        reason,
        after: typeof after === 'string' ? after : undefined,
        staffId: request.staff?.id ?? '',
      })
      return pages.send(request, reply, 'vetting/worklist.njk', {
        ...frame(request, pages, 'vetting.title'),
        view,
        views: worklistViews,
        reason,
        reasons: view === 'SUPPLEMENT_REQUESTED' ? supplementCodes : view === 'REJECTED' ? rejectedCodes : [],
        applications,
        first: after === undefined ? undefined : href,
        next: next && `${href}&after=${encodeURIComponent(next)}`,
      })
    },
  )

  server.get<ById>('/desk/vetting/:applicationId', byId, (request, reply) => showApplication(request, reply))

  declareSearch(server, operations, pages)
  const steps = declareSteps(server, operations, pages)

  const decision = (
    step: string,
    operation: Operation,
    commandName: string,
    decide: (stated: Stated) => Promise<Decided>,
    again: (request: FastifyRequest<ById>, reply: FastifyReply, extra: Again) => Promise<FastifyReply>,
  ) =>
    server.post<ById>(
      `/desk/vetting/:applicationId/${step}`,
      { onRequest: requireOperation(operation), schema: { params: applicationParams } },
      async (request, reply) => {
        const { applicationId } = request.params
        const fields = readFields(request.body)
        const decided = await decide({
          applicationId,
          // Page and JSON are one operation, so the same key means the same decision in both.
          commandId: commandIdOf(request, commandName),
          actor: staffActor(request, operation),
          body: jsonOf(fields),
        })
        switch (decided.kind) {
          case 'decided':
            return reply.redirect(`${path(applicationId)}?done=${decided.done}`, 303)
          case 'processing':
            return pages.send(request, reply, 'vetting/processing.njk', {
              ...frame(request, pages, 'vetting.processing'),
              status: 202,
              href: path(applicationId),
            })
          case 'invalid':
            return again(request, reply, { status: problemStatus.refused, form: { fields, defects: decided.defects } })
          case 'refused':
            return again(request, reply, {
              status: 409,
              form: { fields },
              refusal: `decisionRefusal.${decided.reason}`,
            })
        }
      },
    )

  const {
    approveForAuthentication,
    requestSupplement,
    hold,
    release,
    correctEmail,
    answerEnquiry,
    assign,
    unassign,
    reject,
    approve,
  } = operations
  decision(
    'approve-for-authentication',
    'vetting.approve-for-authentication',
    'approveForAuthentication',
    approveForAuthentication,
    showApplication,
  )
  decision('supplement', 'vetting.request-supplement', 'requestSupplement', requestSupplement, steps.supplement)
  decision('hold', 'vetting.hold', 'holdApplication', hold, steps.hold)
  decision('release', 'vetting.hold', 'releaseApplication', release, steps.release)
  decision('email', 'vetting.correct-email', 'correctEmail', correctEmail, steps.email)
  decision('enquiry', 'vetting.answer-enquiry', 'answerEnquiry', answerEnquiry, steps.enquiry)
  decision('assign', 'vetting.assign', 'assignApplication', assign, showApplication)
  decision('unassign', 'vetting.assign', 'unassignApplication', unassign, showApplication)
  decision('reject', 'vetting.reject', 'rejectApplication', reject, steps.reject)
  decision('approve', 'vetting.approve', 'approveApplication', approve, showApplication)

  async function showApplication(request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) {
    const inFull = seesInFull(request)
    const shown = await operations.application(request.params.applicationId, { inFull })
    const { form: stated, checklist, samePerson, notices, ...application } = shown
    const onPaper = await papers.papersOf(request.params.applicationId)
    const may = (operation: Operation) => allowingRole(request.staff?.roles ?? [], operation) !== undefined
    const { status, applicationId, supplements, documents, assignee } = application
    const t = pages.translate(request)
    const wordsOfItem = (item: string) => t(documentOf(item) ? `document.${documentOf(item)}` : `check.${item}`)
    const isOpen = !isFinal(application)
    const isBefore = isOpen && status !== 'AUTH_PENDING' && status !== 'AUTHENTICATED'
    const isVetted = status === 'VETTING' || status === 'RECEIVED'
    const { done } = request.query
    return pages.send(request, reply, 'vetting/application.njk', {
      ...frame(request, pages, 'vetting.applicant'),
      title: [stated.name.surnameEn, stated.name.givenNameEn, stated.name.nameZh].filter(Boolean).join(' '),
      application,
      stated,
      inFull,
      reference: groupReference(applicationId),
      groupReference,
      wordsOfReason,
      checks: checklist.map(value => ({ value, text: wordsOfItem(value) })),
      wordsOfItem,
      kinds: attendanceDocumentCodes,
      samePerson,
      notices,
      onPaper,
      documents: [documents, ...supplements.map(asked => asked.documents)].flat(),
      href: path(applicationId),
      done: doneKeys.find(one => one === done && one === status) ?? doneWithout.find(one => one === done),
      isMine: assignee !== null && assignee === request.staff?.id,
      mayAssign: isOpen && may('vetting.assign'),
      mayAnswerEnquiry: application.hasEnquiry && may('vetting.answer-enquiry'),
      mayRequestSupplement: isVetted && may('vetting.request-supplement'),
      mayHold: isVetted && may('vetting.hold'),
      mayRelease: status === 'ON_HOLD' && may('vetting.hold'),
      mayCorrectEmail: isOpen && may('vetting.correct-email'),
      mayApproveForAuthentication: status === 'VETTING' && may('vetting.approve-for-authentication'),
      mayApprove: status === 'AUTHENTICATED' && may('vetting.approve'),
      weighs: stated.eligibility === 'OTHER_10C',
      mayErase: !isOpen && may('vetting.erase'),
      mayReject: isOpen && may(isBefore ? 'vetting.reject' : 'vetting.approve'),
      ...extra,
    })
  }
}

/** Reasons that a list of the rejected can be narrowed by. */
const rejectedCodes = reasonCodes.filter(code => rejectionCodes.includes(code) || !supplementCodes.includes(code))

/** What this member of staff most likely came for. */
function firstView(request: FastifyRequest): WorklistView {
  return request.staff?.roles.includes('judiciary-administrator') ? 'AUTHENTICATED' : 'VETTING'
}
