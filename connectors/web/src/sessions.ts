import type { Clock } from '@icms/backbone/clock'
import type { EdgeMemory } from '@icms/backbone/edge-memory'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import type { FastifyRequest } from 'fastify'
import { ProblemError } from './problem.ts'

/** Who signed in: staff by OIDC, account holders by login name, applicants by a code sent to their address. */
export type SessionKind = 'staff' | 'account' | 'applicant'

export type Session<Claims = unknown> = {
  readonly id: string
  /** Opaque id of the person, the account or the application. */
  readonly subject: string
  readonly epoch: number
  /** Of the memory that ended sessions are in: once that was lost, nobody can say whether this one was ended. */
  readonly era: string
  /** UTC ms. */
  readonly startedAt: number
  readonly seenAt: number
  /** What pages show and rules ask; it travels in the cookie: at most 700 bytes as JSON. */
  readonly claims: Claims
}

export type Sessions = {
  /** Signs in: a new id and new form tokens; a session of the kind that was there ends. Throws on claims over 700 bytes. */
  start<Claims>(request: FastifyRequest, kind: SessionKind, subject: string, claims: Claims): Promise<Session<Claims>>
  /** The live session of that kind: not idle for 20 minutes, not older than 12 hours, not ended or revoked. Throws `not-now` when that cannot be known. */
  current<Claims>(request: FastifyRequest, kind: SessionKind): Promise<Session<Claims> | undefined>
  /** Signs out: a copy of the cookie is worth nothing afterwards, at any process. Throws `NotNow` when that cannot be made sure. */
  end(request: FastifyRequest, kind: SessionKind): Promise<void>
  /**
   * Lets a service revoke all sessions of a person, by epochs in its own rows: sessions that started under a lower one are
   * void. Called when the service is mounted.
   */
  readEpochsFrom(kind: SessionKind, epochOf: (subject: string) => Promise<number>): void
}

export const idleMsMax = 20 * 60_000
export const ageMsMax = 12 * 3_600_000
/** How long an ended session is remembered: until it is over by age at every process, whose clocks may differ by a minute. */
const rememberMs = ageMsMax + 60_000
/** A session that is used is written again only after this, so that most answers set no cookie. */
const touchMs = 60_000
/** Three sessions and a sign-in under way must fit into the 4 kB that browsers keep. */
const claimsBytesMax = 700

type Ports = {
  readonly clock: Pick<Clock, 'now'>
  readonly entropy: Entropy
  readonly memory: EdgeMemory
}

const endOf = (sessionId: string) => `session ${sessionId}`

/** Sessions in the encrypted cookie, which holds one of each kind. */
export function createSessions({ clock, entropy, memory }: Ports): Sessions {
  const epochSources = new Map<SessionKind, (subject: string) => Promise<number>>()
  const asked = new WeakMap<FastifyRequest, Map<SessionKind, Promise<Session | undefined>>>()

  const epochOf = (kind: SessionKind, subject: string) => epochSources.get(kind)?.(subject) ?? Promise.resolve(0)

  const forget = (request: FastifyRequest, kind: SessionKind) => asked.get(request)?.delete(kind)

  /** Throws `not-now` when it cannot be known: then nobody is let in, and nobody signed out. */
  async function isEnded(kind: SessionKind, { id, subject, epoch, era }: Session): Promise<boolean> {
    try {
      const [epochNow, isRemembered] = await Promise.all([epochOf(kind, subject), memory.isRemembered(endOf(id), era)])
      return epoch < epochNow || isRemembered
    } catch (cause) {
      throw new ProblemError('not-now', { retryAfterSeconds: 5, cause })
    }
  }

  async function read(request: FastifyRequest, kind: SessionKind): Promise<Session | undefined> {
    const session = request.session?.get(kind)
    if (!session) return undefined
    const now = clock.now()
    const over = now - session.seenAt > idleMsMax || now - session.startedAt > ageMsMax
    if (over || (await isEnded(kind, session))) {
      request.session.set(kind, undefined)
      return undefined
    }
    // A page that keeps itself up to date on an empty desk is nobody's use of it.
    if (now - session.seenAt < touchMs || request.headers['x-icms-background']) return session
    const seen = { ...session, seenAt: now }
    request.session.set(kind, seen)
    return seen
  }

  return {
    async start(request, kind, subject, claims) {
      const now = clock.now()
      if (Buffer.byteLength(JSON.stringify(claims)) > claimsBytesMax)
        throw new Error(`claims of a ${kind} session are over ${claimsBytesMax} bytes; keep ids and look the rest up`)
      const [epoch, era] = await Promise.all([epochOf(kind, subject), memory.era()])
      const before = request.session.get(kind)
      if (before) await memory.remember(endOf(before.id), rememberMs)
      const session = { id: randomId(entropy), subject, epoch, era, startedAt: now, seenAt: now, claims }
      // What was kept before the sign-in, the secret of form tokens included, does not outlive it.
      request.session.regenerate(['staff', 'account', 'applicant'])
      request.session.set(kind, session)
      forget(request, kind)
      return session
    },
    current<Claims>(request: FastifyRequest, kind: SessionKind) {
      const answers = asked.get(request) ?? new Map<SessionKind, Promise<Session | undefined>>()
      asked.set(request, answers)
      const answer = answers.get(kind) ?? read(request, kind)
      answers.set(kind, answer)
      return answer as Promise<Session<Claims> | undefined>
    },
    async end(request, kind) {
      const session = request.session.get(kind)
      if (session) await memory.remember(endOf(session.id), rememberMs)
      request.session.set(kind, undefined)
      forget(request, kind)
    },
    readEpochsFrom: (kind, source) => void epochSources.set(kind, source),
  }
}
