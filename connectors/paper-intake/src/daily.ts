import {
  type Aggregate,
  aggregate,
  type Context,
  type EffectSettled,
  type Outgoing,
  type RuntimeInput,
} from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import type { Reference } from '@icms/backbone/reference'
import { calendarOf } from '@icms/reference-data/reference-view'
import { addDays, type CalendarDay, startOfDay } from '@icms/schemas/calendar-day'
import type { DailyDifference } from '@icms/schemas/generated/common'
import type { ScanDailyState } from '@icms/schemas/generated/intake-post-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { workingDayFrom } from '@icms/schemas/working-day'
import { dailyRows, evolveDaily } from './daily-state.ts'

/** Told of the mail room; of fax gateways by the same names with `Fax` in the place of `Scan`. */
export type DailyInput = MessageOf<'RecordScanDaily' | 'AwaitScanDaily'>
export type DailyOutput = MessageOf<
  | 'AwaitScanDaily'
  | 'ScanDailyRecorded'
  | 'ScanDailyAwaited'
  | 'ScanDailyMissed'
  | 'ScanDailyCompared'
  | 'ScanComparisonDue'
  | 'ScanComparisonFailed'
  | 'ScanReconciliationDiffered'
  | 'ScanReconciliationSettled'
>
export type DailySide = 'Scan' | 'Fax'

type Decided = readonly Outgoing<DailyOutput>[]

/** Kind of the effect; its handler is in `compare-daily.ts`. */
export const compareDaily = 'compare-daily'

const hourMs = 3_600_000
/** Noon of the working day after: later the list is missed. */
const missedAfterMs = 12 * hourMs
/** What differs is looked at so often on the first day, and so often after that, for so long. */
const soonMs = 15 * 60_000
const laterMs = 6 * hourMs
const lookedAtMsMax = 30 * 24 * hourMs
/** A list may come before the day is over: what agrees is looked at once more when the day after is over. */
const onceMoreMs = 48 * hourMs

/** One day of one sender, at whichever intake. */
export const dailyIdOf = (source: string, date: CalendarDay): string => deriveId('daily', source, date)

const decide = (input: DailyInput | RuntimeInput, state: ScanDailyState | undefined, context: Context): Decided => {
  const { at } = context
  switch (input.type) {
    case 'RecordScanDaily': {
      const { dailyId, source, date, documentId, sent } = input.data
      if (state?.documentId === documentId) return []
      const recorded = { dailyId, at, source, date, documentId, sent }
      return [{ type: 'ScanDailyRecorded', data: recorded }, nextAwaited(source, date, context)]
    }
    case 'AwaitScanDaily': {
      const { dailyId, source, date } = input.data
      return state ? [] : [{ type: 'ScanDailyAwaited', data: { dailyId, at, source, date } }]
    }
    case 'TimerFired':
      return state ? woken(input.data.name, state, at) : []
    case 'EffectSettled':
      return state && pending(state).some(({ id }) => id === input.data.effect) ? compared(input, state, at) : []
    default:
      return []
  }
}

/** Whoever began to send lists is expected to go on: the next is due for the working day after. */
function nextAwaited(source: string, date: CalendarDay, { at, reference }: Context): Outgoing<DailyOutput> {
  const next = workingDayFrom(addDays(date, 1), calendarOf(reference))
  const dailyId = dailyIdOf(source, next)
  return { type: 'AwaitScanDaily', key: dailyId, data: { dailyId, source, date: next, at } }
}

function woken(name: string, state: ScanDailyState, at: number): Decided {
  const { dailyId, source, date, round, documentId, isMissed, isComparing } = state
  if (name === 'missed' && documentId === null && !isMissed)
    return [{ type: 'ScanDailyMissed', data: { dailyId, at, source, date } }]
  if (name === 'compare' && documentId !== null && !isComparing)
    return [{ type: 'ScanComparisonDue', data: { dailyId, at, round: round + 1 } }]
  return []
}

/** The runtime gives one as text. */
const codeOf = ({ code }: Readonly<Record<string, unknown>>) => (typeof code === 'string' ? code : 'FAILED')

