import { commandIdOf } from '@icms/web/idempotency'
import { declareOperation } from '@icms/web/json-api'
import type { JsonSchema } from '@icms/web/openapi'
import { ProblemError } from '@icms/web/problem'
import { limitSignIns } from '@icms/web/rate-limits'
import type { FastifyInstance } from 'fastify'
import type { Changed, Stated } from './holder-operations.ts'
import type { AccountOperations } from './operations.ts'

const typed: JsonSchema = { type: 'string', maxLength: 1_000 }
const nothing = (description: string): JsonSchema => ({ type: 'null', description })
const answers = { 204: nothing('Done'), 202: nothing('Received and being processed') }

const codeOf = (changed: Changed): number => {
  if (changed.kind === 'refused') throw new ProblemError('refused', { defects: changed.defects })
  return changed.kind === 'processing' ? 202 : 204
}

/** What holders change of their account, as JSON. */
export function declareHolderApi(server: FastifyInstance, operations: AccountOperations): void {
  const { limitTries, sessions } = server.web

  const change = (
    id: string,
    path: string,
    summary: string,
    properties: Readonly<Record<string, JsonSchema>>,
    make: (stated: Stated) => Promise<Changed>,
  ) =>
    declareOperation<{ Body: Readonly<Record<string, unknown>> }>(
      server,
      {
        ...{ id, method: 'POST', path: `/api/v1/accounts/me/${path}`, summary, access: 'account', idempotent: true },
        body: { type: 'object', required: Object.keys(properties), properties },
        answers,
      },
      async (request, reply) => {
        const stated = { accountId: request.accountId!, commandId: commandIdOf(request, id), body: request.body ?? {} }
        return reply.code(codeOf(await make(stated))).send()
      },
    )

  const language: JsonSchema = { type: 'string', enum: ['EN', 'ZH_HANT'] }
  change('changeLanguage', 'language', 'Language that comes first in notices', { language }, operations.changeLanguage)
  change(
    'proposeEmail',
    'email',
    'Name a new address; a code is sent to it. At most five an hour',
    { email: typed },
    stated => operations.proposeEmail(stated, limitTries),
  )
  change(
    'confirmEmail',
    'email-confirmation',
    'Prove the new address by its code; the old address is told. At most five tries in half an hour',
    { code: typed },
    stated => operations.confirmEmail(stated, limitTries),
  )
  change(
    'acceptTerms',
    'terms',
    'Accept the terms in force (R29, A27)',
    { termsVersion: typed },
    operations.acceptTerms,
  )
  change('signOutEverywhere', 'sign-out-everywhere', 'End every session of the account', {}, stated =>
    operations.signOutEverywhere(stated),
  )

  declareOperation<{ Body: Readonly<Record<string, unknown>> }>(
    server,
    {
      id: 'changePassword',
      method: 'POST',
      path: '/api/v1/accounts/me/password',
      summary: 'Change the password; all other sessions end. Each request is a try of the old password (A33)',
      access: 'account',
      body: {
        type: 'object',
        required: ['password', 'newPassword'],
        properties: { password: typed, newPassword: typed },
      },
      answers,
    },
    async (request, reply) => {
      const accountId = request.accountId!
      const code = codeOf(await operations.changePassword({ accountId, commandId: '', body: request.body }))
      if (code === 204) await sessions.start(request, 'account', accountId, {})
      return reply.code(code).send()
    },
  )

  declareOperation<{ Body: Readonly<Record<string, unknown>> }>(
    server,
    {
      id: 'requestActivationCode',
      method: 'POST',
      path: '/api/v1/accounts/activation-code',
      summary:
        'Have a new activation code mailed, if there is such an account that waits for one; the answer does not tell (A8). At most three an hour',
      access: 'public',
      body: { type: 'object', required: ['loginName'], properties: { loginName: typed } },
      answers: { 202: nothing('Received') },
    },
    async (request, reply) => {
      await limitSignIns(request)
      codeOf(await operations.requestActivation(request.body, limitTries))
      return reply.code(202).send()
    },
  )
}
