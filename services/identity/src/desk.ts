import { groupReference } from '@icms/schemas/application-reference'
import { attendanceDocumentCodes, documentsToBring } from '@icms/schemas/attendance-documents'
import { dayOf, timeOfDayMs } from '@icms/schemas/calendar-day'
import { wordsOfReason } from '@icms/schemas/reason-words'
import { type Fields, jsonOf, readFields } from '@icms/web/form-fields'
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
import { attendedFrom, attendees, failureCodes } from './attendance-form.ts'
import { type Attended, type IdentityOperations, type Stated, worklistViews } from './operations.ts'

type ById = { Params: { applicationId: string }; Querystring: { done?: unknown } }

/** A page shown again after a post that was not taken. */
type Again = { readonly status?: number; readonly form?: FormState; readonly refusal?: string }

/** An invitation is sent again without anybody having come. */
const nothingAttended = { body: {}, result: { ok: true } } as const

const path = (applicationId: string, step = '') => `/desk/identity/${encodeURIComponent(applicationId)}${step}`

/** The identity desk: who is awaited at the Help Centre, and what came of it. */
export function declareDesk(server: FastifyInstance, operations: IdentityOperations, pages: Pages): void {
  const reading = { onRequest: requireOperation('identity.read') }
  const asking = (operation: Operation) => ({
    onRequest: requireOperation(operation),
    schema: { params: applicationParams },
  })

  server.get<{ Querystring: { status?: unknown; after?: unknown } }>(
    '/desk/identity',
    reading,
    async (request, reply) => {
      const { status, after } = request.query
      const view = worklistViews.find(one => one === status) ?? 'INVITED'
      const { attendances, next } = await operations.worklist(view, typeof after === 'string' ? after : undefined)
      const href = `/desk/identity?status=${view}`
      return pages.send(request, reply, 'identity/worklist.njk', {
        ...frame(request, pages, 'identity.title'),
        view,
        views: worklistViews,
        attendances,
        first: after === undefined ? undefined : href,
        next: next && `${href}&after=${encodeURIComponent(next)}`,
      })
    },
  )

  server.get<ById>(
    '/desk/identity/:applicationId',
    { ...reading, schema: { params: applicationParams } },
    (request, reply) => showAttendance(request, reply),
  )

  server.get<ById>('/desk/identity/:applicationId/failure', asking('identity.record'), (request, reply) =>
    showFailure(request, reply),
  )

  const step = (
    name: string,
    commandName: string,
    operation: Operation,
    take: (stated: Stated) => Promise<Attended>,
    again: (request: FastifyRequest<ById>, reply: FastifyReply, extra: Again) => Promise<FastifyReply>,
  ) =>
    server.post<ById>(`/desk/identity/:applicationId/${name}`, asking(operation), async (request, reply) => {
      const { applicationId } = request.params
      const fields = readFields(request.body)
      const attended = operation === 'identity.record' ? attendedFrom(jsonOf(fields)) : nothingAttended
      const done = await take({
        applicationId,
        // Page and JSON are one operation, so the same key means the same attendance in both.
        commandId: commandIdOf(request, commandName),
        actor: staffActor(request, operation),
        body: attended.body,
      })
      switch (done.kind) {
        case 'recorded':
          return reply.redirect(`${path(applicationId)}?done=${done.status}`, 303)
        case 'processing':
          return pages.send(request, reply, 'identity/processing.njk', {
            ...frame(request, pages, 'identity.processing'),
            status: 202,
            href: path(applicationId),
          })
        case 'invalid': {
          const others = done.defects.filter(defect => defect.path !== 'attendedAt')
          const defects = [...(attended.result.ok ? [] : attended.result.defects), ...others]
          return again(request, reply, { status: problemStatus.refused, form: { fields, defects } })
        }
        case 'refused':
          return again(request, reply, { status: 409, form: { fields }, refusal: `attendanceRefusal.${done.reason}` })
      }
    })

  step('attendance', 'recordAttendance', 'identity.record', operations.record, showAttendance)
  step('failure', 'failAuthentication', 'identity.record', operations.fail, showFailure)
  step('invitation', 'inviteAgain', 'identity.invite-again', operations.inviteAgain, showAttendance)

  async function showAttendance(request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) {
    const inFull = seesInFull(request)
    const attendance = await operations.attendance(request.params.applicationId, { inFull })
    const { applicant, representativeAppointed, status, applicationId, undelivered } = attendance
    const may = (operation: Operation) => allowingRole(request.staff?.roles ?? [], operation) !== undefined
    const { done } = request.query
    return pages.send(request, reply, 'identity/attendance.njk', {
      ...frame(request, pages, 'identity.attendance'),
      attendance,
      href: path(applicationId),
      form: { fields: fieldsNow() },
      bring: applicant ? documentsToBring(applicant, 'APPLICANT') : [],
      representativeBrings: applicant && representativeAppointed ? documentsToBring(applicant, 'REPRESENTATIVE') : [],
      documents: attendanceDocumentCodes,
      attendees: offered(representativeAppointed),
      reference: groupReference(applicationId),
      wordsOfReason,
      done: done === status ? status : undefined,
      mayRecord: status === 'INVITED' && may('identity.record'),
      mayInviteAgain: undelivered && may('identity.invite-again'),
      isSeenInFull: inFull && status === 'INVITED',
      ...extra,
    })
  }

  async function showFailure(request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) {
    const attendance = await operations.attendance(request.params.applicationId)
    return pages.send(request, reply, 'identity/failure.njk', {
      ...frame(request, pages, 'identity.fail'),
      attendance,
      href: path(attendance.applicationId),
      form: { fields: fieldsNow() },
      codes: failureCodes,
      attendees: offered(attendance.representativeAppointed),
      ...extra,
    })
  }

  /** What a form is filled in with: most who are recorded are here now. */
  function fieldsNow(): Fields {
    const now = operations.now()
    const [year = '', month = '', day = ''] = dayOf(now).split('-')
    const minutes = Math.floor(timeOfDayMs(now) / 60_000)
    const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0'))
    return {
      'attendedOn@day': String(Number(day)),
      'attendedOn@month': String(Number(month)),
      'attendedOn@year': year,
      attendedTime: `${hour}:${minute}`,
      attendee: 'APPLICANT',
    }
  }
}

/** A representative is offered only where the applicant appointed one (R34c). */
const offered = (representativeAppointed: boolean) => (representativeAppointed ? attendees : attendees.slice(0, 1))

function frame(request: FastifyRequest, pages: Pages, title: string): PageData {
  const t = pages.translate(request)
  const mayVet = allowingRole(request.staff?.roles ?? [], 'vetting.read')
  return {
    title: t(title),
    navigation: [
      ...(mayVet ? [{ text: t('identity.vettingDesk'), href: '/desk/vetting' }] : []),
      { text: t('identity.navigation'), href: '/desk/identity', active: true },
    ],
  }
}
