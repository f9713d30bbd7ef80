import { createHash } from 'node:crypto'
import type { Actor } from '@icms/backbone/actor'
import type { MachineAccess } from '@icms/backbone/deployable'
import { ProblemError } from '@icms/web/problem'
import { addressOf } from '@icms/web/rate-limits'
import type {} from '@icms/web/web-context'
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { machineByDigest, machineByPassword, type PasswordDigest } from './machines.ts'

/** How far the time of a token may be from ours, either way; as long as both together it is remembered. */
export const tokenMinutesMax = 5
const windowMs = tokenMinutesMax * 60_000

/** Who it is, or why that is not shown, in words for whoever connects a machine. */
export type Proof = { readonly machine: MachineAccess } | { readonly reason: string }

const wrong: Proof = { reason: 'the name or the password of the machine is wrong' }

/**
 * Tells whose token it is, once: it is refused when it comes again, at whichever process, and when its time is more than
 * five minutes from ours. Throws `NotNow` while what was there before cannot be known.
 */
export async function proveByDigest(
  request: FastifyRequest,
  machines: readonly MachineAccess[],
  token: PasswordDigest,
): Promise<Proof> {
  const { clock, limitTries } = request.server.web
  const machine = machineByDigest(machines, token)
  if (!machine) return wrong
  const created = /^\d{4}-\d\d-\d\dT/.test(token.created) ? Date.parse(token.created) : Number.NaN
  if (!(Math.abs(created - clock.now()) <= windowMs))
    return { reason: `Created must be UTC, at most ${tokenMinutesMax} minutes from our time; check the clock` }
  const of = createHash('sha256').update(token.nonce).update(token.created).digest('base64url')
  const isNew = await limitTries(`token of ${machine.name} ${of}`, 1, 2 * windowMs).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ProblemError && error.kind === 'too-many-requests') return false
      throw error
    },
  )
  return isNew ? { machine } : { reason: 'this token was used before; each request needs a nonce of its own' }
}

const provenOf = new WeakMap<FastifyRequest, MachineAccess>()

/** Remembers for this request who sends it. */
export const rememberMachine = (request: FastifyRequest, machine: MachineAccess): void =>
  void provenOf.set(request, machine)

/** Who was let through, to be named as the actor of what is done. */
export function machineActor(request: FastifyRequest): Actor {
  const machine = provenOf.get(request)
  if (!machine) throw new ProblemError('not-signed-in')
  return { kind: 'machine', id: machine.name }
}

/** Counts a proof that failed: an address has as many a minute as sign-ins. Throws `too-many-requests` after that. */
export function countFailedProof(request: FastifyRequest): Promise<void> {
  const { limitTries, settings } = request.server.web
  return limitTries(`machine from ${addressOf(request)}`, settings.signInsPerMinuteMax, 60_000)
}

/**
 * Hook (`onRequest`) for what machines do by plain HTTP: `Authorization: Basic`, or `X-WSSE: UsernameToken …` with a
 * digest. Without a proof 401, for another area 403. Sets what `machineActor` answers.
 */
export function requireMachine(
  machines: readonly MachineAccess[],
  area: MachineAccess['may'][number],
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const proof = await proofOf(request, machines)
    if ('reason' in proof) {
      request.log.warn({ reason: proof.reason }, 'a machine was not let in')
      await countFailedProof(request)
      reply.header('www-authenticate', 'Basic realm="machines", charset="UTF-8"')
      throw new ProblemError('not-signed-in')
    }
    if (!proof.machine.may.includes(area)) throw new ProblemError('not-allowed')
    rememberMachine(request, proof.machine)
  }
}

async function proofOf(request: FastifyRequest, machines: readonly MachineAccess[]): Promise<Proof> {
  const wsse = request.headers['x-wsse']
  const token = typeof wsse === 'string' ? digestOf(wsse) : undefined
  if (token) return proveByDigest(request, machines, token)
  const basic = /^Basic ([\w+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!basic) return { reason: 'there is neither Authorization: Basic nor X-WSSE: UsernameToken' }
  const text = Buffer.from(basic, 'base64').toString()
  const colon = text.indexOf(':')
  const machine = machineByPassword(machines, text.slice(0, Math.max(colon, 0)), text.slice(colon + 1))
  return machine ? { machine } : wrong
}

function digestOf(header: string): PasswordDigest | undefined {
  if (!/^\s*UsernameToken\s/i.test(header) || header.length > 1_000) return undefined
  const field = (name: string) => new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(header)?.[1]
  const [name, digest, nonce, created] = ['Username', 'PasswordDigest', 'Nonce', 'Created'].map(field)
  if (!name || !digest || !nonce || !created) return undefined
  return { name, digest, nonce: Buffer.from(nonce, 'base64'), created }
}
