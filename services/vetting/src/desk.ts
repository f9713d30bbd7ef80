import { groupReference } from '@icms/schemas/application-reference'
import { wordsOfReason } from '@icms/schemas/reason-words'
import { jsonOf, readFields } from '@icms/web/form-fields'
import type { FormState } from '@icms/web/form-view'
import { commandIdOf } from '@icms/web/idempotency'
import type { PageData, Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { seesInFull } from './api.ts'
import { applicationParams } from './api-schemas.ts'
import { type Decided, rejectionCodes, type Stated, type VettingOperations } from './operations.ts'
import { type WorklistView, worklistViews } from './worklist.ts'

type ById = { Params: { applicationId: string }; Querystring: { done?: unknown } }

const path = (applicationId: string, step = '') => `/desk/vetting/${encodeURIComponent(applicationId)}${step}`
const doneStatuses = ['AUTH_PENDING', 'APPROVED', 'APPROVED_CONDITIONAL', 'REJECTED']

/** The vetting desk: the worklist, one application, and the decisions on it. */
export function declareDesk(server: FastifyInstance, operations: VettingOperations, pages: Pages): void {
  const reading = { onRequest: requireOperation('vetting.read') }
  const byId = { ...reading, schema: { params: applicationParams } }
  const rejecting = { onRequest: requireOperation('vetting.reject'), schema: { params: applicationParams } }

  server.get<{ Querystring: { status?: unknown; after?: unknown } }>(
    '/desk/vetting',
    reading,
    async (request, reply) => {
      const { status, after } = request.query
      const view = worklistViews.find(one => one === status) ?? firstView(request)
      const href = `/desk/vetting?status=${view}`
      const { applications, next } = await operations.worklist(view, typeof after === 'string' ? after : undefined)
      return pages.send(request, reply, 'vetting/worklist.njk', {
        ...frame(request, pages, 'vetting.title'),
        view,
        views: worklistViews,
        applications,
        first: after === undefined ? undefined : href,
        next: next && `${href}&after=${encodeURIComponent(next)}`,
      })
    },
  )

  server.get<ById>('/desk/vetting/:applicationId', byId, (request, reply) => showApplication(request, reply))

  server.get<ById>('/desk/vetting/:applicationId/reject', rejecting, (request, reply) => showRejection(request, reply))

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
            return reply.redirect(`${path(applicationId)}?done=${decided.status}`, 303)
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

  const { approveForAuthentication, reject, approve } = operations
  decision(
    'approve-for-authentication',
    'vetting.approve-for-authentication',
    'approveForAuthentication',
    approveForAuthentication,
    showApplication,
  )
  decision('reject', 'vetting.reject', 'rejectApplication', reject, showRejection)
  decision('approve', 'vetting.approve', 'approveApplication', approve, showApplication)

  async function showApplication(request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) {
    const inFull = seesInFull(request)
    const { form: stated, ...application } = await operations.application(request.params.applicationId, { inFull })
    const may = (operation: Operation) => allowingRole(request.staff?.roles ?? [], operation) !== undefined
    const { status } = application
    const isOpen = !['APPROVED', 'APPROVED_CONDITIONAL', 'REJECTED'].includes(status)
    const { done } = request.query
    return pages.send(request, reply, 'vetting/application.njk', {
      ...frame(request, pages, 'vetting.applicant'),
      title: [stated.name.surnameEn, stated.name.givenNameEn, stated.name.nameZh].filter(Boolean).join(' '),
      application,
      stated,
      inFull,
      reference: groupReference(application.applicationId),
      wordsOfReason,
      href: path(application.applicationId),
      done: doneStatuses.find(one => one === done && one === status),
      mayApproveForAuthentication: status === 'VETTING' && may('vetting.approve-for-authentication'),
      mayApprove: status === 'AUTHENTICATED' && may('vetting.approve'),
      mayReject: isOpen && may('vetting.reject'),
      ...extra,
    })
  }

  async function showRejection(request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) {
    const application = await operations.application(request.params.applicationId, { inFull: false })
    return pages.send(request, reply, 'vetting/reject.njk', {
      ...frame(request, pages, 'vetting.reject'),
      application,
      href: path(application.applicationId),
      codes: rejectionCodes,
      ...extra,
    })
  }
}

/** A page shown again after a post that was not taken. */
type Again = { readonly status?: number; readonly form?: FormState; readonly refusal?: string }

/** What this member of staff most likely came for. */
function firstView(request: FastifyRequest): WorklistView {
  return request.staff?.roles.includes('judiciary-administrator') ? 'AUTHENTICATED' : 'VETTING'
}

function frame(request: FastifyRequest, pages: Pages, title: string): PageData {
  const t = pages.translate(request)
  const mayRead = allowingRole(request.staff?.roles ?? [], 'identity.read')
  return {
    title: t(title),
    navigation: [
      { text: t('vetting.navigation'), href: '/desk/vetting', active: true },
      ...(mayRead ? [{ text: t('vetting.identityDesk'), href: '/desk/identity' }] : []),
    ],
  }
}
