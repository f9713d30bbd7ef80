import { setTimeout as sleep } from 'node:timers/promises'
import type { MailSink } from '../journeys/mail-sink.ts'

const lookMs = 20

/**
 * The same mail server for many people at once: each mail is looked at once, by whom it is for. A person who waits would
 * otherwise look through the mail of everybody.
 */
export function indexedMail(sink: MailSink): MailSink {
  const texts = new Map<string, string[]>()
  let seen = 0
  let looking: Promise<void> | undefined

  async function look() {
    const all = await sink.mails()
    for (const { to, text } of all.slice(seen)) texts.set(to, [...(texts.get(to) ?? []), text])
    seen = all.length
    await sleep(lookMs)
    looking = undefined
  }

  return {
    ...sink,
    async find(to, wanted, msMax) {
      const until = performance.now() + msMax
      for (;;) {
        for (const text of texts.get(to) ?? []) {
          const found = wanted.exec(text)?.[1]
          if (found) return found.trim()
        }
        if (performance.now() > until)
          throw new Error(`a mail to ${to} that says ${wanted}: not within ${msMax / 1000} s`)
        looking ??= look()
        await looking
      }
    },
  }
}
