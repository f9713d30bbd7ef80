import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import { limitSignIns } from '@icms/web/rate-limits'
import type { FastifyInstance } from 'fastify'
import type { AccountOperations } from './operations.ts'

const text: JsonSchema = { type: 'string' }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }
const typed: JsonSchema = { type: 'string', maxLength: 1_000 }
const nothing: JsonSchema = { type: 'null', description: 'Signed out' }

const loginNameAnswer = (description: string): JsonSchema => ({
  type: 'object',
  description,
  properties: { loginName: text },
})

const profileSchema: JsonSchema = {
  type: 'object',
  description: 'The account of whoever is signed in',
  properties: {
    accountId: text,
    loginName: text,
    name: {
      type: 'object',
      properties: { surnameEn: text, givenNameEn: { type: ['string', 'null'] }, nameZh: { type: ['string', 'null'] } },
    },
    email: text,
    language: text,
    status: text,
    createdAt: time,
    activatedAt: time,
    termsVersion: { type: ['string', 'null'] },
    prospectiveUntil: { ...time, description: 'End of the period in which a case has to be filed (R15c)' },
    deactivationDue: { ...time, description: 'When it is de-activated, once its last case was disposed of (R16a)' },
    newTerms: {
      type: ['object', 'null'],
      description: 'Terms in force that were not accepted yet (R29, A27)',
      properties: { version: text, url: text },
    },
    newEmail: { type: ['string', 'null'], description: 'Address that waits for its code' },
  },
}

/** The account holders' operations as JSON. */
export function declareApi(server: FastifyInstance, operations: AccountOperations): void {
  declareOperation<{ Body: Readonly<Record<string, unknown>> }>(
    server,
    {
      id: 'activateAccount',
      method: 'POST',
      path: '/api/v1/accounts/activation',
      summary: 'Activate an account with its code, accept the terms in force and choose a password (R7, R29, R36b)',
      access: 'public',
      idempotent: true,
      body: {
        type: 'object',
        required: ['loginName', 'activationCode', 'password', 'termsVersion'],
        properties: { loginName: typed, activationCode: typed, password: typed, termsVersion: typed },
      },
      answers: {
        200: loginNameAnswer('The account is active'),
        202: loginNameAnswer('Received and being processed: send the same again, or sign in'),
      },
    },
    async (request, reply) => {
      await limitSignIns(request)
      const activated = await operations.activate(request.body, commandIdOf(request, 'activateAccount'))
      if (activated.kind === 'refused') throw new ProblemError('refused', { defects: activated.defects })
      const { kind, loginName } = activated
      return reply.code(kind === 'processing' ? 202 : 200).send({ loginName })
    },
  )

  declareOperation<{ Body: Readonly<Record<string, unknown>> }>(
    server,
    {
      id: 'signIn',
      method: 'POST',
      path: '/api/v1/accounts/sessions',
      summary: 'Sign in; the answer sets the cookie of the session. Each request is a try of its own (A33)',
      access: 'public',
      body: {
        type: 'object',
        required: ['loginName', 'password'],
        properties: { loginName: typed, password: typed },
      },
      answers: { 201: { type: 'object', description: 'Signed in', properties: { accountId: text } } },
    },
    async (request, reply) => {
      await limitSignIns(request)
      const signedIn = await operations.signIn(request.body)
      if (signedIn.kind === 'refused') throw new ProblemError('refused', { defects: signedIn.defects })
      await server.web.sessions.start(request, 'account', signedIn.accountId, {})
      return reply.code(201).send({ accountId: signedIn.accountId })
    },
  )

  declareOperation(
    server,
    {
      id: 'signOut',
      method: 'DELETE',
      path: '/api/v1/accounts/sessions',
      summary: 'Sign out',
      access: 'account',
      answers: { 204: nothing },
    },
    async (request, reply) => {
      await server.web.sessions.end(request, 'account')
      return reply.code(204).send()
    },
  )

  declareOperation(
    server,
    {
      id: 'readAccount',
      method: 'GET',
      path: '/api/v1/accounts/me',
      summary: 'The account of whoever is signed in',
      access: 'account',
      answers: { 200: profileSchema },
    },
    async request => {
      const profile = await operations.profile(request.accountId!)
      const { createdAt, activatedAt, prospectiveUntil, deactivationDue } = profile
      const times = { createdAt, activatedAt, prospectiveUntil, deactivationDue }
      return { ...profile, ...mapTimes(times) }
    },
  )
}

const mapTimes = (times: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(Object.entries(times).map(([name, atMs]) => [name, isoTime(atMs)]))

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
