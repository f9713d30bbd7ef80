import { jsonOf, readFields } from '@icms/web/form-fields'
import { declareOperation } from '@icms/web/json-api'
import { languageOf } from '@icms/web/language'
import type { JsonSchema } from '@icms/web/openapi'
import type { Pages } from '@icms/web/page'
import { ProblemError } from '@icms/web/problem'
import { limitSignIns } from '@icms/web/rate-limits'
import { requireAccount } from '@icms/web/require-session'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccountOperations } from './operations.ts'
import { sectionsOf } from './own-data-sections.ts'
import type { OwnData } from './own-data.ts'

/** Nothing of the holder is in the name: it stays in lists of downloads that others may see. */
const fileName = 'icms-personal-data.json'
const hourMs = 3_600_000
/** Each reads whatever is held, wherever it is. */
const gatheringsPerHour = 30

const notAccepted = { path: 'password', code: 'PASSWORD_NOT_ACCEPTED' } as const

const part = (description: string): JsonSchema => ({
  type: ['object', 'string', 'null'],
  description: `${description}; \`ERASED\` where it was erased`,
  additionalProperties: true,
})
const list = (description: string): JsonSchema => ({
  type: 'array',
  description,
  items: { type: 'object', additionalProperties: true },
})
const text: JsonSchema = { type: 'string' }
const answer: JsonSchema = {
  type: 'object',
  description: 'What is held about the holder; times are ISO 8601, UTC',
  properties: {
    ...{ at: text, loginName: text, inFull: { type: 'boolean', description: 'Whether the identity number is' } },
    kept: {
      type: 'object',
      description: 'Application, documents and account are kept while it is open, and so many days after it was closed',
      additionalProperties: true,
    },
    application: part('The form (Annex B), its documents, and what staff decided'),
    intake: part('What the online intake keeps of it'),
    identityCheck: part('Attendance at the Help Centre'),
    account: { type: 'object', description: 'The account and its history', additionalProperties: true },
    cases: { type: 'object', description: 'Links, requests, filings and their history', additionalProperties: true },
    notices: list('Notices that were mailed or sent on paper, and what became of them'),
    views: { type: 'object', description: 'Who of the staff saw what, and when', additionalProperties: true },
    otherApplications: list('Made with the same identity number; whether by the holder is not known'),
    otherAccounts: list('The same of accounts'),
    leftOut: { type: 'array', description: 'Codes of what is not given', items: text },
  },
}

/** `/account/data` and its JSON twins: what is held about the holder, to be read, printed or taken away. */
export function declareOwnData(server: FastifyInstance, operations: AccountOperations, pages: Pages): void {
  const holding = { onRequest: requireAccount() }

  async function gathered(request: FastifyRequest, inFull = false): Promise<OwnData> {
    const accountId = request.accountId!
    await server.web.limitTries(`own data of ${accountId}`, gatheringsPerHour, hourMs)
    return operations.ownData(accountId, { inFull })
  }

  /** What the password opens. It is asked as at the sign-in, and counted like one (A33). */
  async function confirmed(request: FastifyRequest, password: unknown) {
    await limitSignIns(request)
    const accountId = request.accountId!
    const { loginName } = await operations.profile(accountId)
    const signedIn = await operations.signIn({ loginName, password })
    if (signedIn.kind !== 'refused') return undefined
    return [signedIn.defects.find(({ path }) => path === 'password') ?? notAccepted]
  }

  const sendFile = (reply: FastifyReply, data: OwnData) =>
    reply
      .headers({ 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' })
      .send(withIsoTimes(data))

  async function page(request: FastifyRequest, reply: FastifyReply, data: OwnData, more: object = {}) {
    const t = pages.translate(request)
    const navigation = [
      { text: t('account.title'), href: '/account', active: true },
      { text: t('account.cases'), href: '/cases' },
    ]
    const sections = sectionsOf(data, t, languageOf(request))
    return pages.send(request, reply, 'accounts/data.njk', {
      title: t('data.title'),
      navigation,
      data,
      sections,
      ...more,
    })
  }

  server.get('/account/data', holding, async (request, reply) => page(request, reply, await gathered(request)))

  // Answered with the page itself: what the password opened is kept nowhere to be shown after a redirect.
  server.post('/account/data', holding, async (request, reply) => {
    const { password, asFile } = jsonOf(readFields(request.body)) as Readonly<Record<string, unknown>>
    const defects = await confirmed(request, password)
    if (defects) return page(request, reply, await gathered(request), { status: 422, form: { defects, fields: {} } })
    const data = await gathered(request, true)
    return asFile === 'yes' ? sendFile(reply.type('application/json; charset=utf-8'), data) : page(request, reply, data)
  })

  const path = '/api/v1/accounts/me/data'
  declareOperation(
    server,
    {
      ...{ id: 'readOwnData', method: 'GET', path, access: 'account' },
      summary: 'What is held about you, as a file; the number of your identity document is masked. At most 30 an hour',
      answers: { 200: answer },
    },
    async (request, reply) => sendFile(reply, await gathered(request)),
  )
  declareOperation<{ Body: { password: string } }>(
    server,
    {
      ...{ id: 'readOwnDataInFull', method: 'POST', path, access: 'account' },
      summary: 'The same with the number in full. Each request is a try of the password (A33)',
      body: { type: 'object', required: ['password'], properties: { password: { type: 'string', maxLength: 1_000 } } },
      answers: { 200: answer },
    },
    async (request, reply) => {
      const defects = await confirmed(request, request.body.password)
      if (defects) throw new ProblemError('refused', { defects })
      return sendFile(reply, await gathered(request, true))
    },
  )
}

/** The same with every time as text. Times are the numbers under names that end so. */
function withIsoTimes(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return /(^at|At|Until|By|deadline)$/.test(name) ? new Date(value).toISOString() : value
  if (Array.isArray(value)) return value.map(one => withIsoTimes(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIsoTimes(one, key)]))
}
