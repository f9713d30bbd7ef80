import type { FastifyInstance } from 'fastify'
import * as oidc from 'openid-client'
import { isLoopback } from './loopback.ts'

/** This product as a client of an issuer. */
export type OidcClient = { readonly issuer: () => string; readonly clientId: string; readonly clientSecret: string }

const timeoutSeconds = 10

export type IssuerConnection = () => Promise<oidc.Configuration>

/**
 * Finds the issuer on first use and keeps what it said; a failure is tried again by the next sign-in. With `server`
 * the issuer is in this very process and is asked there, wherever the server listens.
 */
export function connectIssuer(client: OidcClient, server?: FastifyInstance): IssuerConnection {
  let found: Promise<oidc.Configuration> | undefined
  return () => {
    found ??= discover(client, server).catch(error => {
      found = undefined
      throw error
    })
    return found
  }
}

async function discover(client: OidcClient, server: FastifyInstance | undefined): Promise<oidc.Configuration> {
  const issuer = new URL(client.issuer())
  const insecure = issuer.protocol === 'http:' && (server !== undefined || isLoopback(issuer.hostname))
  return oidc.discovery(issuer, client.clientId, undefined, oidc.ClientSecretBasic(client.clientSecret), {
    timeout: timeoutSeconds,
    execute: insecure ? [oidc.allowInsecureRequests] : [],
    ...(server && { [oidc.customFetch]: fetchWithin(server) }),
  })
}

/** `fetch` that reaches routes of this process without a connection. */
function fetchWithin(server: FastifyInstance): oidc.CustomFetch {
  return async (url, options) => {
    const { host, pathname, search } = new URL(url)
    const answer = await server.inject({
      method: options.method as 'GET' | 'POST',
      url: pathname + search,
      headers: { ...options.headers, host },
      ...(options.body instanceof URLSearchParams && { payload: options.body.toString() }),
    })
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string])
    return new Response(answer.body, { status: answer.statusCode, headers })
  }
}
