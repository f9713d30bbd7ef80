import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { dailyIdOf, dailyOf, scanDaily } from './daily.ts'

const date = '2026-11-20'
const at = Date.parse('2026-11-20T18:00:00+08:00')
const dailyId = dailyIdOf('mail-room', date)
const record = (documentId = 'list-1') =>
  ({ type: 'RecordScanDaily', data: { dailyId, source: 'mail-room', date, documentId, sent: 2 } }) as const
const story = (key = dailyId) => storyOf(scanDaily, { key, contracts, reference: seededReference })
const missing = { differing: 1, differences: [{ kind: 'MISSING', itemId: 'ENV-1', detail: null }] }
const types = (outputs: readonly { readonly type: string }[]) => outputs.map(({ type }) => type)

test('R32b: a day that differs is told once, looked at again, and settled by what arrives late', () => {
  const told = story()
  expect(types(told.input(record(), at))).toEqual(['ScanDailyRecorded', 'AwaitScanDaily'])
  expect(types(told.settle('compare-1', 'succeeded', at + 1, missing))).toEqual([
    'ScanDailyCompared',
    'ScanReconciliationDiffered',
  ])
  expect(told.rows).toMatchObject([{ data: { standing: 'DIFFERING' }, indexes: { standing: { value: 'OPEN' } } }])
  expect(types(told.advanceTo(at + 1 + 15 * 60_000))).toEqual(['ScanComparisonDue'])
  expect(types(told.settle('compare-2', 'succeeded', at + 901_000, missing))).toEqual(['ScanDailyCompared'])
  told.advanceTo(at + 2 * 901_000)
  expect(types(told.settle('compare-3', 'succeeded', at + 2 * 901_000, { differing: 0, differences: [] }))).toEqual([
    'ScanDailyCompared',
    'ScanReconciliationSettled',
  ])
  expect(told.rows).toMatchObject([{ data: { standing: 'AGREEING', differences: [] } }])
})

test('a day that agrees is looked at once more when it is over, and then no more', () => {
  const told = story()
  told.input(record(), at)
  told.settle('compare-1', 'succeeded', at + 1, { differing: 0, differences: [] })
  const after = Date.parse('2026-11-22T00:00:00+08:00')
  expect(told.timers).toEqual([{ name: 'compare', at: after }])
  told.advanceTo(after)
  told.settle('compare-2', 'succeeded', after + 1, { differing: 0, differences: [] })
  expect([told.timers, told.effects]).toEqual([[], []])
})

test('what never agrees is looked at for thirty days', () => {
  const told = story()
  told.input(record(), at)
  let rounds = 0
  for (let when = at + 1; told.effects.length > 0 && rounds < 1_000; rounds++) {
    told.settle(told.effects[0]!.id, 'succeeded', when, missing)
    when = (told.timers[0]?.at ?? when) + 1
    told.advanceTo(when)
  }
  expect(rounds).toBeLessThan(300)
  expect(told.timers).toEqual([])
})

test('a corrected list takes the place of the one before; the same again changes nothing', () => {
  const told = story()
  told.input(record(), at)
  told.settle('compare-1', 'succeeded', at + 1, missing)
  expect(told.input(record(), at + 2)).toEqual([])
  told.input(record('list-2'), at + 3)
  expect(told.effects).toMatchObject([{ request: { documentId: 'list-2' } }])
})

test('a list that does not come by noon of the working day after is missed once (policy)', () => {
  const first = story()
  const [, next] = first.input(record(), at)
  // 20 November 2026 is a Friday.
  expect(next).toMatchObject({ key: dailyIdOf('mail-room', '2026-11-23'), data: { date: '2026-11-23' } })
  const told = story(dailyIdOf('mail-room', '2026-11-23'))
  expect(types(told.input(next as never, at + 1))).toEqual(['ScanDailyAwaited'])
  expect(told.timers).toEqual([{ name: 'missed', at: Date.parse('2026-11-24T12:00:00+08:00') }])
  expect(types(told.advanceTo(Date.parse('2026-11-24T12:00:00+08:00')))).toEqual(['ScanDailyMissed'])
  expect(told.rows).toMatchObject([{ data: { standing: 'MISSED' } }])
  expect(told.timers).toEqual([])
})

test('a comparison that fails is made again', () => {
  const told = story()
  told.input(record(), at)
  expect(types(told.settle('compare-1', 'failed', at + 1, { code: 'NotNow' }))).toEqual(['ScanComparisonFailed'])
  expect(told.timers).toHaveLength(1)
})

test('fax gateways are told of by messages of their own', () => {
  const fax = storyOf(dailyOf('Fax') as typeof scanDaily, { key: dailyId, contracts, reference: seededReference })
  const { data } = record()
  expect(types(fax.input({ type: 'RecordFaxDaily', data } as never, at))).toEqual(['FaxDailyRecorded', 'AwaitFaxDaily'])
  expect(types(fax.settle('compare-1', 'succeeded', at + 1, missing))).toEqual([
    'FaxDailyCompared',
    'FaxReconciliationDiffered',
  ])
})
