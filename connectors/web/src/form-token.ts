import csrfProtection from '@fastify/csrf-protection'
import type { FastifyInstance } from 'fastify'

/**
 * Every post needs the token of the session, in the field `_csrf`, unless it is JSON: a page of another site cannot send
 * JSON, or use a method that no form has, without asking first, and it is never allowed to.
 */
export async function requireFormTokens(server: FastifyInstance): Promise<void> {
  await server.register(csrfProtection, {
    sessionPlugin: '@fastify/secure-session',
    getToken: request => (request.body as { _csrf?: string } | null | undefined)?._csrf ?? '',
  })
  server.addHook('preValidation', (request, reply, done) => {
    const post = request.method === 'POST'
    const json = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')
    if (!post || json || request.routeOptions.config.withoutToken) return done()
    server.csrfProtection(request, reply, done)
  })
}
