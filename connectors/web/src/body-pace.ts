import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpLimits } from './http-limits.ts'

export type BodyPace = { readonly requestMsMax: number; readonly paceMs: number; readonly paceBytesMin: number }

/** Requests whose body may take longer, as long as it comes. */
const patient = new WeakSet<IncomingMessage>()

/**
 * Lets the body of this request take as long as a slow line needs: it is given up when too little of it came in a while,
 * not when it is not over in time. For who is known, before anything of the body is read.
 */
export function allowSlowBody(request: FastifyRequest): void {
  patient.add(request.raw)
}

/**
 * Gives up requests whose body is not there in time, whatever becomes of them and wherever they lead. Node's own limit is
 * one for all requests of a server, and on a line of 256 kbit/s a document of 10 MB takes more than five minutes.
 */
export function limitBodyPace(server: FastifyInstance, pace: BodyPace = httpLimits): void {
  server.server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { headers, socket } = request
    if (headers['transfer-encoding'] === undefined && !Number(headers['content-length'])) return
    const begun = performance.now()
    let [seenAt, seenBytes] = [begun, socket.bytesRead]

    function isTooSlow(now: number): boolean {
      // After the answer nobody waits for the rest.
      if (!patient.has(request) || response.writableFinished) return now - begun >= pace.requestMsMax
      if (now - seenAt < pace.paceMs) return false
      const came = socket.bytesRead - seenBytes
      ;[seenAt, seenBytes] = [now, socket.bytesRead]
      return came < pace.paceBytesMin
    }
    const watching = setInterval(() => {
      if (request.complete || socket.destroyed) return clearInterval(watching)
      if (!isTooSlow(performance.now())) return
      clearInterval(watching)
      const error = Object.assign(new Error('the body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
      if (response.headersSent) socket.destroy(error)
      else server.server.emit('clientError', error, socket)
    }, pace.paceMs / 3)
    watching.unref()
  })
}
