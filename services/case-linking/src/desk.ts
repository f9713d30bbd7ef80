import { wordsOfReason } from '@icms/schemas/reason-words'
import { printLoginName } from '@icms/schemas/registrant-id'
import { jsonOf, readFields } from '@icms/web/form-fields'
import type { FormState } from '@icms/web/form-view'
import { commandIdOf } from '@icms/web/idempotency'
import type { PageData, Pages } from '@icms/web/page'
import { ProblemError, problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { deskParams } from './desk-api.ts'
import { accountsIn, type CaseDesk, refusalCodes, roles } from './desk-operations.ts'

type ById = { Params: { caseId: string }; Querystring: { done?: unknown } }
type ByRequest = { Params: { caseId: string; requestId: string } }
type Step = 'link' | 'refusal'

/** A page shown again after a post that was not taken. */
type Again = { readonly status?: number; readonly form?: FormState; readonly refusal?: string }

const path = (caseId: string) => `/desk/cases/${encodeURIComponent(caseId)}`

/** The desk of cases: requests that wait, one case, and linking or refusing (R40c). */
export function declareDesk(server: FastifyInstance, desk: CaseDesk, pages: Pages): void {
  const reading = { onRequest: requireOperation('cases.read') }
  const linking = { onRequest: requireOperation('cases.link'), schema: { params: deskParams } }

  server.get<{ Querystring: { find?: unknown; after?: unknown } }>('/desk/cases', reading, async (request, reply) => {
    const { find, after } = request.query
    const typed = typeof find === 'string' ? find.slice(0, 100).trim() : ''
    const caseId = typed === '' ? undefined : await desk.find(typed)
    if (caseId) return reply.redirect(path(caseId), 303)
    const { requests, next } = await desk.worklist(typeof after === 'string' ? after : undefined)
    return pages.send(request, reply, 'cases/desk.njk', {
      ...frame(request, pages, 'caseDesk.title'),
      form: { fields: { find: typed } },
      notFound: typed !== '',
      requests,
      loginNameOf: printLoginName,
      first: after === undefined ? undefined : '/desk/cases',
      next: next && `/desk/cases?after=${encodeURIComponent(next)}`,
    })
  })

  server.get<ById>('/desk/cases/:caseId', { ...reading, schema: { params: deskParams } }, async (request, reply) => {
    const one = await desk.case(request.params.caseId)
    tellShown(request, accountsIn(one))
    const { done } = request.query
    return pages.send(request, reply, 'cases/desk-case.njk', {
      ...frame(request, pages, 'caseDesk.title'),
      title: one.caseNumber,
      one,
      href: path(one.caseId),
      mayLink: allowingRole(request.staff?.roles ?? [], 'cases.link') !== undefined,
      loginNameOf: printLoginName,
      wordsOfReason,
      done: (['link', 'refusal', 'processing'] as const).find(known => known === done),
    })
  })

  for (const step of ['link', 'refusal'] as const) {
    const url = `/desk/cases/:caseId/requests/:requestId/${step}`
    server.get<ByRequest>(url, linking, (request, reply) => showStep(request, reply, step))
    server.post<ByRequest>(url, linking, async (request, reply) => {
      const { caseId, requestId } = request.params
      const fields = readFields(request.body)
      const came = await desk[step === 'link' ? 'link' : 'refuse']({
        caseId,
        requestId,
        // Page and JSON are one operation, so the same key means the same decision in both.
        commandId: commandIdOf(request, step === 'link' ? 'linkAccount' : 'refuseLinkRequest'),
        actor: staffActor(request, 'cases.link'),
        body: jsonOf(fields),
      })
      if (came.kind !== 'invalid' && came.kind !== 'refused')
        return reply.redirect(`${path(caseId)}?done=${came.kind === 'decided' ? step : 'processing'}`, 303)
      const again: Again =
        came.kind === 'invalid'
          ? { status: problemStatus.refused, form: { fields, defects: came.defects } }
          : { status: 409, form: { fields }, refusal: `linkRefusal.${came.reason}` }
      return showStep(request, reply, step, again)
    })
  }

  async function showStep(request: FastifyRequest<ByRequest>, reply: FastifyReply, step: Step, again: Again = {}) {
    const one = await desk.case(request.params.caseId)
    tellShown(request, accountsIn(one))
    const { requestId } = request.params
    const asked = one.requests.find(waiting => waiting.requestId === requestId)
    const settled = one.refusedRequests.find(waiting => waiting.requestId === requestId)
    if (!asked && !settled && !again.refusal) throw new ProblemError('not-found')
    return pages.send(request, reply, 'cases/desk-decision.njk', {
      ...frame(request, pages, `caseDesk.${step}`),
      one,
      asked,
      loginName: printLoginName((asked ?? settled)?.accountId ?? ''),
      step,
      roles,
      codes: refusalCodes,
      href: path(one.caseId),
      action: `${path(one.caseId)}/requests/${encodeURIComponent(requestId)}/${step}`,
      ...again,
    })
  }
}

function frame(request: FastifyRequest, pages: Pages, title: string): PageData {
  const t = pages.translate(request)
  return { title: t(title), navigation: [{ text: t('caseDesk.navigation'), href: '/desk/cases', active: true }] }
}
