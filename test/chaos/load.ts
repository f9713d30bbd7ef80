import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { openCourt, type PublishFiling } from './court.ts'
import type { Mailbox } from './mailbox.ts'
import { openOffice } from './people.ts'

const personEveryMs = 1_000
const filingEveryMs = 1_300
/** How many people are under way at once, at most; a slow machine has fewer. */
const peopleMax = 25
/** Whoever is under way at the end waits longer, to a limit, until somebody is through. */
const registeredMin = 3
const patienceMsMax = 300_000

type Place = {
  readonly origin: string
  readonly mailbox: Mailbox
  readonly account: Account
  readonly run: string
  readonly publish: PublishFiling
  /** Whoever is under way at the end waits so long for what is next, and then gives up. */
  readonly patienceMs: number
}

/** People who come at a steady pace, and a court that files at a steady pace, until `end`, which waits for who is under way. */
export function load({ origin, mailbox, account, run, publish, patienceMs }: Place): { end(): Promise<void> } {
  const impatience = new AbortController()
  const office = openOffice({ origin, mailbox, account, run, patience: impatience.signal })
  const court = openCourt(account, run, publish)
  const underWay = new Set<Promise<void>>()
  let isOpen = true
  async function people() {
    for (let n = 100_000; isOpen; n++) {
      if (underWay.size < peopleMax) {
        const visit: Promise<void> = office.visit(n).finally(() => underWay.delete(visit))
        underWay.add(visit)
      }
      await sleep(personEveryMs)
    }
  }
  async function filings() {
    while (isOpen) {
      await court.lodge()
      await sleep(filingEveryMs)
    }
  }
  async function losePatience() {
    const startedAt = performance.now()
    const isOver = (afterMs: number) => performance.now() - startedAt > afterMs
    while (!isOver(account.active.length < registeredMin ? patienceMsMax : patienceMs) && underWay.size > 0)
      await sleep(200)
    impatience.abort()
  }
  const running = Promise.all([people(), filings()])
  // It is awaited at the end; until then a failure of it must not end the program.
  running.catch(() => {})
  return {
    async end() {
      isOpen = false
      await losePatience()
      await Promise.all(underWay)
      await running
      // Those who were active last, and some more.
      while (court.isBehind()) await court.lodge()
      for (let more = 0; more < 6; more++) await court.lodge()
    },
  }
}
