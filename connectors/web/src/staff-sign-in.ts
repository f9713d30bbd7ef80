import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import { mountBuiltInIssuer } from './built-in-issuer.ts'
import { ownPath } from './own-origin.ts'
import { createPages } from './page.ts'
import { ProblemError } from './problem.ts'
import { type StaffClaims, staffFromClaims } from './staff.ts'
import { connectIssuer, type IssuerConnection } from './staff-issuer.ts'

const callbackPath = '/staff/callback'
const flowMsMax = 10 * 60_000

/** What is kept in the session between leaving for the issuer and coming back. */
export type SignInFlow = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
  readonly startedAt: number
}

/**
 * Staff sign-in by OIDC (authorization code, PKCE, state and nonce) under `/staff`. The issuer is always asked for a
 * fresh login: desks are shared, and signing out here must mean that the next person has to sign in.
 */
export async function mountStaffSignIn(server: FastifyInstance): Promise<void> {
  const { settings } = server.web
  const { staff } = settings
  const issuer =
    staff.kind === 'built-in'
      ? connectIssuer(await mountBuiltInIssuer(server, callbackPath), server)
      : connectIssuer({ ...staff, issuer: () => staff.issuer })
  const pages = createPages({})

  server.get('/staff/sign-in', async (request, reply) => {
    const { origin, clock, entropy } = server.web
    // The way back leads to our published origin; a session begun under another name would not be there.
    if (new URL(origin()).host !== request.host) return reply.redirect(origin() + ownPath(request.url), 303)
    const random = () => Buffer.from(entropy.bytes(32)).toString('base64url')
    const returnTo = ownPath((request.query as { returnTo?: unknown }).returnTo)
    const flow: SignInFlow = { state: random(), nonce: random(), verifier: random(), returnTo, startedAt: clock.now() }
    const configuration = await reached(issuer)
    request.session.set('flow', flow)
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: origin() + callbackPath,
      scope: 'openid profile',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: createHash('sha256').update(flow.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'login',
    })
    return reply.redirect(url.href, 303)
  })

  server.get(callbackPath, async (request, reply) => {
    const flow = takeFlow(request)
    if (!flow) throw new ProblemError('sign-in-failed')
    const staff = staffFromClaims(await claimsOf(await reached(issuer), request, flow))
    const { id, ...claims } = staff
    await server.web.sessions.start<StaffClaims>(request, 'staff', id, claims)
    request.log.info({ staff: id, roles: claims.roles }, 'staff signed in')
    return reply.redirect(flow.returnTo, 303)
  })

  server.post('/staff/sign-out', async (request, reply) => {
    await server.web.sessions.end(request, 'staff')
    return reply.redirect('/staff/signed-out', 303)
  })

  server.get('/staff/signed-out', (request, reply) =>
    pages.send(request, reply, 'web/signed-out.njk', { title: pages.translate(request)('site.signedOut') }),
  )
}

async function reached(issuer: IssuerConnection): Promise<oidc.Configuration> {
  try {
    return await issuer()
  } catch (cause) {
    throw new ProblemError('not-now', { retryAfterSeconds: 10, cause })
  }
}

/** The flow under way, once: whatever comes of it, it cannot be used again. */
function takeFlow(request: FastifyRequest): SignInFlow | undefined {
  const flow = request.session.get('flow')
  if (flow) request.session.set('flow', undefined)
  return flow && request.server.web.clock.now() - flow.startedAt <= flowMsMax ? flow : undefined
}

async function claimsOf(configuration: oidc.Configuration, request: FastifyRequest, flow: SignInFlow) {
  try {
    const tokens = await oidc.authorizationCodeGrant(
      configuration,
      new URL(request.server.web.origin() + request.url),
      {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      },
    )
    const claims = tokens.claims()
    if (!claims) throw new Error('the issuer gave no ID token')
    return claims
  } catch (cause) {
    request.log.warn({ cause: cause instanceof Error ? cause.message : 'unknown' }, 'staff sign-in failed')
    throw new ProblemError('sign-in-failed', { cause })
  }
}
