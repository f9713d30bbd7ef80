import type { AddressInfo } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback } from './loopback.ts'
import { ProblemError } from './problem.ts'
import type { WebSettings } from './web-settings.ts'

const hostForm = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/i

/** The origin that browsers see: as set, or where the server listens. */
export function ownOrigin(settings: WebSettings, server: FastifyInstance): () => string {
  return () => {
    if (settings.publicOrigin) return settings.publicOrigin
    const [listening] = server.addresses() as (AddressInfo | undefined)[]
    const port = listening?.port ?? settings.port
    return `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  }
}

/**
 * Refuses a request for another host (so that a name that somebody points at this machine reaches nothing), and one
 * that changes something and was made by a page of another site. Names of this machine stand for each other.
 */
export function refuseForeignRequests(request: FastifyRequest, origin: string): void {
  const own = new URL(origin)
  const asked =
    hostForm.test(request.host) && URL.canParse(`http://${request.host}`)
      ? new URL(`http://${request.host}`)
      : undefined
  const onLoopback = isLoopback(own.hostname) && asked !== undefined && isLoopback(asked.hostname)
  if (!onLoopback && asked?.host !== own.host && !request.routeOptions.config.anyHost)
    throw new ProblemError('wrong-host')
  if (/^(GET|HEAD|OPTIONS)$/.test(request.method)) return
  const origins = [own.origin, ...(onLoopback ? [asked.origin] : [])]
  if (isCrossSite(request, origins)) throw new ProblemError('cross-site')
}

/** Browsers say where a request comes from in one of three headers; a program that says nothing holds no cookie of others. */
function isCrossSite(request: FastifyRequest, origins: readonly string[]): boolean {
  const { 'sec-fetch-site': site, origin, referer } = request.headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (origin !== undefined) return !origins.includes(origin)
  if (referer !== undefined) return !(URL.canParse(referer) && origins.includes(new URL(referer).origin))
  return false
}

/** A path of our own to go back to, or `/`: never another site, whatever it was made to look like. */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 500 || !/^\/(?![/\\])/.test(path)) return '/'
  const url = URL.canParse(path, 'http://own') ? new URL(path, 'http://own') : undefined
  if (url?.origin !== 'http://own') return '/'
  // `/.//host` has become `//host` by now, which browsers take for another site.
  return url.pathname.replace(/^\/+/, '/') + url.search
}
