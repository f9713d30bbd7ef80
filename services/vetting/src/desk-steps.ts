import type { PageData, Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { Operation } from '@icms/web/roles'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { applicationParams } from './api-schemas.ts'
import { rejectionCodes, supplementCodes } from './decision-forms.ts'
import { type Again, type ById, frame, path } from './desk-frame.ts'
import type { VettingOperations } from './operations.ts'

/** Pages that ask for what a decision needs, each for those who may take it; answers how each is shown again. */
export function declareSteps(server: FastifyInstance, operations: VettingOperations, pages: Pages) {
  const stepPage = (name: string, operation: Operation, view: string, data: PageData) => {
    const show = async (request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) => {
      const application = await operations.application(request.params.applicationId, { inFull: false })
      const href = path(application.applicationId)
      return pages.send(request, reply, view, {
        ...frame(request, pages, data.title),
        ...data,
        title: pages.translate(request)(data.title),
        application,
        href,
        action: `${href}/${name}`,
        ...extra,
      })
    }
    const asked = { onRequest: requireOperation(operation), schema: { params: applicationParams } }
    server.get<ById>(`/desk/vetting/:applicationId/${name}`, asked, (request, reply) => show(request, reply))
    return show
  }

  return {
    reject: stepPage('reject', 'vetting.reject', 'vetting/reasons.njk', {
      title: 'vetting.reject',
      codes: rejectionCodes,
      hint: 'vetting.rejectHint',
      isWarning: true,
    }),
    supplement: stepPage('supplement', 'vetting.request-supplement', 'vetting/reasons.njk', {
      title: 'vetting.supplement',
      codes: supplementCodes,
      hint: 'vetting.supplementHint',
    }),
    hold: stepPage('hold', 'vetting.hold', 'vetting/why.njk', {
      title: 'vetting.hold',
      hint: 'vetting.holdHint',
    }),
    release: stepPage('release', 'vetting.hold', 'vetting/why.njk', {
      title: 'vetting.release',
      hint: 'vetting.releaseHint',
    }),
    email: stepPage('email', 'vetting.correct-email', 'vetting/why.njk', {
      title: 'vetting.correctEmail',
      hint: 'vetting.correctEmailHint',
      asksEmail: true,
    }),
    enquiry: stepPage('enquiry', 'vetting.answer-enquiry', 'vetting/why.njk', {
      title: 'vetting.answerEnquiry',
      hint: 'vetting.answerEnquiryHint',
      asksAnswer: true,
    }),
  }
}
