import type { HostContext } from '@icms/backbone/deployable'
import type { EffectHandler } from '@icms/backbone/runtime'
import { addDays, type CalendarDay } from '@icms/schemas/calendar-day'
import type { DailyDifference } from '@icms/schemas/generated/common'
import { dailyIdOf } from './daily.ts'
import type { DailyRow } from './daily-state.ts'

/** One thing as the sender lists it, by the schema `daily-reconciliation`. */
export type Listed = {
  readonly id: string
  readonly pages: number
  readonly sha256?: string
  readonly refused?: boolean
}

/** One thing as it arrived. `hashes`: any that the sender may know it by. */
export type Arrived = {
  readonly id: string
  readonly pages: number
  readonly hashes: readonly string[]
  readonly isRefused: boolean
}

/** What arrived at an intake, from its rows. Throws `NotNow` and `rebuilding`. */
export type Arrivals = {
  find(source: string, id: string): Promise<Arrived | undefined>
  /** Of one day in Hong Kong. */
  onDay(source: string, date: CalendarDay): AsyncIterable<Arrived>
}

/** Differences that are told one by one; of more the number. */
const differencesMax = 200
/** Rows that are asked for at a time. */
const atOnce = 50

type Day = { readonly source: string; readonly date: CalendarDay }

/**
 * Carries out `compare-daily`: the stored list of a day against what arrived. It reads rows, as people do; nothing is decided
 * by it but whom to tell, and it is done again. What came on a day and is listed on the day before or after is no extra.
 */
export function createCompareDaily(
  { documents, backbone: { readSide } }: Pick<HostContext, 'documents' | 'backbone'>,
  service: string,
  arrivals: Arrivals,
): EffectHandler {
  return async request => {
    const { source, date } = request as unknown as Day
    const listed = await listOf({ source, date }, String(request.documentId))
    const differences: DailyDifference[] = []
    for (let i = 0; i < listed.length; i += atOnce) {
      const some = listed.slice(i, i + atOnce)
      const found = await Promise.all(some.map(async sent => differenceOf(sent, await arrivals.find(source, sent.id))))
      differences.push(...found.filter(one => one !== undefined))
    }
    const neighbours = await Promise.all([-1, 1].map(days => listOf({ source, date: addDays(date, days) })))
    const known = new Set([listed, ...neighbours].flat().map(({ id }) => id))
    for await (const { id, isRefused } of arrivals.onDay(source, date))
      if (!isRefused && !known.has(id)) differences.push({ kind: 'EXTRA', itemId: id, detail: null })
    return { differing: differences.length, differences: differences.slice(0, differencesMax) }
  }

  /** A list that did not come names nothing. */
  async function listOf({ source, date }: Day, documentId?: string): Promise<readonly Listed[]> {
    const dailyId = dailyIdOf(source, date)
    const id = documentId ?? (await rowOf(dailyId))?.documentId
    if (!id) return []
    const content = await documents.store.get(dailyId, id)
    return content ? (JSON.parse(Buffer.from(content).toString()) as { sent: readonly Listed[] }).sent : []
  }

  async function rowOf(dailyId: string): Promise<DailyRow | undefined> {
    const answer = await readSide.get(service, 'dailies', dailyId)
    return answer.state === 'ready' ? (answer.found?.data as DailyRow | undefined) : undefined
  }
}

function differenceOf(sent: Listed, arrived: Arrived | undefined): DailyDifference | undefined {
  const itemId = sent.id
  // What was refused before it had an id of ours is not there, and was said to be refused.
  if (!arrived) return sent.refused ? undefined : { kind: 'MISSING', itemId, detail: null }
  if (arrived.isRefused) return sent.refused ? undefined : { kind: 'REFUSED', itemId, detail: null }
  if (sent.refused) return { kind: 'DIFFERING', itemId, detail: 'NOT_REFUSED' }
  if (arrived.pages !== sent.pages) return { kind: 'DIFFERING', itemId, detail: 'PAGES' }
  const isSame = sent.sha256 === undefined || arrived.hashes.includes(sent.sha256)
  return isSame ? undefined : { kind: 'DIFFERING', itemId, detail: 'CONTENT' }
}
