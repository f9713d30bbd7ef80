import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import type { FastifyInstance } from 'fastify'
import type { CaseOperations } from './operations.ts'

const text: JsonSchema = { type: 'string' }
const time: JsonSchema = { type: 'string', description: 'ISO 8601, UTC' }
const flag: JsonSchema = { type: 'boolean' }
const court: JsonSchema = { type: ['string', 'null'] }
const next: JsonSchema = { type: ['string', 'null'], description: 'Give it as `after` for the next page' }
const query: JsonSchema = { type: 'object', properties: { after: { type: 'string', maxLength: 300 } } }

const pageSchema = (name: string, properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { [name]: { type: 'array', items: { type: 'object', properties } }, next },
})

type Paged = { Querystring: { after?: string } }

/** The account holders' cases as JSON. */
export function declareApi(server: FastifyInstance, operations: CaseOperations): void {
  declareOperation<Paged>(
    server,
    {
      id: 'listCases',
      method: 'GET',
      path: '/api/v1/cases',
      summary: 'Cases linked to the account of whoever is signed in, the latest first (R40e, R40f)',
      access: 'account',
      query,
      answers: {
        200: pageSchema('cases', {
          caseNumber: text,
          court,
          party: text,
          role: text,
          linkedAt: time,
          byRequest: flag,
          disposedAt: { type: ['string', 'null'], description: 'When it was finally disposed of (A13); ISO 8601, UTC' },
          maySend: flag,
          mayInspect: flag,
          stoppedByOrder: { type: 'boolean', description: 'An order of the court stops sending in it (R11)' },
        }),
      },
    },
    async request => {
      const { items, next } = await operations.linkedCases(request.accountId!, request.query.after)
      const cases = items.map(item => ({
        ...item,
        linkedAt: isoTime(item.linkedAt),
        disposedAt: isoTime(item.disposedAt),
      }))
      return { cases, next: next ?? null }
    },
  )

  declareOperation(
    server,
    {
      ...{ id: 'listAskedLinks', method: 'GET', path: '/api/v1/cases/requests', access: 'account' },
      summary: 'Cases that whoever is signed in asked to be linked and that are not, or not yet (R40c, R40d)',
      answers: {
        200: {
          type: 'object',
          properties: {
            requests: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  ...{ caseNumber: text, court, status: text, at: time },
                  reasons: {
                    type: 'array',
                    items: { type: 'object', properties: { code: text, textEn: court, textZh: court } },
                  },
                },
              },
            },
          },
        },
      },
    },
    async request => {
      const asked = await operations.askedLinks(request.accountId!)
      return { requests: asked.map(one => ({ ...one, at: isoTime(one.at) })) }
    },
  )

  declareOperation<Paged>(
    server,
    {
      id: 'listRefusedFilings',
      method: 'GET',
      path: '/api/v1/cases/refused-filings',
      summary: 'Filings of whoever is signed in that linked no case, the latest first, with the reason',
      access: 'account',
      query,
      answers: {
        200: pageSchema('refusedFilings', { caseNumber: text, court, role: text, reason: text, refusedAt: time }),
      },
    },
    async request => {
      const { items, next } = await operations.refusedFilings(request.accountId!, request.query.after)
      const refusedFilings = items.map(item => ({ ...item, refusedAt: isoTime(item.refusedAt) }))
      return { refusedFilings, next: next ?? null }
    },
  )
}

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
