import { seededReference, withRecorded } from '@icms/reference-data/seeded-reference'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { applicationUnder } from './application.ts'
import {
  approveForAuthentication,
  claimed,
  claimRefused,
  hongKong,
  inVetting,
  newStory,
  officer,
  reject,
  submitted,
  submittedAt,
} from './application-story.ts'

const endOf = (day: string) => hongKong(`${day}T23:59:59.999`)

test.each([
  ['2023-01-20', '2023-01-30', '2023-02-03'],
  ['2023-04-04', '2023-04-12', '2023-04-18'],
  ['2023-04-06', '2023-04-13', '2023-04-19'],
  ['2024-02-08', '2024-02-15', '2024-02-21'],
  ['2026-04-02', '2026-04-10', '2026-04-16'],
  ['2023-12-22', '2023-12-29', '2024-01-05'],
])(
  'submitted on %s: vetting should end on %s (R34a), an enquiry may be made after %s (R37)',
  (from, third, seventh) => {
    const at = hongKong(`${from}T10:00`)
    const told = inVetting(at)
    expect(told.timers).toEqual([
      { name: 'vetting-target', at: endOf(third) },
      { name: 'enquiry', at: endOf(seventh) },
    ])
    expect(told.advanceTo(endOf(seventh))).toMatchObject([
      { type: 'VettingTargetMissed', data: { at: endOf(third), countedFrom: at, workingDays: 3 } },
      { type: 'EnquiryDue', data: { at: endOf(seventh), countedFrom: at, workingDays: 7 } },
    ])
    expect(told.timers).toEqual([])
  },
)

test.each([
  ['17:30', '2023-04-12'],
  ['17:30:00.001', '2023-04-13'],
  ['23:59', '2023-04-13'],
])('what is submitted at %s on a working day counts from that day or the next opening (A32)', (time, third) => {
  expect(inVetting(hongKong(`2023-04-04T${time}`)).timers[0]?.at).toBe(endOf(third))
})

test('a decision in the last millisecond of the third working day is in time (R34a)', () => {
  const told = inVetting()
  const last = endOf('2023-04-12')
  expect(told.input(approveForAuthentication, last, officer)).toMatchObject([{}, { type: 'ApplicationVetted' }])
  expect(told.timers).toEqual([])
  expect(told.advanceTo(last + 30 * 86_400_000)).toEqual([])
})

test('a missed target stops nothing: the application can still be decided (R34a)', () => {
  const told = inVetting()
  expect(told.advanceTo(endOf('2023-04-12'))).toMatchObject([{ type: 'VettingTargetMissed' }])
  expect(told.rows[0]?.indexes?.clock).toEqual({ value: 'MISSED', order: submittedAt + 3 * 86_400_000 })
  expect(told.input(reject(), endOf('2023-04-12') + 1, officer)).toMatchObject([
    {},
    { type: 'ApplicationRejected' },
    {},
  ])
})

test('any response stops the enquiry period, the rejection of a duplicate included (R37, A5)', () => {
  const told = newStory()
  told.input(submitted(submittedAt), submittedAt)
  expect(told.timers).toEqual([{ name: 'enquiry', at: endOf('2023-04-18') }])
  told.input(claimRefused({ liveApplicationId: 'app-0' }), submittedAt + 1)
  expect(told.timers).toEqual([])
})

test('a closure that is recorded while a clock runs moves its end; one that comes after it ran out does not', () => {
  const told = inVetting()
  const closure = (day: string) => ({
    entryId: `closure.${day}`,
    effectiveFrom: day,
    content: {
      'icms.reference.Closure': {
        from: hongKong(`${day}T00:00`),
        until: hongKong(`${day}T00:00`) + 86_400_000,
        wholeDay: true,
        reason: 'BLACK_RAINSTORM',
      },
    } as const,
  })
  const stormy = withRecorded(seededReference, closure('2023-04-12'), hongKong('2023-04-12T07:00'))
  told.reference = stormy
  expect(told.timers[0]).toEqual({ name: 'vetting-target', at: endOf('2023-04-13') })
  told.advanceTo(endOf('2023-04-13'))
  told.reference = withRecorded(stormy, closure('2023-04-13'), hongKong('2023-04-14T09:00'))
  expect(told.timers).toEqual([{ name: 'enquiry', at: endOf('2023-04-20') }])
})

test('the days are settings; a clock that runs keeps those that it began with, whatever is set later (R34a, R37)', () => {
  const other = applicationUnder({ ...defaultPolicy, vettingDays: 1, enquiryDays: 10 })
  const told = newStory()
  told.aggregate = other
  told.input(submitted(submittedAt), submittedAt)
  told.input(claimed, submittedAt)
  expect(told.timers).toEqual([
    { name: 'vetting-target', at: endOf('2023-04-06') },
    { name: 'enquiry', at: endOf('2023-04-21') },
  ])
  const before = inVetting()
  const promised = before.timers
  before.aggregate = other
  expect(before.timers).toEqual(promised)
  expect(before.advanceTo(endOf('2023-04-18'))).toMatchObject([
    { data: { workingDays: 3 } },
    { data: { workingDays: 7 } },
  ])
})