/** Operations are told when a day differs and when it agrees again, not of every comparison in between. */
function compared({ data: { outcome, detail } }: EffectSettled, state: ScanDailyState, at: number): Decided {
  const { dailyId, source, date, round, isTold } = state
  if (outcome !== 'succeeded')
    return [{ type: 'ScanComparisonFailed', data: { dailyId, at, round, code: codeOf(detail) } }]
  const { differing, differences } = detail as { differing: number; differences: readonly DailyDifference[] }
  const all: Outgoing<DailyOutput>[] = [
    { type: 'ScanDailyCompared', data: { dailyId, at, round, differing, differences } },
  ]
  if (differing > 0 && !isTold)
    all.push({ type: 'ScanReconciliationDiffered', data: { dailyId, at, source, date, differing } })
  if (differing === 0 && isTold) all.push({ type: 'ScanReconciliationSettled', data: { dailyId, at, source, date } })
  return all
}

function due(state: ScanDailyState, reference: Reference) {
  const { date, documentId, isMissed, isComparing, recordedAt, comparedAt } = state
  if (documentId === null) {
    if (isMissed) return []
    const day = workingDayFrom(addDays(date, 1), calendarOf(reference))
    return [{ name: 'missed', at: startOfDay(day) + missedAfterMs }]
  }
  if (isComparing || recordedAt === null || comparedAt === null) return []
  const next = nextComparison(state, recordedAt, comparedAt)
  return next === undefined ? [] : [{ name: 'compare', at: next }]
}

function nextComparison({ date, differing }: ScanDailyState, recordedAt: number, comparedAt: number) {
  const age = comparedAt - recordedAt
  const afterIt = startOfDay(date) + onceMoreMs
  if (differing === 0) return comparedAt < afterIt && age < lookedAtMsMax ? afterIt : undefined
  if (age >= lookedAtMsMax) return undefined
  return comparedAt + (age < 24 * hourMs ? soonMs : laterMs)
}

const pending = ({ isComparing, documentId, dailyId, source, date, round }: ScanDailyState) =>
  isComparing && documentId !== null
    ? [{ id: `compare-${round}`, kind: compareDaily, request: { dailyId, source, date, documentId } }]
    : []

/** Of the mail room. */
export const scanDaily: Aggregate<ScanDailyState, DailyInput, DailyOutput> = {
  name: 'daily',
  state: 'icms.intakepost.ScanDailyState',
  inputs: [
    { topic: 'intake-post.commands.v1', types: ['RecordScanDaily'] },
    { topic: 'intake-post.rekeyed.v1', types: ['AwaitScanDaily'] },
  ],
  outputs: [
    'AwaitScanDaily',
    'ScanDailyRecorded',
    'ScanDailyAwaited',
    'ScanDailyMissed',
    'ScanDailyCompared',
    'ScanComparisonDue',
    'ScanComparisonFailed',
    'ScanReconciliationDiffered',
    'ScanReconciliationSettled',
  ],
  targets: ['ScanReconciliationDiffered', 'ScanDailyMissed'],
  decide,
  evolve: evolveDaily,
  due,
  pending,
  rows: dailyRows,
  standing: ({ documentId, differing }) => (documentId === null ? 'awaited' : differing > 0 ? 'differing' : 'agreeing'),
}

/**
 * What the other side says it sent on one day, held against what arrived, until it agrees: what arrives late settles it by
 * itself, and a corrected list takes the place of the one before. A list that does not come by noon of the working day after
 * is missed once; the next that comes begins anew. The same for both intakes, each with messages of its own.
 */
export function dailyOf(side: DailySide): Aggregate {
  if (side === 'Scan') return aggregate(scanDaily)
  const renamed = <T extends { readonly type: string }>(message: T, from: string, to: string): T => ({
    ...message,
    type: message.type.replace(from, to),
  })
  const ofGateway: Aggregate<ScanDailyState, DailyInput, DailyOutput> = {
    ...scanDaily,
    state: 'icms.intakefax.FaxDailyState',
    inputs: scanDaily.inputs.map(({ topic, types }) => ({
      topic: topic.replace('post', 'fax'),
      types: types.map(type => type.replace('Scan', 'Fax')),
    })),
    outputs: scanDaily.outputs.map(type => type.replace('Scan', 'Fax') as DailyOutput['type']),
    targets: scanDaily.targets!.map(type => type.replace('Scan', 'Fax') as DailyOutput['type']),
    decide: (input, state, context) =>
      decide(renamed(input, 'Fax', 'Scan'), state, context).map(output => renamed(output, 'Scan', 'Fax')),
    evolve: (state, output) => evolveDaily(state, renamed(output, 'Fax', 'Scan')),
  }
  return aggregate(ofGateway)
}
