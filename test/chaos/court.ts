import { setTimeout as sleep } from 'node:timers/promises'
import { filing } from '@icms/deploy/demo/forms'
import { printLoginName } from '@icms/schemas/registrant-id'
import type { Account } from './account.ts'
import type { Filing } from './judge/evidence.ts'

export const filingsTopic = 'court.filings.v1'
const source = '/court/chaos'

/** Puts a filing on the court's topic; resolves when whoever holds the topic has said that it is there. */
export type PublishFiling = (filing: Filing, data: object) => Promise<void>

type Composed = { readonly entry: Filing; readonly data: object }

/** A court case system that files for those who are active, for some again, and for people that nobody knows. */
export function openCourt(account: Account, run: string, publish: PublishFiling) {
  const published: Composed[] = []
  let count = 0
  /** Accounts that were filed for. */
  let firsts = 0

  /** Of six filings two are the first of an account, one names a case again, one comes again as it was, two name nobody. */
  function next(): Composed {
    const n = count++
    const first = account.active[firsts]
    const again = account.active[n % Math.max(1, firsts)]
    if (n % 3 === 0 && first) {
      firsts++
      return compose(n, first.loginName, first.caseNumber, true)
    }
    if (n % 6 === 1 && again) return compose(n, again.loginName, again.caseNumber, true)
    if (n % 6 === 4 && published.length > 0) return published[(n * 7) % published.length]!
    return compose(n, printLoginName(nobody(n)), `DCCJ ${900_000 + n}/2023`, false)
  }

  function compose(n: number, loginName: string, caseNumber: string, isOfAccount: boolean): Composed {
    const courtReference = `chaos-${run}-${n}`
    const entry = { source, sourceId: `filing-${run}-${n}`, courtReference, loginName, isOfAccount, caseNumber }
    return { entry, data: filing(loginName, caseNumber, Date.now(), { courtReference }) }
  }

  return {
    isBehind: () => firsts < account.active.length,
    /** Publishes one filing, again and again until it is known to be there: it may be there twice then. */
    async lodge(): Promise<void> {
      const { entry, data } = next()
      await untilThere(() => publish(entry, data))
      if (published.some(known => known.entry === entry)) return
      published.push({ entry, data })
      account.filings.push(entry)
    },
  }
}

export type Court = ReturnType<typeof openCourt>

const triesMax = 240
const pauseMs = 1_000

async function untilThere(publish: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await publish()
    } catch (error) {
      if (tries === triesMax) throw error
      await sleep(pauseMs)
    }
  }
}

const digits = '23456789AB'
const nobody = (n: number) => `ZZZZ${[...String(n).padStart(4, '0')].map(digit => digits[Number(digit)]).join('')}`
