import cookie from '@fastify/cookie'
import secureSession from '@fastify/secure-session'
import type { Clock } from '@icms/backbone/clock'
import type { EdgeMemory } from '@icms/backbone/edge-memory'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import type { Tracing } from '@icms/backbone/tracing'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { answerProblem } from './answer-problem.ts'
import { loadAssets, serveAssets } from './assets.ts'
import { limitBodyPace } from './body-pace.ts'
import { compiledLate } from './compiled-late.ts'
import { acceptForms } from './form-body.ts'
import { requireFormTokens } from './form-token.ts'
import { httpLimits } from './http-limits.ts'
import { keepLanguage } from './language.ts'
import { serveOpenApi } from './openapi.ts'
import { ownOrigin, refuseForeignRequests } from './own-origin.ts'
import { createPages } from './page.ts'
import { ProblemError } from './problem.ts'
import { createTryLimits, limitRequests } from './rate-limits.ts'
import { traceRequests } from './request-trace.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { ageMsMax, createSessions } from './sessions.ts'
import { mountStaffSignIn } from './staff-sign-in.ts'
import { type RecordViews, recordStaffViews } from './staff-views.ts'
import type {} from './web-context.ts'
import { builtInIssuerRefusal, type WebSettings } from './web-settings.ts'

export type HttpServerOptions = {
  readonly settings: WebSettings
  readonly logger: FastifyBaseLogger
  readonly clock: Pick<Clock, 'now'>
  readonly entropy: Entropy
  /** Of all processes behind the origin: sessions that were ended, and what is counted. */
  readonly memory: EdgeMemory
  /** Makes durable who of the staff sees whose record. */
  readonly recordViews: RecordViews
  /** Told of each answer; `route` is the pattern, 'none' where nothing fitted. */
  readonly answered?: (answer: Answered) => void
  readonly tracing?: Tracing | undefined
}

export type Answered = { readonly method: string; readonly route: string; readonly status: number; readonly ms: number }

/** That each schema is one is tried by a test, on every route: here it would be most of the work of the first. */
const validation = {
  ...{ coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true },
  validateSchema: false,
} as const

/**
 * The server that every edge is mounted on (`server.register(edge, { prefix })`): limits, security headers, sessions,
 * form tokens, problems in two languages, assets, staff sign-in and `/api/openapi.json`. Throws where the built-in
 * issuer would be reachable from other machines. `close()` lets requests in hand finish.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { settings, logger, clock, entropy, memory, recordViews, answered, tracing } = options
  const refusal = builtInIssuerRefusal(settings)
  if (refusal) throw new Error(refusal)
  const pages = createPages({})

  const server: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomId(entropy),
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: httpLimits.bodyBytesMax,
    handlerTimeout: httpLimits.handlerMsMax,
    keepAliveTimeout: httpLimits.idleConnectionMsMax,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    http: { maxHeaderSize: httpLimits.headerBytesMax, headersTimeout: httpLimits.headersMsMax },
    routerOptions: { maxParamLength: httpLimits.pathParameterLengthMax },
    ajv: { customOptions: validation },
    schemaController: compiledLate(),
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply, pages),
  })
  limitBodyPace(server)
  traceRequests(server, tracing)
  server.server.maxConnections = httpLimits.connectionsMax

  const origin = ownOrigin(settings, server)
  const https = settings.publicOrigin?.startsWith('https:') ?? false
  const keys = sessionKeys(settings, entropy)
  const sessions = createSessions({ clock, entropy, memory })
  const limitTries = createTryLimits({ memory, key: keys[0]! })
  const assets = loadAssets()
  server.decorate('web', { settings, clock, entropy, sessions, limitTries, origin, assets, operations: [] })
  server.decorateRequest('staff', null)
  server.decorateRequest('accountId', null)
  recordStaffViews(server, recordViews)
  server.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, pages))

  await addSecurityHeaders(server, https)
  await server.register(cookie)
  await server.register(secureSession, {
    key: keys,
    // Browsers do not keep the cookies of two ports apart; processes behind one origin share it.
    cookieName: https
      ? '__Host-icms'
      : `icms-${settings.publicOrigin ? new URL(settings.publicOrigin).port : settings.port}`,
    expiry: ageMsMax / 1000,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https },
  })
  server.addHook('onRequest', async (request, reply) => {
    refuseForeignRequests(request, origin())
    keepLanguage(request, reply, https)
  })
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const answer = { method, route: routeOptions.url ?? 'none', status: reply.statusCode }
    answered?.({ ...answer, ms: reply.elapsedTime })
    request.log.info({ ...answer, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
  await limitRequests(server, settings.requestsPerMinuteMax, { memory, clock, logger, key: keys[0]! })
  await acceptForms(server)
  await requireFormTokens(server)
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, () => {
    throw new ProblemError('not-found')
  })

  serveAssets(server, assets)
  serveOpenApi(server)
  await mountStaffSignIn(server)
  return server
}

function sessionKeys(settings: WebSettings, entropy: Entropy): Buffer[] {
  const keys = settings.sessionKeys.length > 0 ? settings.sessionKeys : [entropy.bytes(32)]
  return keys.map(key => Buffer.from(key))
}
