import { coverSheetOf } from '@icms/paper/cover-sheet'
import { groupReference, readReference } from '@icms/schemas/application-reference'
import type { Defect } from '@icms/schemas/refusal'
import { coverSheetWords } from '@icms/web/cover-sheet-words'
import { type Fields, readFields } from '@icms/web/form-fields'
import { declareOperation } from '@icms/web/json-api'
import type { Pages } from '@icms/web/page'
import { ProblemError, problemStatus } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IntakeOperations } from './operations.ts'

type Read = { readonly ok: true; readonly applicationId: string } | { readonly ok: false; readonly defect: Defect }

/**
 * The application that a typed reference names. It is not looked up: whoever tries references learns only how one looks,
 * and a sheet for none ties its papers to none, which staff see.
 */
function readTyped(typed: string): Read {
  const path = 'reference'
  if (typed.trim() === '') return { ok: false, defect: { path, code: 'MISSING' } }
  const applicationId = readReference(typed)
  return applicationId ? { ok: true, applicationId } : { ok: false, defect: { path, code: 'REFERENCE_FORM' } }
}

/** The cover sheet to print, for who answers on paper (R32b, R34d): `/apply/cover-sheet`, and the same as JSON. */
export function declareCoverSheet(server: FastifyInstance, operations: IntakeOperations, pages: Pages): void {
  server.get('/apply/cover-sheet', async (request, reply) => {
    const session = await server.web.sessions.current(request, 'applicant')
    const known = session && readReference(session.subject)
    return showQuestion(request, reply, known ? { reference: groupReference(known) } : {})
  })

  server.post('/apply/cover-sheet', async (request, reply) => {
    const fields = readFields(request.body)
    const read = readTyped(String(fields.reference ?? ''))
    if (!read.ok) return showQuestion(request, reply, fields, [read.defect])
    return pages.send(request, reply, 'apply/cover-sheet.njk', {
      title: pages.translate(request)('sheet.page'),
      sheet: await coverSheetOf(read.applicationId),
      sendTo: operations.paperGoesTo(),
      words: coverSheetWords,
    })
  })

  function showQuestion(
    request: FastifyRequest,
    reply: FastifyReply,
    fields: Fields,
    defects: readonly Defect[] = [],
  ): FastifyReply {
    return pages.send(request, reply, 'apply/cover-sheet-question.njk', {
      title: pages.translate(request)('sheet.page'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields, defects },
    })
  }

  const text = { type: 'string' }
  declareOperation<{ Body: { reference: string } }>(
    server,
    {
      id: 'makeCoverSheet',
      method: 'POST',
      path: '/api/v1/applications/cover-sheet',
      summary: 'What is printed on the cover sheet of an application; the reference is not looked up (R32b)',
      access: 'public',
      body: {
        type: 'object',
        required: ['reference'],
        properties: { reference: { type: 'string', maxLength: 200 } },
      },
      answers: {
        200: {
          type: 'object',
          properties: {
            reference: text,
            code: { ...text, description: 'A QR code as SVG; print it at least 45 mm wide, better 60' },
            sendTo: {
              type: 'object',
              properties: {
                ...{ fax: { type: ['string', 'null'] }, telephone: { type: ['string', 'null'] } },
                ...{ addressEn: text, addressZh: text, hoursEn: text, hoursZh: text },
              },
            },
          },
        },
      },
    },
    async ({ body }) => {
      const read = readTyped(body.reference)
      if (!read.ok) throw new ProblemError('refused', { defects: [read.defect] })
      return { ...(await coverSheetOf(read.applicationId)), sendTo: operations.paperGoesTo() }
    },
  )
}
