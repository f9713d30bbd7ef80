import { answerDecision } from '@icms/web/answer-decision'
import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { sentNoticesAnswer, sentNoticesSchema } from '@icms/web/sent-notices'
import type { Pages } from '@icms/web/page'
import type { Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyInstance } from 'fastify'
import { reasonCodes } from './account-form.ts'
import {
  type AccountDesk,
  type Decided,
  type DeskAccount,
  type DeskStated,
  type Step,
  steps,
} from './desk-operations.ts'

const id: JsonSchema = { type: 'string' }
const text: JsonSchema = { type: ['string', 'null'] }
const time: JsonSchema = { type: ['string', 'null'], description: 'ISO 8601, UTC' }
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const reason: JsonSchema = { type: ['object', 'null'], properties: { code: text, textEn: text, textZh: text } }
const entry = { at: time, event: id, decidedBy: text, role: text, reason, note: text, instructionsVersion: text }

const accountProperties = {
  accountId: id,
  loginName: id,
  registrantId: id,
  applicationId: id,
  status: id,
  name: { type: 'object', properties: { surnameEn: text, givenNameEn: text, nameZh: text } },
  email: id,
  language: id,
  createdAt: time,
  activatedAt: time,
  prospectiveUntil: { ...time, description: 'End of the period of a prospective litigant (R15c)' },
  suspendedAt: time,
  closedAt: time,
  closedBecause: text,
  deactivation: {
    type: ['object', 'null'],
    description: 'Its de-activation, once its last case was disposed of: when, and since when the holder knows (R16)',
    properties: { dueAt: time, noticedAt: time },
  },
  isRestorable: { type: 'boolean', description: 'A filing made in time came after the end of the account (A7)' },
  termsVersion: text,
  optedCases: list(id),
  caseNumbers: list(id),
} satisfies JsonSchema
const account: JsonSchema = { type: 'object', properties: accountProperties }
const accounts = list(account)
const oneAccount: JsonSchema = {
  type: 'object',
  description: 'The account, what became of it, and other accounts of the same person',
  properties: {
    ...accountProperties,
    history: list({ type: 'object', properties: entry }),
    others: accounts,
    notices: sentNoticesSchema,
  },
}
const decided: JsonSchema = { type: 'object', description: 'Decided', properties: { accountId: id } }
const processing: JsonSchema = { ...decided, description: 'Received and being processed: read the account' }
const prose: JsonSchema = { type: ['string', 'null'], maxLength: 10_000 }

/** What an id in a path may look like. */
export const accountParams: JsonSchema = {
  type: 'object',
  required: ['accountId'],
  properties: { accountId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' } },
}
const reasonBody: JsonSchema = {
  type: 'object',
  required: ['reasonCode'],
  properties: {
    reasonCode: {
      type: 'string',
      maxLength: 100,
      description: `Why; the holder is told. Of ${reasonCodes.join(', ')}`,
    },
    textEn: { ...prose, description: 'What is added in English; needed with OTHER' },
    textZh: { ...prose, description: 'The same in Chinese' },
    note: { ...prose, description: 'For the record; the holder does not see it' },
  },
}
const base = '/api/v1/desk/accounts'

type ById = { Params: { accountId: string }; Body: Readonly<Record<string, unknown>> | null }

const summaries: Readonly<Record<Step, string>> = {
  terminate: 'Terminate the account, with the reason (R12)',
  deactivate: 'De-activate the account, with the reason (R16)',
  suspend: 'Suspend the account until it is reinstated, with the reason (R12)',
  reinstate: 'Let a suspended account be used again (R12)',
  restore: 'Open an account again that ended though a filing had been made in time (R15d, A7)',
  keep: 'Keep an account open that was to be de-activated (R16c)',
}

/** The desk of accounts as JSON. */
export function declareDeskApi(server: FastifyInstance, desk: AccountDesk, pages: Pages): void {
  declareOperation<{ Querystring: { find?: string; after?: string } }>(
    server,
    {
      id: 'findAccounts',
      method: 'GET',
      path: base,
      summary: 'Accounts of a login name, a registrant id or an application; without one, those that may be restored',
      access: 'accounts.read',
      query: {
        type: 'object',
        properties: { find: { type: 'string', maxLength: 200 }, after: { type: 'string', maxLength: 500 } },
      },
      answers: { 200: { type: 'object', properties: { accounts, next: text } } },
    },
    async request => {
      const { find, after } = request.query
      const page = find === undefined ? await desk.restorable(after) : { accounts: await desk.find(find), next: null }
      // Of what was asked for by its name everything is shown, as it is of one.
      if (find !== undefined)
        tellShown(
          request,
          page.accounts.map(({ accountId }) => ({ kind: 'account', id: accountId })),
        )
      return { accounts: page.accounts.map(answerOf), next: page.next ?? null }
    },
  )

  declareOperation<ById>(
    server,
    {
      ...{ id: 'readAnAccount', method: 'GET', path: `${base}/:accountId` },
      ...{ summary: 'One account with its history', access: 'accounts.read', params: accountParams },
      answers: { 200: oneAccount },
    },
    async ({ params }) => {
      const { account: one, others, notices } = await desk.account(params.accountId)
      const history = one.history.map(past => ({ ...past, at: isoTime(past.at) }))
      return { ...answerOf(one), history, others: others.map(answerOf), notices: sentNoticesAnswer(notices) }
    },
  )

  const decision = (
    command: string,
    path: string,
    summary: string,
    access: Operation,
    decide: (stated: DeskStated) => Promise<Decided>,
    body?: JsonSchema,
  ) =>
    declareOperation<ById>(
      server,
      {
        ...{ id: command, method: 'POST', path: `${base}/:accountId/${path}`, summary, access, idempotent: true },
        params: accountParams,
        ...(body && { body }),
        answers: { 200: decided, 202: processing },
      },
      async (request, reply) => {
        const { accountId } = request.params
        const actor = staffActor(request, access)
        const stated = { accountId, actor, commandId: commandIdOf(request, command), body: request.body ?? {} }
        const came = await decide(stated)
        const answer = { about: { accountId }, title: 'desk.refused', refusal: 'accountRefusal' }
        return answerDecision(request, reply, pages, came, answer)
      },
    )

  for (const step of steps)
    decision(
      `${step}Account`,
      step,
      summaries[step],
      'accounts.decide',
      stated => desk.decide(step, stated),
      reasonBody,
    )
  decision(
    'reissueActivation',
    'activation-code',
    'Have a new activation code mailed to the holder (A8)',
    'accounts.reissue',
    desk.reissue,
  )
}

const answerOf = (account: DeskAccount) => ({
  ...account,
  createdAt: isoTime(account.createdAt),
  activatedAt: isoTime(account.activatedAt),
  prospectiveUntil: isoTime(account.prospectiveUntil),
  deactivation: account.deactivation && {
    dueAt: isoTime(account.deactivation.dueAt),
    noticedAt: isoTime(account.deactivation.noticedAt),
  },
  suspendedAt: isoTime(account.suspendedAt),
  closedAt: isoTime(account.closedAt),
})

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
