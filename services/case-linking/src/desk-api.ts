import { answerDecision } from '@icms/web/answer-decision'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { Pages } from '@icms/web/page'
import { ProblemError } from '@icms/web/problem'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyInstance } from 'fastify'
import {
  accountsIn,
  type CaseDesk,
  type Decided,
  type DeskStated,
  refusalCodes,
  roles,
  type WaitingRequest,
} from './desk-operations.ts'

const id: JsonSchema = { type: 'string' }
const text: JsonSchema = { type: ['string', 'null'] }
const time: JsonSchema = { type: 'string', description: 'ISO 8601, UTC' }
const list = (properties: JsonSchema): JsonSchema => ({ type: 'array', items: { type: 'object', properties } })
const reasons = list({ code: text, textEn: text, textZh: text })
const request = { requestId: id, caseId: id, caseNumber: id, accountId: id, party: id, requestedAt: time }
const prose: JsonSchema = { type: ['string', 'null'], maxLength: 10_000 }

/** What ids in a path may look like. */
export const deskParams: JsonSchema = {
  type: 'object',
  properties: {
    caseId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' },
    requestId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' },
  },
}

const linkBody: JsonSchema = {
  type: 'object',
  required: ['role'],
  properties: {
    role: { type: 'string', maxLength: 40, description: `What the holder is in the case. Of ${roles.join(', ')}` },
    party: { ...prose, description: 'The party as the court names it, where that is not the name of the holder' },
    note: prose,
  },
}
const refusalBody: JsonSchema = {
  type: 'object',
  required: ['reasonCodes'],
  properties: {
    reasonCodes: {
      type: 'array',
      maxItems: 20,
      items: { type: 'string', maxLength: 100 },
      description: `Why; the holder is told. Of ${refusalCodes.join(', ')}`,
    },
    textEn: { ...prose, description: 'What is added in English; needed with OTHER' },
    textZh: { ...prose, description: 'The same in Chinese' },
    note: { ...prose, description: 'For the record; the holder does not see it' },
  },
}
const decided: JsonSchema = { type: 'object', description: 'Decided', properties: { caseId: id } }
const processing: JsonSchema = { ...decided, description: 'Received and being processed: read the case' }
const oneCase: JsonSchema = {
  type: 'object',
  description: 'The case with its links, requests and history',
  properties: {
    caseId: id,
    caseNumber: id,
    links: list({ accountId: id, party: id, role: id, linkedAt: time, byRequest: { type: 'boolean' } }),
    requests: list(request),
    refusedRequests: list({ requestId: id, accountId: id, refusedAt: time, reasons }),
    history: list({
      ...{ at: time, event: id, accountId: id, decidedBy: text },
      ...{ role: text, note: text, instructionsVersion: text },
    }),
  },
}
const base = '/api/v1/desk/cases'

type ById = { Params: { caseId: string } }
type Deciding = { Params: { caseId: string; requestId: string }; Body: Readonly<Record<string, unknown>> }

/** The desk of cases as JSON. */
export function declareDeskApi(server: FastifyInstance, desk: CaseDesk, pages: Pages): void {
  declareOperation<{ Querystring: { after?: string } }>(
    server,
    {
      ...{ id: 'listLinkRequests', method: 'GET', path: `${base}/requests`, access: 'cases.read' },
      summary: 'Link requests that wait, the oldest first (R40c, R40d)',
      query: { type: 'object', properties: { after: { type: 'string', maxLength: 500 } } },
      answers: { 200: { type: 'object', properties: { requests: list(request), next: text } } },
    },
    async ({ query }) => {
      const { requests, next } = await desk.worklist(query.after)
      return { requests: requests.map(answerOf), next: next ?? null }
    },
  )

  declareOperation<{ Querystring: { caseNumber: string } }>(
    server,
    {
      ...{ id: 'findCase', method: 'GET', path: base, access: 'cases.read', summary: 'The id of a case by its number' },
      query: {
        type: 'object',
        required: ['caseNumber'],
        properties: { caseNumber: { type: 'string', maxLength: 100 } },
      },
      answers: { 200: { type: 'object', properties: { caseId: id } } },
    },
    async ({ query }) => {
      const caseId = await desk.find(query.caseNumber)
      if (!caseId) throw new ProblemError('not-found')
      return { caseId }
    },
  )

  declareOperation<ById>(
    server,
    {
      ...{ id: 'readCase', method: 'GET', path: `${base}/:caseId`, access: 'cases.read', params: deskParams },
      summary: 'One case with its links, requests and history',
      answers: { 200: oneCase },
    },
    async request => {
      const found = await desk.case(request.params.caseId)
      tellShown(request, accountsIn(found))
      const { links, requests, refusedRequests, history, ...one } = found
      return {
        ...one,
        links: links.map(link => ({ ...link, linkedAt: isoTime(link.linkedAt) })),
        requests: requests.map(answerOf),
        refusedRequests: refusedRequests.map(refused => ({ ...refused, refusedAt: isoTime(refused.refusedAt) })),
        history: history.map(entry => ({ ...entry, at: isoTime(entry.at) })),
      }
    },
  )

  const decision = (
    command: string,
    step: string,
    summary: string,
    body: JsonSchema,
    decide: (stated: DeskStated) => Promise<Decided>,
  ) =>
    declareOperation<Deciding>(
      server,
      {
        ...{ id: command, method: 'POST', path: `${base}/:caseId/requests/:requestId/${step}` },
        ...{ summary, access: 'cases.link', idempotent: true, params: deskParams, body },
        answers: { 200: decided, 202: processing },
      },
      async (req, reply) => {
        const { caseId, requestId } = req.params
        const actor = staffActor(req, 'cases.link')
        const came = await decide({ caseId, requestId, actor, commandId: commandIdOf(req, command), body: req.body })
        const answer = { about: { caseId }, title: 'caseDesk.refused', refusal: 'linkRefusal' }
        return answerDecision(req, reply, pages, came, answer)
      },
    )
  decision('linkAccount', 'link', 'Link the account to the case, in the role of its holder (R40c)', linkBody, desk.link)
  decision('refuseLinkRequest', 'refusal', 'Do not link it, with reasons (R40c)', refusalBody, desk.refuse)
}

const answerOf = (one: WaitingRequest) => ({ ...one, requestedAt: isoTime(one.requestedAt) })
const isoTime = (atMs: number): string => new Date(atMs).toISOString()
