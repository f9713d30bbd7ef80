import type { Row } from '@icms/backbone/aggregate'
import type { ScanDailyState } from '@icms/schemas/generated/intake-post-state-v1'
import { startOfDay } from '@icms/schemas/calendar-day'
import type { DailyOutput } from './daily.ts'

export function evolveDaily(state: ScanDailyState | undefined, output: DailyOutput): ScanDailyState | undefined {
  switch (output.type) {
    case 'ScanDailyRecorded': {
      const { dailyId, source, date, documentId, sent, at } = output.data
      const known = state ?? blank(dailyId, source, date)
      return { ...known, documentId, sent, recordedAt: at, round: known.round + 1, isComparing: true, isMissed: false }
    }
    case 'ScanDailyAwaited': {
      const { dailyId, source, date, at } = output.data
      return { ...blank(dailyId, source, date), awaitedAt: at }
    }
    case 'ScanDailyMissed':
      return state && { ...state, isMissed: true }
    case 'ScanComparisonDue':
      return state && { ...state, round: output.data.round, isComparing: true }
    case 'ScanComparisonFailed':
      return state && { ...state, comparedAt: output.data.at, isComparing: false }
    case 'ScanDailyCompared': {
      const { at, differing, differences } = output.data
      return state && { ...state, comparedAt: at, isComparing: false, differing, differences }
    }
    case 'ScanReconciliationDiffered':
      return state && { ...state, isTold: true }
    case 'ScanReconciliationSettled':
      return state && { ...state, isTold: false }
    default:
      return state
  }
}

const blank = (dailyId: string, source: string, date: string): ScanDailyState => ({
  ...{ dailyId, source, date, documentId: null, sent: 0, recordedAt: null, awaitedAt: null, isMissed: false },
  ...{ comparedAt: null, round: 0, isComparing: false, differing: 0, differences: [], isTold: false },
})

/** Where a day stands, as lists have it. */
export type DailyStanding = 'DIFFERING' | 'MISSED' | 'AWAITED' | 'COMPARING' | 'AGREEING'

export const standingOf = ({ documentId, isMissed, differing, comparedAt }: ScanDailyState): DailyStanding => {
  if (documentId === null) return isMissed ? 'MISSED' : 'AWAITED'
  if (differing > 0) return 'DIFFERING'
  return comparedAt === null ? 'COMPARING' : 'AGREEING'
}

/** `documentIds` names the list, so that it is not swept away. */
export type DailyRow = ScanDailyState & { readonly standing: DailyStanding; readonly documentIds: readonly string[] }

export function dailyRows(state: ScanDailyState): readonly Row[] {
  const { dailyId, documentId, date } = state
  const standing = standingOf(state)
  const data: DailyRow = { ...state, standing, documentIds: documentId === null ? [] : [documentId] }
  // What somebody has to look at is one list.
  const value = standing === 'DIFFERING' || standing === 'MISSED' ? 'OPEN' : standing
  return [{ table: 'dailies', id: dailyId, data, indexes: { standing: { value, order: startOfDay(date) } } }]
}
