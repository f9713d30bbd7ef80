import { createHmac } from 'node:crypto'
import { callbackify } from 'node:util'
import rateLimit from '@fastify/rate-limit'
import type { Clock } from '@icms/backbone/clock'
import type { Counted, EdgeMemory } from '@icms/backbone/edge-memory'
import { createEdgeMemoryInProcess } from '@icms/backbone/edge-memory-in-process'
import { isBackboneError } from '@icms/backbone/errors'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from './problem.ts'

/**
 * Counts a try and throws `too-many-requests` with the time to wait once more than `max` were made within `windowMs`, at
 * whichever process. The name says what is tried and by or for whom; it is hashed before it is kept. Throws `NotNow` while
 * tries cannot be counted: no guess is free.
 */
export type LimitTries = (name: string, max: number, windowMs: number) => Promise<void>

const minuteMs = 60_000
/** Counted by the process itself, since probes are answered whatever is away. */
const ofProbe = 'probe '

type Ports = {
  readonly memory: EdgeMemory
  readonly clock: Pick<Clock, 'now'>
  readonly logger: FastifyBaseLogger
  /** Hides what is counted: addresses are personal, and few enough to be guessed from a plain hash. */
  readonly key: Uint8Array
}

export function createTryLimits({ memory, key }: Pick<Ports, 'memory' | 'key'>): LimitTries {
  return async (name, max, windowMs) => {
    const { count, resetsInMs } = await memory.count(hidden(key, `try ${name}`), windowMs)
    if (count > max) throw new ProblemError('too-many-requests', { retryAfterSeconds: Math.ceil(resetsInMs / 1_000) })
  }
}

/** Limits sign-ins of an address, whomever they are for: an account's own tries end long before. */
export function limitSignIns(request: FastifyRequest): Promise<void> {
  const { limitTries, settings } = request.server.web
  return limitTries(`sign-in from ${addressOf(request)}`, settings.signInsPerMinuteMax, minuteMs)
}

/**
 * Limits requests of an address, over all processes. While they cannot be counted together each process counts alone,
 * so that pages which need nothing that is away are still answered.
 */
export async function limitRequests(server: FastifyInstance, max: number, ports: Ports): Promise<void> {
  const count = callbackify(countingTogether(ports))
  class RequestCounts {
    incr(of: string, callback: (error: Error | null, result?: { current: number; ttl: number }) => void, ms: number) {
      count(of, ms, (error, counted) =>
        error ? callback(error) : callback(null, { current: counted.count, ttl: counted.resetsInMs }),
      )
    }
    child() {
      return this
    }
  }
  await server.register(rateLimit, {
    max,
    timeWindow: minuteMs,
    store: RequestCounts,
    keyGenerator: request => (request.routeOptions.config.anyHost ? ofProbe : '') + addressOf(request),
  })
}

/** Counts in the memory that all share, and in this process alone where that is away. */
function countingTogether({ memory, clock, logger, key }: Ports) {
  const own = createEdgeMemoryInProcess(clock)
  let alone = false
  return async (of: string, windowMs: number): Promise<Counted> => {
    const name = hidden(key, `request of ${of}`)
    if (of.startsWith(ofProbe)) return own.count(name, windowMs)
    try {
      const counted = await memory.count(name, windowMs)
      if (alone) logger.info('requests are counted over all processes again')
      alone = false
      return counted
    } catch (error) {
      if (!isBackboneError(error, 'NotNow') && !isBackboneError(error, 'Closed')) throw error
      if (!alone) logger.warn({ err: error }, 'requests are counted by this process alone')
      alone = true
      return own.count(name, windowMs)
    }
  }
}

/** An IPv4 address, or the network of 64 bits that one subscriber has. */
export const addressOf = (request: FastifyRequest): string => rateLimit.normalizeIP(request.ip)

const hidden = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('base64url')
