import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, accepted } from '@icms/deploy/demo/people'

const pauseMs = 200

/** Tries again whatever throws, to a limit; then throws with what was tried and the last reason as its cause. */
export async function persistently<T>(what: string, attempt: () => Promise<T>, msMax: number): Promise<T> {
  const until = performance.now() + msMax
  for (;;) {
    try {
      return await attempt()
    } catch (cause) {
      if (performance.now() > until)
        throw new Error(`${what}: not within ${msMax / 1000} s; ${(cause as Error).message}`, { cause })
    }
    await sleep(pauseMs)
  }
}

/** Answers that settle nothing: received and being processed, not now. */
const unsettled: readonly number[] = [202, 503]

/**
 * What a client does with a command: the same request with the same idempotency key, until it is answered for good.
 * Throws what a refusal says.
 */
export async function settled(what: string, send: () => Promise<Answer>, msMax: number) {
  const answer = await persistently(
    what,
    async () => {
      const given = await send()
      if (unsettled.includes(given.status)) throw new Error(`the gateway answered ${given.status}`)
      return given
    },
    msMax,
  )
  return accepted(answer)
}
