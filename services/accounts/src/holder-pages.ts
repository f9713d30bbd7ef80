import { type Fields, jsonOf, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { limitSignIns } from '@icms/web/rate-limits'
import { requireAccount } from '@icms/web/require-session'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Changed, Stated } from './holder-operations.ts'
import type { AccountOperations } from './operations.ts'

/** What was done, told on the page of the account. */
const done = ['language', 'email-sent', 'email', 'password', 'terms', 'processing'] as const

const forms = {
  email: { template: 'accounts/email.njk', title: 'email.title' },
  password: { template: 'accounts/password.njk', title: 'newPassword.title' },
  terms: { template: 'accounts/terms.njk', title: 'terms.title' },
} as const
type Form = keyof typeof forms

/** What holders change of their account: `/account` and the pages under it. */
export function declareHolderPages(server: FastifyInstance, operations: AccountOperations, pages: Pages): void {
  const { limitTries, sessions } = server.web
  const holding = { onRequest: requireAccount() }

  const frame = (request: FastifyRequest, title: string) => {
    const t = pages.translate(request)
    const navigation = [
      { text: t('account.title'), href: '/account', active: true },
      { text: t('account.cases'), href: '/cases' },
    ]
    return { title: t(title), navigation }
  }

  const stated = (request: FastifyRequest, command: string, fields: Fields): Stated => {
    return { accountId: request.accountId!, commandId: commandIdOf(request, command), body: jsonOf(fields) }
  }

  async function profilePage(request: FastifyRequest, reply: FastifyReply, more: object = {}) {
    const profile = await operations.profile(request.accountId!)
    const { done: told } = request.query as { readonly done?: unknown }
    const data = { ...frame(request, 'account.title'), profile, done: done.find(one => one === told) }
    return pages.send(request, reply, 'accounts/profile.njk', { ...data, ...more })
  }

  async function formPage(request: FastifyRequest, reply: FastifyReply, form: Form, more: object = {}) {
    const profile = await operations.profile(request.accountId!)
    const { template, title } = forms[form]
    const data = { ...frame(request, title), profile, terms: operations.terms() }
    return pages.send(request, reply, template, { ...data, ...more })
  }

  server.get('/account', holding, (request, reply) => profilePage(request, reply))
  for (const form of Object.keys(forms) as Form[])
    server.get(`/account/${form}`, holding, (request, reply) => formPage(request, reply, form))

  const change = (
    path: string,
    command: string,
    make: (stated: Stated, request: FastifyRequest) => Promise<Changed>,
    next: string,
    again: (request: FastifyRequest, reply: FastifyReply, more: object) => Promise<FastifyReply>,
  ) =>
    server.post(path, holding, async (request, reply) => {
      const fields = readFields(request.body)
      const changed = await make(stated(request, command, fields), request)
      if (changed.kind !== 'refused')
        return reply.redirect(changed.kind === 'done' ? next : '/account?done=processing', 303)
      const form = { fields: withoutSecrets(fields), defects: changed.defects }
      return again(request, reply, { status: 422, form })
    })

  const again = (form: Form) => (request: FastifyRequest, reply: FastifyReply, more: object) =>
    formPage(request, reply, form, more)

  change('/account/language', 'changeLanguage', operations.changeLanguage, '/account?done=language', profilePage)
  change('/account/terms', 'acceptTerms', operations.acceptTerms, '/account?done=terms', again('terms'))
  const propose = (one: Stated) => operations.proposeEmail(one, limitTries)
  change('/account/email', 'proposeEmail', propose, '/account/email', again('email'))
  const confirm = (one: Stated) => operations.confirmEmail(one, limitTries)
  change('/account/email-confirmation', 'confirmEmail', confirm, '/account?done=email', again('email'))
  change(
    '/account/password',
    'changePassword',
    async (one, request) => {
      const changed = await operations.changePassword(one)
      if (changed.kind === 'done') await sessions.start(request, 'account', one.accountId, {})
      return changed
    },
    '/account?done=password',
    again('password'),
  )
  const endAll = (one: Stated) => operations.signOutEverywhere(one)
  const signedOut = '/account/sign-in?notice=signed-out-everywhere'
  change('/account/sign-out-everywhere', 'signOutEverywhere', endAll, signedOut, profilePage)

  const codePage = (request: FastifyRequest, reply: FastifyReply, more: object = {}) => {
    const title = pages.translate(request)('code.title')
    return pages.send(request, reply, 'accounts/activation-code.njk', { title, ...more })
  }
  server.get('/account/activation-code', (request, reply) => codePage(request, reply))
  server.post('/account/activation-code', async (request, reply) => {
    await limitSignIns(request)
    const fields = readFields(request.body)
    const asked = await operations.requestActivation(jsonOf(fields), limitTries)
    if (asked.kind === 'refused')
      return codePage(request, reply, { status: 422, form: { fields, defects: asked.defects } })
    return reply.redirect('/account/activate?notice=code-asked', 303)
  })
}

/** What is shown again when something was wrong: passwords and codes never are. */
function withoutSecrets(fields: Fields): Fields {
  const { password: _, newPassword: __, newPasswordAgain: ___, code: ____, ...rest } = fields
  return rest
}
