import { seededReference, withRecorded } from '@icms/reference-data/seeded-reference'
import { expect, test } from 'vitest'
import {
  applicationId,
  hold,
  hongKong,
  inVetting,
  newStory,
  officer,
  onHold,
  release,
  submitted,
  submittedAt,
} from './application-story.ts'

const endOf = (day: string) => hongKong(`${day}T23:59:59.999`)
const target = (told: ReturnType<typeof inVetting>) => told.timers.find(({ name }) => name === 'vetting-target')?.at

test('while an application is set aside its clock stands still, and the applicant sees that it is vetted (R34a)', () => {
  const told = onHold()
  expect(target(told)).toBeUndefined()
  expect(told.advanceTo(hongKong('2023-04-17T00:00'))).toEqual([])
  expect(told.rows.find(({ table }) => table === 'statuses')?.data).toMatchObject({
    status: 'VETTING',
    mayWithdraw: true,
  })
  expect(told.rows[0]?.data.decisions).toMatchObject([{ command: 'HoldApplication', note: 'The file is sought.' }])
})

// Submitted on Tuesday 4 April 2023; the 5th, the 7th, the 8th and the 10th are general holidays.
test.each([
  ['the same day', '2023-04-04T11:00', '2023-04-04T16:00', 3, '2023-04-12'],
  ['over Ching Ming', '2023-04-04T11:00', '2023-04-06T09:30', 3, '2023-04-13'],
  ['over Easter, from the first working day', '2023-04-06T11:00', '2023-04-11T10:00', 2, '2023-04-13'],
  ['from a holiday to a working day', '2023-04-07T11:00', '2023-04-11T10:00', 2, '2023-04-13'],
  ['on the last day, to another', '2023-04-12T11:00', '2023-04-20T10:00', 0, '2023-04-20'],
])('what was left is kept as working days: set aside %s (R34a)', (_, from, until, left, end) => {
  const told = inVetting()
  told.input(hold, hongKong(from), officer)
  expect(told.state?.workingDaysLeft).toBe(left)
  expect(told.input(release, hongKong(until), officer)).toMatchObject([
    { type: 'DecisionRecorded', data: { command: 'ReleaseApplication', note: 'It was found.' } },
    { type: 'ApplicationReleased', data: { applicationId, workingDays: left } },
  ])
  expect(target(told)).toBe(endOf(end))
})

test('a closure that is recorded during the hold moves the end, for it is kept as days and not as an instant', () => {
  const told = onHold(hongKong('2023-04-06T11:00'))
  told.input(release, hongKong('2023-04-11T10:00'), officer)
  const from = hongKong('2023-04-12T00:00')
  told.reference = withRecorded(
    seededReference,
    {
      entryId: 'closure.2023-04-12',
      effectiveFrom: '2023-04-12',
      content: {
        'icms.reference.Closure': { from, until: from + 86_400_000, wholeDay: true, reason: 'BLACK_RAINSTORM' },
      },
    },
    hongKong('2023-04-11T18:00'),
  )
  expect(target(told)).toBe(endOf('2023-04-14'))
})

test('a target that was missed stays missed over a hold (R34a)', () => {
  const told = inVetting()
  told.advanceTo(endOf('2023-04-12'))
  told.input(hold, hongKong('2023-04-13T10:00'), officer)
  told.input(release, hongKong('2023-04-14T10:00'), officer)
  expect(target(told)).toBeUndefined()
  expect(told.rows[0]?.indexes?.clock?.value).toBe('MISSED')
})

test('a hold is no response: the applicant may enquire after 7 working days all the same (R37)', () => {
  const told = onHold()
  expect(told.advanceTo(endOf('2023-04-18'))).toMatchObject([{ type: 'EnquiryDue' }])
})

test('an application that is set aside before its person is known has all its days when it is released', () => {
  const told = newStory()
  told.input(submitted(submittedAt), submittedAt)
  told.input(hold, submittedAt + 1, officer)
  told.input(release, hongKong('2023-04-11T10:00'), officer)
  expect(told.state?.status).toBe('VETTING')
  expect(target(told)).toBe(endOf('2023-04-14'))
})
