import { type Clock, pause } from '@icms/backbone/clock'
import { isBackboneError } from '@icms/backbone/errors'

const retryMs = 1_000

/**
 * Tries until it succeeds while what it needs is away (`NotNow`): a start waits for its broker, and says so. After `msMax`
 * it throws what was the matter last.
 */
export async function patiently<T>(
  clock: Clock,
  say: (error: Error) => void,
  run: () => Promise<T>,
  msMax = Number.POSITIVE_INFINITY,
): Promise<T> {
  const begunAt = clock.now()
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!isBackboneError(error, 'NotNow') || clock.now() - begunAt >= msMax) throw error
      say(error)
      await pause(clock, retryMs)
    }
  }
}
