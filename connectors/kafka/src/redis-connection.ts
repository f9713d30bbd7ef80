import { BackboneError } from '@icms/backbone/errors'
import { Redis } from 'ioredis'
import { type ReadSideScript, readSideScripts } from './read-side-scripts.ts'

export type RedisConnection = {
  readonly client: Redis
  isReady(): boolean
  /** Runs one of the scripts on a task's keys. Throws `NotNow` within the time-out, also while there is no connection. */
  run(script: ReadSideScript, name: string, args: readonly (string | number)[]): Promise<unknown>
  /** Runs any other call with the same errors. */
  ask<T>(call: (client: Redis) => Promise<T>): Promise<T>
  /** Calls back each time that a connection is ready. */
  onReady(callback: () => void): () => void
  close(): void
}

const reconnectMsMax = 500

/**
 * A connection that never keeps anybody waiting and never queues: without Redis, or when it is slow, a call fails within
 * `msMax`. Nothing is sent twice after a reconnection, since each script says what must come before it.
 */
export function connectRedis(url: string, msMax: number): RedisConnection {
  const client = new Redis(url, {
    commandTimeout: msMax,
    connectTimeout: Math.max(msMax, 2_000),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: times => Math.min(50 * times, reconnectMsMax),
    disableClientInfo: true,
  })
  // Each call that fails says so itself; without a listener ioredis would print it again.
  client.on('error', () => {})

  async function ask<T>(call: (client: Redis) => Promise<T>): Promise<T> {
    try {
      return await call(client)
    } catch (error) {
      throw new BackboneError('NotNow', `the read side does not answer (${(error as Error).message})`, error)
    }
  }

  return {
    client,
    isReady: () => client.status === 'ready',
    // The whole script each time: asking by its hash would be tried again where Redis forgot it, out of order.
    run: (script, name, args) => ask(c => c.eval(readSideScripts[script], 2, `${name}:meta`, name, ...args)),
    ask,
    onReady(callback) {
      client.on('ready', callback)
      return () => void client.off('ready', callback)
    },
    close: () => client.disconnect(),
  }
}
