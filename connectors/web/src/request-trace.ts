import { AsyncLocalStorage } from 'node:async_hooks'
import { type OpenSpan, traceFrom, traceOf, type Tracing } from '@icms/backbone/tracing'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The trace that the request belongs to, and all that comes of it. */
    trace: string
    span: OpenSpan | undefined
  }
}

const traces = new AsyncLocalStorage<string>()

/** The trace of the request that is being answered; nothing outside of one. */
export const currentTrace = (): string | undefined => traces.getStore()

/**
 * Gives every request a trace: the caller's by its `traceparent`, or one of its own. A span is measured where there is
 * somewhere to send it.
 */
export function traceRequests(server: FastifyInstance, tracing?: Tracing): void {
  server.decorateRequest('trace', '')
  server.decorateRequest('span', undefined)
  server.addHook('onRequest', (request, _reply, done) => {
    const parent = traceOf(request.headers.traceparent)
    const { method, routeOptions } = request
    const route = routeOptions.url ?? 'none'
    request.span = tracing?.start({
      ...{ name: `${method} ${route}`, kind: 'server', parent },
      attributes: { 'http.request.method': method, 'http.route': route },
    })
    request.trace = request.span?.trace ?? parent ?? traceFrom(request.id)
    traces.run(request.trace, done)
  })
  // What is read of a body comes from the connection, which knows nothing of the request's trace.
  server.addHook('preValidation', (request, _reply, done) => traces.run(request.trace, done))
  server.addHook('onResponse', async (request, reply) => {
    request.span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined)
  })
}
