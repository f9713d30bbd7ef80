import { BackboneError } from '@icms/backbone/errors'
import { Redis } from 'ioredis'
import { type ReadSideScript, readSideScripts } from './read-side-scripts.ts'
import { whyRefused } from './refusals.ts'
import { servernameOf, trusting } from './trust.ts'

export type RedisConnection = {
  readonly client: Redis
  isReady(): boolean
  /** Resolves when it is ready. Rejects with `NotNow` after `msMax`, and at once with `Incompatible` where it is refused. */
  arrived(msMax: number): Promise<void>
  /** Runs one of the scripts on a task's keys. Throws `NotNow` within the time-out, also while there is no connection. */
  run(script: ReadSideScript, name: string, args: readonly (string | number)[]): Promise<unknown>
  /** Runs any other call with the same errors. */
  ask<T>(call: (client: Redis) => Promise<T>): Promise<T>
  /** Pages of rows, of whichever task, that were sent and are not answered: tasks share one connection and one thread. */
  readonly pages: { underWay: number }
  /** Calls back each time that a connection is ready. */
  onReady(callback: () => void): () => void
  close(): void
}

const reconnectMsMax = 500

/**
 * A connection that never keeps anybody waiting and never queues: without Redis, or when it is slow, a call fails within
 * `msMax`. Nothing is sent twice after a reconnection, since each script says what must come before it.
 */
export function connectRedis(url: string, msMax: number, ca?: string): RedisConnection {
  const { protocol, hostname } = new URL(url)
  const client = new Redis(url, {
    ...(protocol === 'rediss:' && { tls: { ...servernameOf(hostname), ...trusting(ca) } }),
    commandTimeout: msMax,
    connectTimeout: Math.max(msMax, 2_000),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: times => Math.min(50 * times, reconnectMsMax),
    disableClientInfo: true,
  })
  /** Why there is no connection. A call that fails for that says only that there is none. */
  let trouble: Error | undefined
  client.on('error', error => {
    trouble = error
    // ioredis listens for the first error of a socket only, and TLS may have one more: nobody would catch it.
    client.stream?.on('error', () => {})
  })
  client.on('ready', () => {
    trouble = undefined
  })

  async function ask<T>(call: (client: Redis) => Promise<T>): Promise<T> {
    try {
      return await call(client)
    } catch (error) {
      throw away(trouble ?? (error as Error))
    }
  }

  async function arrived(waitMs: number) {
    const settled = Promise.withResolvers<void>()
    const timer = setTimeout(() => settled.reject(away(trouble ?? new Error(`no answer within ${waitMs} ms`))), waitMs)
    const look = () => {
      const why = whyRefused(trouble)
      if (why) settled.reject(new BackboneError('Incompatible', `Redis does not let us in: ${why}`, trouble))
      else if (client.status === 'ready') settled.resolve()
    }
    client.on('ready', look).on('error', look)
    look()
    try {
      await settled.promise
    } finally {
      clearTimeout(timer)
      client.off('ready', look).off('error', look)
    }
  }

  return {
    client,
    isReady: () => client.status === 'ready',
    arrived,
    // The whole script each time: asking by its hash would be tried again where Redis forgot it, out of order.
    run: (script, name, args) => ask(c => c.eval(readSideScripts[script], 2, `${name}:meta`, name, ...args)),
    ask,
    pages: { underWay: 0 },
    onReady(callback) {
      client.on('ready', callback)
      return () => void client.off('ready', callback)
    },
    close: () => client.disconnect(),
  }
}

const away = (error: Error) => new BackboneError('NotNow', `the read side does not answer (${error.message})`, error)
