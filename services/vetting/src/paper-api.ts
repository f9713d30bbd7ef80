import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { answerDecision } from '@icms/web/answer-decision'
import { fieldsOfJson } from '@icms/web/fields-of-annex-b'
import { jsonOf } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { Pages } from '@icms/web/page'
import type { Operation } from '@icms/web/roles'
import { sentNoticesAnswer } from '@icms/web/sent-notices'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { placedPages } from './page-viewer.ts'
import { answerStanding } from './paper-answer.ts'
import {
  paperAssigneeBody,
  paperDoneSchema,
  paperProcessingSchema,
  paperSchema,
  papersSchema,
  readingBody,
  stepBodies,
  savingBody,
  transcriptionBody,
} from './paper-api-schemas.ts'
import { shown } from './paper-desk.ts'
import { type ByPaper, operationIdOf, paperParams, paperPath } from './paper-desk-frame.ts'
import { leafText, savedFields } from './paper-forms.ts'
import type { PaperCommand } from './paper-messages.ts'
import { type PaperFared, type PaperOperations, type PaperStated, textOf } from './paper-operations.ts'
import { paperSteps } from './paper-steps.ts'
import { type PaperView, paperViewNames } from './paper-worklist.ts'

type Deciding = { Params: { paperId: string }; Body: Readonly<Record<string, unknown>> }
type Listing = { Querystring: { view?: PaperView; after?: string } }

const base = '/api/v1/vetting/papers'
const isoTime = (atMs: number): string => new Date(atMs).toISOString()

/** The desk for paper as JSON. */
export function declarePaperApi(server: FastifyInstance, operations: PaperOperations, pages: Pages): void {
  declareOperation<Listing>(
    server,
    {
      ...{ id: 'listPapers', method: 'GET', path: base, access: 'vetting.read' },
      summary: 'What came on paper, by where it stands (R32b)',
      query: {
        type: 'object',
        properties: {
          view: { type: 'string', enum: paperViewNames },
          after: { type: 'string', maxLength: 500, description: '`next` of the page before' },
        },
      },
      answers: { 200: papersSchema },
    },
    async ({ query: { view = 'UNASSIGNED', after }, staff }) => {
      const { papers, next } = await operations.worklist({ view, after, staffId: staff?.id ?? '' })
      const told = papers.map(one => ({
        ...one,
        receivedAt: isoTime(one.receivedAt),
        statusAt: isoTime(one.statusAt),
        due: one.due === null ? null : isoTime(one.due),
      }))
      return { papers: told, next: next ?? null }
    },
  )

  declareOperation<ByPaper>(
    server,
    {
      ...{ id: 'readPaper', method: 'GET', path: `${base}/:paperId`, access: 'vetting.read' },
      summary: 'One paper with its pages, files and history',
      params: paperParams,
      answers: { 200: paperSchema },
    },
    async request => {
      const held = await shown(request as FastifyRequest<ByPaper>, operations)
      const due = operations.dueOf(held)
      return {
        ...paperAnswer(held),
        due: due && isoTime(due),
        notices: sentNoticesAnswer(await operations.notices(held.paperId)),
      }
    },
  )

  const step = (
    name: string,
    command: PaperCommand['type'],
    summary: string,
    access: Operation,
    body: JsonSchema,
    decide: (stated: PaperStated) => Promise<PaperFared>,
  ) => {
    const id = operationIdOf(command)
    declareOperation<Deciding>(
      server,
      {
        ...{ id, method: 'POST', path: `${base}/:paperId/${name}`, summary, access, idempotent: true },
        ...{ params: paperParams, body, answers: { 200: paperDoneSchema, 202: paperProcessingSchema } },
      },
      async (request, reply) => {
        const { paperId } = request.params
        // Page and JSON are one operation, so the same key means the same decision in both.
        const commandId = commandIdOf(request, id)
        const came = await decide({ paperId, commandId, actor: staffActor(request, access), body: request.body })
        return answerDecision(request, reply, pages, came, {
          ...{ about: { paperId }, title: 'papers.refused', refusal: 'paperRefusal' },
          ...(came.kind === 'decided' && { done: { done: came.done, applicationId: came.applicationId } }),
        })
      },
    )
  }

  for (const { name, command, operation, decide } of paperSteps)
    step(name, command, summaries[name]!, operation, stepBodies[name]!, stated => decide(operations, stated))
  const typing = 'Type in the form on the paper (R32b); a second person checks it where that is the policy'
  step('transcription', 'TranscribePaper', typing, 'vetting.transcribe', transcriptionBody, operations.transcribe)
  const saving = 'Keep what is typed in so far, to be gone on with by anybody; refused where somebody saved meanwhile'
  step('saved-transcription', 'SaveTranscription', saving, 'vetting.transcribe', savingBody, ({ body, ...stated }) => {
    const { basedOn, ...form } = body
    return operations.saveTyping({ ...stated, fields: fieldsOfJson(form), basedOn: textOf(basedOn) })
  })
  const checking = 'Read whose form it is, as a second person; who typed it in is refused'
  step('check', 'CheckTranscription', checking, 'vetting.transcribe', readingBody, operations.checkReading)
  step('assignment', 'SetPaperAssignee', 'Who sees to it', 'vetting.assign', paperAssigneeBody, operations.assign)
}

const summaries: Readonly<Record<string, string>> = {
  join: 'Join to an application, which is asked first; also what is with another',
  'take-out': 'Take out of its application again',
  split: 'Split pages off into a paper of their own',
  'put-back': 'Put a part back together with what it was split off from',
  'put-together': 'Put its pages together with another paper that waits; that takes them, or they come back',
  'take-apart': 'Give the pages back to a paper that was put together with it',
  dismiss: 'Nothing can come of it: not for this office, or unreadable; its sender is told who is given',
  reopen: 'Look again at what was dismissed, or is being checked',
  'identity-pages': 'Mark the pages that are copies of identity documents; those not named are none',
}

function paperAnswer(held: PaperState) {
  const { paper, history, identityPages, answer, saved, ...rest } = held
  const { channel, receivedAt, source, isWhole, documents } = paper
  const placed = placedPages(held.paperId, documents)
  return {
    ...rest,
    ...{ channel, receivedAt: isoTime(receivedAt), source, isWhole, statusAt: isoTime(held.statusAt) },
    documents: documents.map(document => {
      const { documentId, archiveId, subjectId } = document
      const at = paperPath(held.paperId, `/documents/${documentId}`)
      return {
        ...document,
        ...{ original: `${at}/original`, archive: archiveId && `${at}/archive` },
        pages: placed
          .filter(page => page.document === document)
          .map(({ page, place, damage, reference, src }) => ({
            ...{ value: leafText({ subjectId, documentId, page }), place, damage, reference, picture: src ?? null },
          })),
      }
    }),
    saved: saved && { ...saved, at: isoTime(saved.at), form: jsonOf(savedFields(saved)) },
    combined: held.combined.map(({ otherId, receivedAt: at }) => ({ otherId, receivedAt: isoTime(at) })),
    ...{ answer: answer?.sender ?? null, answerStanding: answerStanding(held) ?? null },
    identityPages: identityPages.map(leafText),
    history: history.map(one => ({ ...one, at: isoTime(one.at) })),
  }
}
