import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Certificates } from './certificates.ts'

/**
 * A way to a schema registry over HTTPS that lets in only who has the password (basic authentication), as a reverse proxy
 * before one does. `url` has no user and no password in it.
 */
export const startRegistryGate = async (
  registryUrl: string,
  { certificateFile, keyFile }: Certificates,
  { user, password }: { readonly user: string; readonly password: string },
) => {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const { origin, pathname } = new URL(registryUrl)
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/', headers } = request
    const type = headers['content-type'] ?? 'application/json'
    const body = await text(request)
    if (headers.authorization !== wanted) return response.writeHead(401).end()
    const answer = await fetch(origin + url, { method, headers: { 'content-type': type }, ...(body && { body }) })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? type })
    return response.end(await answer.text())
  }
  const keys = { cert: readFileSync(certificateFile), key: readFileSync(keyFile) }
  const server = createServer(keys, (request, response) => {
    pass(request, response).catch(error => response.destroy(error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}${pathname}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
