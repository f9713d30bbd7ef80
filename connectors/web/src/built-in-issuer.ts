import { once } from 'node:events'
import type { Entropy } from '@icms/backbone/entropy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import type { Configuration } from 'oidc-provider'
import { demonstrationStaff } from './demonstration-staff.ts'
import { createIssuerMemory } from './issuer-memory.ts'
import { createPages } from './page.ts'
import { ProblemError } from './problem.ts'
import type { OidcClient } from './staff-issuer.ts'

const prefix = '/oidc'
const signInPath = `${prefix}/sign-in`

/**
 * Mounts a real OIDC issuer under `/oidc`, with demonstration staff and a page on which one of them is chosen in place
 * of a password. It keeps nothing: keys and sign-ins under way end with the process.
 */
export async function mountBuiltInIssuer(server: FastifyInstance, redirectPath: string): Promise<OidcClient> {
  const { origin, entropy, settings } = server.web
  const secret = () => Buffer.from(entropy.bytes(32)).toString('base64url')
  const client = { issuer: () => origin() + prefix, clientId: 'icms', clientSecret: secret() }
  // Made on first use: the origin may be known only once the server listens.
  let provider: Promise<Provider> | undefined
  const issuer = () => (provider ??= createProvider(client, origin() + redirectPath, entropy, String(settings.port)))

  await server.register(async scope => mountProvider(scope, issuer), { prefix })
  mountSignInPage(server, issuer)
  return client
}

async function createProvider(
  client: OidcClient,
  redirectUri: string,
  entropy: Entropy,
  cookieSuffix: string,
): Promise<Provider> {
  // A sixth of all modules of a gateway, needed when somebody signs in.
  const { default: OidcProvider } = await import('oidc-provider')
  const { exportJWK, generateKeyPair } = await import('jose')
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const names = { session: 'oidc', interaction: 'oidc-sign-in', resume: 'oidc-resume' }
  const configuration: Configuration = {
    adapter: createIssuerMemory(),
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [await exportJWK(privateKey)] },
    cookies: {
      keys: [Buffer.from(entropy.bytes(32)).toString('base64url')],
      names: Object.fromEntries(Object.entries(names).map(([kind, name]) => [kind, `${name}-${cookieSuffix}`])),
    },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'name#zh-Hant-HK', 'roles'] },
    // The one client reads the ID token and nothing else.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    ttl: { AuthorizationCode: 60, AccessToken: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_context, interaction) => `${signInPath}/${interaction.uid}` },
    renderError(context, { error }) {
      context.type = 'text/plain; charset=utf-8'
      context.body = `Sign-in was not completed (${error}). Start again from the page that you came from.\n登入未能完成，請由原來的頁面重新開始。\n`
    },
    findAccount: (_context, id) => {
      const staff = demonstrationStaff.find(person => person.id === id)
      if (!staff) return undefined
      const { en, zh } = staff.name
      return { accountId: id, claims: () => ({ sub: id, name: en, 'name#zh-Hant-HK': zh, roles: [...staff.roles] }) }
    },
    // Our own client needs no consent page.
    async loadExistingGrant(context) {
      const { session, client: asking } = context.oidc
      const grant = new context.oidc.provider.Grant({ accountId: session!.accountId!, clientId: asking!.clientId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
  const provider = new OidcProvider(client.issuer(), configuration)
  // `mountProvider` says where we are seen.
  provider.proxy = true
  return provider
}

/** Hands requests under the prefix to the provider, bodies unread. */
function mountProvider(scope: FastifyInstance, issuer: () => Promise<Provider>): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  scope.all('/*', { config: { withoutToken: true } }, async (request, reply) => {
    const provider = await issuer()
    const seen = new URL(scope.web.origin())
    const raw = request.raw as typeof request.raw & { originalUrl?: string }
    raw.headers['x-forwarded-proto'] = seen.protocol.replace(':', '')
    raw.headers['x-forwarded-host'] = seen.host
    raw.originalUrl = raw.url ?? '/'
    raw.url = raw.originalUrl.slice(prefix.length)
    reply.hijack()
    const finished = once(reply.raw, 'finish')
    await provider.callback()(raw, reply.raw)
    await finished
  })
}

function mountSignInPage(server: FastifyInstance, issuer: () => Promise<Provider>): void {
  const pages = createPages({})
  const interactionOf = async (
    request: FastifyRequest,
    provider: Provider,
    raw: Parameters<Provider['interactionDetails']>[1],
  ) => {
    try {
      return await provider.interactionDetails(request.raw, raw)
    } catch (cause) {
      throw new ProblemError('sign-in-failed', { cause })
    }
  }
  server.get(`${signInPath}/:uid`, async (request, reply) => {
    await interactionOf(request, await issuer(), reply.raw)
    return pages.send(request, reply, 'web/demonstration-sign-in.njk', {
      title: pages.translate(request)('demonstration.title'),
      people: demonstrationStaff,
    })
  })
  server.post(`${signInPath}/:uid`, async (request, reply) => {
    const provider = await issuer()
    await interactionOf(request, provider, reply.raw)
    const chosen = (request.body as { staff?: unknown } | undefined)?.staff
    const staff = demonstrationStaff.find(person => person.id === chosen)
    if (!staff) throw new ProblemError('sign-in-failed')
    const result = { login: { accountId: staff.id, remember: false } }
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303)
  })
}
