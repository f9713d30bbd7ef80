import { type Fields, jsonOf, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import { ownPath } from '@icms/web/own-origin'
import type { Pages } from '@icms/web/page'
import { limitSignIns } from '@icms/web/rate-limits'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { messages } from './messages.ts'
import type { AccountOperations } from './operations.ts'

/** What became of what a person did before coming to the sign-in page. */
const notices = ['activated', 'processing', 'signed-out', 'signed-out-everywhere'] as const

type SignInQuery = { readonly returnTo?: unknown; readonly notice?: unknown }

/** The account holders' pages. */
export function declarePages(server: FastifyInstance, operations: AccountOperations, pages: Pages): void {
  const { sessions } = server.web
  const titled = (request: FastifyRequest, key: keyof typeof messages) => pages.translate(request)(key)

  const activationPage = (request: FastifyRequest, reply: FastifyReply, more: object = {}) => {
    const title = titled(request, 'activate.title')
    const { notice } = request.query as SignInQuery
    const codeAsked = notice === 'code-asked'
    return pages.send(request, reply, 'accounts/activate.njk', { title, terms: operations.terms(), codeAsked, ...more })
  }

  server.get('/account/activate', (request, reply) => activationPage(request, reply))

  server.post('/account/activate', async (request, reply) => {
    await limitSignIns(request)
    const fields = readFields(request.body)
    const activated = await operations.activate(jsonOf(fields), commandIdOf(request, 'activateAccount'))
    if (activated.kind === 'refused')
      return activationPage(request, reply, {
        status: 422,
        form: { fields: withoutPasswords(fields), defects: activated.defects },
      })
    return reply.redirect(`/account/sign-in?notice=${activated.kind}`, 303)
  })

  const signInPage = (request: FastifyRequest, reply: FastifyReply, more: object = {}) => {
    const title = titled(request, 'signIn.title')
    const { returnTo, notice } = request.query as SignInQuery
    return pages.send(request, reply, 'accounts/sign-in.njk', {
      title,
      returnTo: pathAfter(returnTo),
      notice: notices.find(known => known === notice),
      ...more,
    })
  }

  server.get('/account/sign-in', (request, reply) => signInPage(request, reply))

  server.post('/account/sign-in', async (request, reply) => {
    await limitSignIns(request)
    const { returnTo, ...fields } = readFields(request.body)
    const signedIn = await operations.signIn(jsonOf(fields))
    if (signedIn.kind === 'refused')
      return signInPage(request, reply, {
        status: 422,
        returnTo: pathAfter(returnTo),
        notice: undefined,
        form: { fields: withoutPasswords(fields), defects: signedIn.defects },
      })
    await sessions.start(request, 'account', signedIn.accountId, {})
    // New terms are shown first; whoever passes them over uses the account all the same (A27).
    const { newTerms } = await operations.profile(signedIn.accountId)
    return reply.redirect(newTerms ? '/account/terms' : pathAfter(returnTo), 303)
  })

  server.post('/account/sign-out', async (request, reply) => {
    await sessions.end(request, 'account')
    return reply.redirect('/account/sign-in?notice=signed-out', 303)
  })
}

/** Where to go after sign-in: the page that asked for it, or the account. */
function pathAfter(returnTo: unknown): string {
  const path = ownPath(returnTo)
  return path === '/' ? '/account' : path
}

/** What is shown again when something was wrong: a password never is. */
function withoutPasswords(fields: Fields): Fields {
  const { password: _, passwordAgain: __, ...rest } = fields
  return rest
}
