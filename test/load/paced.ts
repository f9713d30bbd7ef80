import { setTimeout as sleep } from 'node:timers/promises'

/** Unix time in ms with fractions. */
export const nowMs = () => performance.timeOrigin + performance.now()

/**
 * Sends `count` things at a steady rate, each as of the instant at which it was due: when the sender itself is late, the
 * delay counts. Resolves when all were acknowledged.
 */
export async function paced<T>(
  { perSecond, count }: { readonly perSecond: number; readonly count: number },
  make: (i: number, dueAt: number) => T,
  send: (things: readonly T[]) => Promise<void>,
): Promise<void> {
  const start = nowMs()
  const sending: Promise<void>[] = []
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.floor(((nowMs() - start) / 1000) * perSecond) + 1)
    if (due > sent)
      sending.push(
        send(Array.from({ length: due - sent }, (_, i) => make(sent + i, start + ((sent + i) / perSecond) * 1000))),
      )
    sent = Math.max(sent, due)
    await sleep(1)
  }
  await Promise.all(sending)
}

/** Looks again until it is true. Throws with what was waited for after `msMax`. */
export async function untilTrue(what: string, isTrue: () => boolean | Promise<boolean>, msMax: number): Promise<void> {
  const until = performance.now() + msMax
  while (!(await isTrue())) {
    if (performance.now() > until) throw new Error(`${what}: not within ${msMax / 1000} s`)
    await sleep(5)
  }
}
