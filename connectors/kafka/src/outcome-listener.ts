import type { RedisConnection } from './redis-connection.ts'

/** Calls back when something is announced on a channel. Announcements may be missed while Redis is away. */
export function createOutcomeListener(redis: RedisConnection) {
  const callbacks = new Map<string, Set<() => void>>()

  redis.client.on('message', channel => {
    for (const callback of callbacks.get(channel) ?? []) callback()
  })

  return {
    async listen(channel: string, callback: () => void): Promise<() => void> {
      // A function of its own for each listener, so that the same callback may listen twice.
      const mine = () => callback()
      const listening = callbacks.get(channel) ?? new Set()
      callbacks.set(channel, listening.add(mine))
      const stop = () => {
        listening.delete(mine)
        if (listening.size > 0 || callbacks.get(channel) !== listening) return
        callbacks.delete(channel)
        redis.client.unsubscribe(channel).catch(() => {})
      }
      try {
        await redis.ask(c => c.subscribe(channel))
      } catch (error) {
        stop()
        throw error
      }
      return stop
    },
  }
}
