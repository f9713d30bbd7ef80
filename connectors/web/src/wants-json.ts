import type { FastifyRequest } from 'fastify'

/** True for the JSON API and for clients that do not take pages. */
export function wantsJson(request: FastifyRequest): boolean {
  if (request.routeOptions?.config?.json || request.url.startsWith('/api/')) return true
  return !(request.headers.accept ?? '').includes('text/html')
}
