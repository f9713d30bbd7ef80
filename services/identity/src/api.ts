import { answerDecision } from '@icms/web/answer-decision'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { Pages } from '@icms/web/page'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { applicationParams, attendanceBody, emptyBody, failureBody, listedSchema, text } from './api-schemas.ts'
import {
  type Attended,
  type IdentityOperations,
  type ListedAttendance,
  type Stated,
  type WorklistView,
  worklistViews,
} from './operations.ts'

type ById = { Params: { applicationId: string } }
type Attending = ById & { Body: Readonly<Record<string, unknown>> }

/** Whether whoever asks compares documents, and so sees their numbers in full while an attendance is awaited. */
export const seesInFull = (request: FastifyRequest): boolean =>
  allowingRole(request.staff?.roles ?? [], 'identity.record') !== undefined

/** The identity desk as JSON. */
export function declareApi(server: FastifyInstance, operations: IdentityOperations, pages: Pages): void {
  declareOperation<{ Querystring: { status?: WorklistView; after?: string } }>(
    server,
    {
      id: 'listAttendances',
      method: 'GET',
      path: '/api/v1/identity/attendances',
      summary: 'Who is awaited at the Help Centre, the earliest deadline first (R35b), or how it ended',
      access: 'identity.read',
      query: {
        type: 'object',
        properties: {
          status: { type: 'string', enum: worklistViews },
          after: { type: 'string', maxLength: 500, description: '`next` of the page before' },
        },
      },
      answers: {
        200: {
          type: 'object',
          description: 'A page of at most 50',
          properties: { attendances: { type: 'array', items: listedSchema }, next: text },
        },
      },
    },
    async ({ query: { status = 'INVITED', after } }) => {
      const { attendances, next } = await operations.worklist(status, after)
      return { attendances: attendances.map(listedAnswer), next: next ?? null }
    },
  )

  declareOperation<ById>(
    server,
    {
      id: 'readAttendance',
      method: 'GET',
      path: '/api/v1/identity/attendances/:applicationId',
      summary:
        'One attendance; for the Help Centre, while it is awaited, with the number of the identity document in full',
      access: 'identity.read',
      params: applicationParams,
      answers: { 200: listedSchema },
    },
    async request => {
      const { applicationId } = request.params
      return listedAnswer(await operations.attendance(applicationId, { inFull: seesInFull(request) }))
    },
  )

  const step = (
    id: string,
    path: string,
    summary: string,
    body: JsonSchema,
    access: Operation,
    take: (stated: Stated) => Promise<Attended>,
  ) =>
    declareOperation<Attending>(
      server,
      {
        id,
        method: 'POST',
        path: `/api/v1/identity/attendances/:applicationId/${path}`,
        summary,
        access,
        idempotent: true,
        params: applicationParams,
        body,
        answers: {
          200: { type: 'object', description: 'Recorded', properties: { applicationId: text, status: text } },
          202: { type: 'object', description: 'Received and being processed', properties: { applicationId: text } },
        },
      },
      async (request, reply) => {
        const { applicationId } = request.params
        const actor = staffActor(request, access)
        const commandId = commandIdOf(request, id)
        const done = await take({ applicationId, commandId, actor, body: request.body })
        return answerDecision(request, reply, pages, done, {
          ...{ about: { applicationId }, title: 'identity.refused', refusal: 'attendanceRefusal' },
          ...(done.kind === 'recorded' && { done: { status: done.status } }),
        })
      },
    )

  const { record, fail, inviteAgain } = operations
  const authentic = 'Somebody attended and the identity is authentic (R34b, R35a)'
  const failed = 'Somebody attended and the identity is not authenticated: asked for more, or ended (R34d)'
  const again = 'Send an invitation again that was not delivered, with a new deadline (R34b, R35b)'
  step('recordAttendance', 'authentication', authentic, attendanceBody, 'identity.record', record)
  step('failAuthentication', 'failure', failed, failureBody, 'identity.record', fail)
  step('inviteAgain', 'invitation', again, emptyBody, 'identity.invite-again', inviteAgain)
}

function listedAnswer({ applicant, ...attendance }: ListedAttendance) {
  const { statusAt, invitedAt, deadline, attendedAt, undelivered, refused } = attendance
  return {
    ...attendance,
    applicant: applicant ?? null,
    statusAt: isoTime(statusAt),
    invitedAt: isoTime(invitedAt),
    deadline: isoTime(deadline),
    attendedAt: isoTime(attendedAt),
    undelivered: undelivered && { ...undelivered, at: isoTime(undelivered.at) },
    refused: refused && { ...refused, at: isoTime(refused.at), attendedAt: isoTime(refused.attendedAt) },
  }
}

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
