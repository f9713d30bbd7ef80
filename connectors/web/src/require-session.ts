import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { ownPath } from './own-origin.ts'
import { ProblemError } from './problem.ts'
import type { Operation } from './roles.ts'
import { type StaffClaims, staffActor, staffOf } from './staff.ts'
import { wantsJson } from './wants-json.ts'

/**
 * Hook (`onRequest`) for what staff do: without a session a page leads to sign-in and JSON is answered 401; without
 * a role that allows the operation 403. Sets `request.staff`, and `request.viewer`, by which what is shown is recorded.
 */
export function requireOperation(operation: Operation): onRequestAsyncHookHandler {
  return async function staffOnly(request, reply) {
    const session = await request.server.web.sessions.current<StaffClaims>(request, 'staff')
    if (!session) return signIn(request, reply, '/staff/sign-in')
    request.staff = staffOf(session)
    request.viewer = { actor: staffActor(request, operation), operation }
  }
}

/** Hook (`onRequest`) for what account holders do. Sets `request.accountId`. */
export function requireAccount(): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const session = await request.server.web.sessions.current(request, 'account')
    if (!session) return signIn(request, reply, '/account/sign-in')
    request.accountId = session.subject
  }
}

function signIn(request: FastifyRequest, reply: FastifyReply, path: string) {
  if (wantsJson(request)) throw new ProblemError('not-signed-in')
  // A post cannot be repeated after sign-in: its page is gone back to.
  const from = request.method === 'GET' ? request.url : pathOf(request.headers.referer)
  return reply.redirect(`${path}?returnTo=${encodeURIComponent(ownPath(from))}`, 303)
}

function pathOf(referer: string | undefined): string {
  const url = referer && URL.canParse(referer) ? new URL(referer) : undefined
  return url ? url.pathname + url.search : '/'
}
