import { expect, test } from 'vitest'
import { planFrom } from './plan.ts'
import { simulate } from './simulate.ts'

test('the same seed gives the same history, byte for byte, and another seed another', async () => {
  for (const seed of [3, 10]) {
    const [one, again] = [await simulate(seed, planFrom(seed), true), await simulate(seed, planFrom(seed), true)]
    expect(again.history.join('\n')).toBe(one.history.join('\n'))
    expect(again.digest).toBe(one.digest)
    expect(one.violation).toBeUndefined()
    expect(one.records).toBeGreaterThan(1_000)
  }
  expect((await simulate(4)).digest).not.toBe((await simulate(3)).digest)
}, 180_000)

test('a plan has at least 200 inputs, and faults', () => {
  const plans = Array.from({ length: 50 }, (_, i) => planFrom(i + 1))
  expect(Math.min(...plans.map(plan => plan.acts.length))).toBeGreaterThanOrEqual(200)
  expect(plans.flatMap(plan => plan.faults).length).toBeGreaterThan(300)
})

test('paper comes in every third seed, and everything is done with it (R32b)', () => {
  const plans = Array.from({ length: 60 }, (_, i) => planFrom(i + 1))
  expect(plans.filter(plan => plan.hasPaper)).toHaveLength(20)
  const done = plans.flatMap(({ acts }) => acts.flatMap(({ deed }) => (deed.by === 'command' ? [deed.type] : [])))
  for (const type of [
    'ReceiveFax',
    'RecordFaxDaily',
    'RecordFaxRefusal',
    'RecordScanDaily',
    'ReceiveEnvelope',
    'RefuseEnvelope',
    'TranscribePaper',
    'CheckTranscription',
    'JoinPaper',
    'TakeOutPaper',
    'SplitPaper',
    'PutBackPaper',
    'DismissPaper',
    'ReopenPaper',
  ])
    expect(done.filter(one => one === type).length, type).toBeGreaterThanOrEqual(5)
})
