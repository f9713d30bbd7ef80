import { groupReference } from '@icms/schemas/application-reference'
import { wordsOfReason } from '@icms/schemas/reason-words'
import { jsonOf, readFields } from '@icms/web/form-fields'
import type { FormState } from '@icms/web/form-view'
import { commandIdOf } from '@icms/web/idempotency'
import type { PageData, Pages } from '@icms/web/page'
import { ProblemError, problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reasonCodes } from './account-form.ts'
import { accountParams } from './desk-api.ts'
import { type AccountDesk, type Decided, fittingSteps, mayHaveCode, type Step, steps } from './desk-operations.ts'

type ById = { Params: { accountId: string }; Querystring: { done?: unknown } }
type ByStep = { Params: { accountId: string; step: string } }

/** A page shown again after a post that was not taken. */
type Again = { readonly status?: number; readonly form?: FormState; readonly refusal?: string }

const path = (accountId: string, step = '') => `/desk/accounts/${encodeURIComponent(accountId)}${step}`

/** The desk of accounts: finding one, its history, and what the Judiciary Administrator decides on it (R12, R15d, R16). */
export function declareDesk(server: FastifyInstance, desk: AccountDesk, pages: Pages): void {
  const reading = { onRequest: requireOperation('accounts.read') }
  const deciding = { onRequest: requireOperation('accounts.decide'), schema: { params: stepParams } }

  server.get<{ Querystring: { find?: unknown; after?: unknown } }>(
    '/desk/accounts',
    reading,
    async (request, reply) => {
      const { find, after } = request.query
      const typed = typeof find === 'string' ? find.slice(0, 200).trim() : ''
      const found = typed === '' ? undefined : await desk.find(typed)
      if (found?.length === 1) return reply.redirect(path(found[0]!.accountId), 303)
      const { accounts, next } = await desk.restorable(typeof after === 'string' ? after : undefined)
      return pages.send(request, reply, 'accounts/desk.njk', {
        ...frame(request, pages, 'desk.title'),
        form: { fields: { find: typed } },
        found,
        restorable: accounts,
        first: after === undefined ? undefined : '/desk/accounts',
        next: next && `/desk/accounts?after=${encodeURIComponent(next)}`,
      })
    },
  )

  server.get<ById>('/desk/accounts/:accountId', { ...reading, schema: { params: accountParams } }, (request, reply) =>
    showAccount(request, reply),
  )

  server.get<ByStep>('/desk/accounts/:accountId/:step', deciding, (request, reply) => showStep(request, reply))

  server.post<ByStep>('/desk/accounts/:accountId/:step', deciding, async (request, reply) => {
    const { accountId } = request.params
    const step = stepOf(request)
    const fields = readFields(request.body)
    const came = await desk.decide(step, {
      accountId,
      // Page and JSON are one operation, so the same key means the same decision in both.
      commandId: commandIdOf(request, `${step}Account`),
      actor: staffActor(request, 'accounts.decide'),
      body: jsonOf(fields),
    })
    return answer(request, reply, came, step, more => showStep(request, reply, { form: { fields }, ...more }), fields)
  })

  server.post<ById>(
    '/desk/accounts/:accountId/activation-code',
    { onRequest: requireOperation('accounts.reissue'), schema: { params: accountParams } },
    async (request, reply) => {
      const { accountId } = request.params
      const actor = staffActor(request, 'accounts.reissue')
      const commandId = commandIdOf(request, 'reissueActivation')
      const came = await desk.reissue({ accountId, commandId, actor, body: {} })
      return answer(request, reply, came, 'reissue', more => showAccount(request, reply, more))
    },
  )

  function answer(
    request: FastifyRequest<{ Params: { accountId: string } }>,
    reply: FastifyReply,
    came: Decided,
    done: Step | 'reissue',
    again: (more: Again) => Promise<FastifyReply>,
    fields = readFields(undefined),
  ) {
    switch (came.kind) {
      case 'decided':
        return reply.redirect(`${path(request.params.accountId)}?done=${done}`, 303)
      case 'processing':
        return reply.redirect(`${path(request.params.accountId)}?done=processing`, 303)
      case 'invalid':
        return again({ status: problemStatus.refused, form: { fields, defects: came.defects } })
      case 'refused':
        return again({ status: 409, refusal: `accountRefusal.${came.reason}` })
    }
  }

  async function showAccount(request: FastifyRequest<ById>, reply: FastifyReply, again: Again = {}) {
    const { account, others, notices } = await desk.account(request.params.accountId)
    const may = (operation: Operation) => allowingRole(request.staff?.roles ?? [], operation) !== undefined
    const { done } = request.query
    return pages.send(request, reply, 'accounts/desk-account.njk', {
      ...frame(request, pages, 'desk.title'),
      title: account.loginName,
      account,
      others,
      notices,
      reference: groupReference(account.applicationId),
      wordsOfReason,
      href: path(account.accountId),
      steps: may('accounts.decide') ? fittingSteps(account) : [],
      mayErase: account.closedAt !== null && may('accounts.erase'),
      mayReissue: may('accounts.reissue') && mayHaveCode(account),
      done: [...steps, 'reissue', 'processing'].find(one => one === done),
      ...again,
    })
  }

  async function showStep(request: FastifyRequest<ByStep>, reply: FastifyReply, again: Again = {}) {
    const step = stepOf(request)
    const { account, others } = await desk.account(request.params.accountId)
    return pages.send(request, reply, 'accounts/desk-decision.njk', {
      ...frame(request, pages, `desk.${step}`),
      account,
      others,
      step,
      codes: reasonCodes,
      href: path(account.accountId),
      ...again,
    })
  }
}

const stepParams = {
  type: 'object',
  properties: { ...(accountParams.properties as object), step: { type: 'string', maxLength: 20 } },
}

function stepOf({ params }: FastifyRequest<ByStep>): Step {
  const step = steps.find(one => one === params.step)
  if (!step) throw new ProblemError('not-found')
  return step
}

export function frame(request: FastifyRequest, pages: Pages, title: string): PageData {
  const t = pages.translate(request)
  const isErasing = title === 'erasure.title'
  const mayErase = allowingRole(request.staff?.roles ?? [], 'accounts.erase')
  return {
    title: t(title),
    navigation: [
      { text: t('desk.navigation'), href: '/desk/accounts', active: !isErasing },
      ...(mayErase ? [{ text: t('erasure.navigation'), href: '/desk/accounts/erasures', active: isErasing }] : []),
    ],
  }
}
