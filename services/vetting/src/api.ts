import { answerDecision } from '@icms/web/answer-decision'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { Pages } from '@icms/web/page'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import { sentNoticesAnswer } from '@icms/web/sent-notices'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listedAnswer } from './api-answers.ts'
import {
  applicationParams,
  decidedSchema,
  deskApplicationSchema,
  approvalBody,
  approvalForAuthenticationBody,
  assignmentBody,
  emailBody,
  emptyBody,
  enquiryAnswerBody,
  foundSchema,
  processingSchema,
  reasonCodes,
  rejectionBody,
  searchBody,
  supplementBody,
  whyBody,
  worklistSchema,
} from './api-schemas.ts'
import type { Decided, Stated, VettingOperations } from './operations.ts'
import { type WorklistView, worklistViews } from './worklist.ts'

type ById = { Params: { applicationId: string } }
type Deciding = ById & { Body: Readonly<Record<string, unknown>> }

/** Whether whoever asks decides on applications, and so sees the numbers of identity documents in full. */
export function seesInFull(request: FastifyRequest): boolean {
  const roles = request.staff?.roles ?? []
  return allowingRole(roles, 'vetting.reject') !== undefined
}

/** The vetting desk as JSON. */
export function declareApi(server: FastifyInstance, operations: VettingOperations, pages: Pages): void {
  declareOperation<{ Querystring: { status?: WorklistView; reason?: string; after?: string } }>(
    server,
    {
      id: 'listApplications',
      method: 'GET',
      path: '/api/v1/vetting/applications',
      summary:
        'The worklist: what waits for vetting, the most urgent first (R34a, R37), what you see to, enquiries, or one status, also by a reason',
      access: 'vetting.read',
      query: {
        type: 'object',
        properties: {
          status: { type: 'string', enum: worklistViews },
          reason: {
            type: 'string',
            enum: reasonCodes,
            description: 'Only what was asked for or rejected because of it',
          },
          after: { type: 'string', maxLength: 500, description: '`next` of the page before' },
        },
      },
      answers: { 200: worklistSchema },
    },
    async ({ query: { status = 'VETTING', reason, after }, staff }) => {
      const query = { view: status, reason, after, staffId: staff?.id ?? '' }
      const { applications, next } = await operations.worklist(query)
      return { applications: applications.map(listedAnswer), next: next ?? null }
    },
  )

  declareOperation<{ Body: { text: string } }>(
    server,
    {
      id: 'searchApplications',
      method: 'POST',
      path: '/api/v1/vetting/search',
      summary:
        'Applications by reference, number of the identity document, email address or whole name; in the body, so that no address has it',
      access: 'vetting.read',
      body: searchBody,
      answers: { 200: foundSchema },
    },
    async ({ body: { text } }) => ({ applications: (await operations.search(text)).map(listedAnswer) }),
  )

  declareOperation<ById>(
    server,
    {
      id: 'readApplication',
      method: 'GET',
      path: '/api/v1/vetting/applications/:applicationId',
      summary: 'One application with its form; numbers of identity documents in full for those who decide only',
      access: 'vetting.read',
      params: applicationParams,
      answers: { 200: deskApplicationSchema },
    },
    async request => {
      const { form, checklist, samePerson, notices, ...listed } = await operations.application(
        request.params.applicationId,
        {
          inFull: seesInFull(request),
        },
      )
      const same = samePerson.map(listedAnswer)
      return { ...listedAnswer(listed), form, checklist, samePerson: same, notices: sentNoticesAnswer(notices) }
    },
  )

  const decision = (
    id: string,
    step: string,
    summary: string,
    access: Operation,
    body: JsonSchema,
    decide: (stated: Stated) => Promise<Decided>,
  ) =>
    declareOperation<Deciding>(
      server,
      {
        id,
        method: 'POST',
        path: `/api/v1/vetting/applications/:applicationId/${step}`,
        summary,
        access,
        idempotent: true,
        params: applicationParams,
        body,
        answers: { 200: decidedSchema, 202: processingSchema },
      },
      async (request, reply) => {
        const { applicationId } = request.params
        const actor = staffActor(request, access)
        const commandId = commandIdOf(request, id)
        const came = await decide({ applicationId, commandId, actor, body: request.body })
        return answerDecision(request, reply, pages, came, {
          ...{ about: { applicationId }, title: 'vetting.refused', refusal: 'decisionRefusal' },
          ...(came.kind === 'decided' && { done: { status: came.status } }),
        })
      },
    )

  const { approveForAuthentication, requestSupplement, hold, release, reject, approve } = operations
  const ofVetting = 'The application is in order: invite the applicant to the Help Centre (R34b)'
  const ofSupplement = 'The application is not in order: ask the applicant for more (R34d)'
  const ofApproval = 'Approve after authentication (R36a, R39); reasons under R10c are weighed'
  decision(
    'approveForAuthentication',
    'approval-for-authentication',
    ofVetting,
    'vetting.approve-for-authentication',
    approvalForAuthenticationBody,
    approveForAuthentication,
  )
  decision(
    'requestSupplement',
    'supplement',
    ofSupplement,
    'vetting.request-supplement',
    supplementBody,
    requestSupplement,
  )
  decision('holdApplication', 'hold', 'Set aside; the clock stands still', 'vetting.hold', whyBody, hold)
  decision('releaseApplication', 'release', 'Go on with what was set aside', 'vetting.hold', whyBody, release)
  decision('rejectApplication', 'rejection', 'Reject, with reasons (R39)', 'vetting.reject', rejectionBody, reject)
  decision('approveApplication', 'approval', ofApproval, 'vetting.approve', approvalBody, approve)
  decision(
    'correctEmail',
    'email',
    'Correct the address that notices go to',
    'vetting.correct-email',
    emailBody,
    operations.correctEmail,
  )
  decision(
    'answerEnquiry',
    'enquiry-answer',
    'Answer what the applicant asked, having had no response (R37)',
    'vetting.answer-enquiry',
    enquiryAnswerBody,
    operations.answerEnquiry,
  )
  decision(
    'assignApplication',
    'assignment',
    'Take an application on, or give it to another',
    'vetting.assign',
    assignmentBody,
    operations.assign,
  )
  decision(
    'unassignApplication',
    'unassignment',
    'Put an application back',
    'vetting.assign',
    emptyBody,
    operations.unassign,
  )
}
