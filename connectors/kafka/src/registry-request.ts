import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import { trusting } from './trust.ts'

/** Where a schema registry is, and how it is asked. */
export type Registry = {
  /** Without a slash at its end. */
  readonly host: string
  readonly auth?: { readonly username: string; readonly password: string }
  /** Trusts the deployment's own certificate authorities. */
  readonly agent?: https.Agent
}

const requestMsMax = 5_000
const mediaType = 'application/vnd.schemaregistry.v1+json'

/** Takes user and password out of the URL. `ca`: PEM of certificate authorities to trust beside those of Node. */
export function registryAt(registryUrl: string, ca?: string): Registry {
  const url = new URL(registryUrl)
  const auth = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  url.username = ''
  url.password = ''
  return {
    host: url.href.replace(/\/$/, ''),
    ...(auth.username && { auth }),
    ...(ca && url.protocol === 'https:' && { agent: new https.Agent({ keepAlive: true, ...trusting(ca) }) }),
  }
}

/** One request; an answer of any status is one. Rejects with the socket's own error, and after 5 s. */
export async function askRegistry(
  { host, auth, agent }: Registry,
  path: string,
  { method = 'GET', body }: { method?: string; body?: string } = {},
): Promise<{ status: number; body: string }> {
  const url = new URL(host + path)
  const asking = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    headers: { accept: mediaType, 'content-type': mediaType },
    signal: AbortSignal.timeout(requestMsMax),
    ...(agent && { agent }),
    ...(auth && { auth: `${auth.username}:${auth.password}` }),
  })
  asking.end(body)
  const [response] = (await once(asking, 'response')) as [http.IncomingMessage]
  return { status: response.statusCode ?? 0, body: await text(response) }
}
