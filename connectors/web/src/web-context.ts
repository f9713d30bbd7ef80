import type { Clock } from '@icms/backbone/clock'
import type { Entropy } from '@icms/backbone/entropy'
import type { Asset } from './assets.ts'
import type { ApiOperation } from './openapi.ts'
import type { LimitTries } from './rate-limits.ts'
import type { SessionKind, Sessions, Session as SignedInSession } from './sessions.ts'
import type { Staff } from './staff.ts'
import type { Subject, Viewer } from './staff-views.ts'
import type { SignInFlow } from './staff-sign-in.ts'
import type { WebSettings } from './web-settings.ts'

/** What the server gives to every edge, as `server.web`. */
export type WebContext = {
  readonly settings: WebSettings
  readonly clock: Pick<Clock, 'now'>
  readonly entropy: Entropy
  readonly sessions: Sessions
  readonly limitTries: LimitTries
  /** Scheme, host and port that browsers see. */
  readonly origin: () => string
  readonly assets: readonly Asset[]
  /** Operations declared so far, for `/api/openapi.json`. */
  readonly operations: ApiOperation[]
}

declare module '@fastify/secure-session' {
  interface SessionData extends Partial<Record<SessionKind, SignedInSession>> {
    flow?: SignInFlow
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    web: WebContext
  }
  interface FastifyRequest {
    /** Set by `requireOperation`. */
    staff: Staff | null
    /** Who of the staff, or of the operators, is answered, and what the answer is allowed by; set by `requireOperation`. */
    viewer: Viewer | null
    /** Whose record the answer shows, where its path does not say; set by `tellShown`. */
    shown: readonly Subject[] | null
    /** Id of the account that is signed in; set by `requireAccount`. */
    accountId: string | null
  }
  interface FastifyContextConfig {
    /** Answers whatever the Host header says: probes and metrics only. */
    anyHost?: boolean
    /** Takes posts without a form token: only for routes that no cookie opens. */
    withoutToken?: boolean
    /** Problems are answered as JSON whatever the client accepts. */
    json?: boolean
  }
}
