import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { attendance } from './attendance.ts'

const hongKong = (text: string) => Date.parse(`${text}+08:00`)
const officer: Actor = { kind: 'staff', id: 'staff-7', role: 'help-centre' }
const invitedAt = hongKong('2023-01-20T15:04:33')
const deadline = hongKong('2023-02-19T23:59:59.999')
const applicationId = 'app-1'
const minuteMs = 60_000

const vetted = (representativeAppointed = false) =>
  ({
    type: 'ApplicationVetted',
    data: {
      applicationId,
      at: invitedAt,
      representativeAppointed,
      referenceVersion: 7,
      bring: ['HKID'],
      representativeBrings: representativeAppointed ? ['AUTHORIZATION_LETTER'] : [],
    },
  }) as const
const rejected = {
  type: 'ApplicationRejected',
  data: {
    applicationId,
    at: invitedAt,
    personId: 'person-1',
    stage: 'FINAL_DECISION',
    reasons: [],
    referenceVersion: 7,
  },
} as const
const record = (attendedAt: number, attendee: 'APPLICANT' | 'REPRESENTATIVE' = 'APPLICANT', documentsSeen = ['HKID']) =>
  ({
    type: 'RecordAttendance',
    data: { applicationId, attendedAt, attendee, documentsSeen, missingReason: null, note: 'seen' },
  }) as const
const reasons = [{ code: 'IDENTITY_NOT_ESTABLISHED', textEn: 'The photograph is not of the person.', textZh: null }]
const ended = { supplement: false, attendBy: null, attendByReason: null }
const fail = (attendedAt: number, given: readonly (typeof reasons)[number][] = reasons) =>
  ({
    type: 'FailAuthentication',
    data: { applicationId, attendedAt, attendee: 'APPLICANT', reasons: given, note: null, ...ended },
  }) as const

const story = () => storyOf(attendance, { key: applicationId, contracts })
const invitedStory = (representativeAppointed = false) => {
  const told = story()
  told.input(vetted(representativeAppointed), invitedAt)
  return told
}
const refusal = (reason: string) => [{ type: 'AttendanceRefused', data: { applicationId, reason } }]

test.each([
  ['2023-01-20', '2023-02-19'],
  ['2023-04-04', '2023-05-04'],
  ['2023-04-06', '2023-05-06'],
  ['2024-02-08', '2024-03-09'],
  ['2026-04-02', '2026-05-02'],
  ['2023-12-22', '2024-01-21'],
])('who is notified on %s may attend to the end of %s, a working day or not (R35b, A2)', (from, until) => {
  for (const time of ['00:00', '23:59:59.999']) {
    const [invited] = story().input(vetted(), hongKong(`${from}T${time}`))
    expect(invited).toMatchObject({
      type: 'AuthenticationInvited',
      data: { deadline: hongKong(`${until}T23:59:59.999`), referenceVersion: 7 },
    })
  }
})

test('the applicant attends and the identity is authentic (R34b, R35a)', () => {
  const told = invitedStory()
  const at = invitedAt + 3 * 86_400_000
  expect(told.input(record(at - minuteMs), at, officer)).toEqual([
    {
      type: 'AttendanceRecorded',
      data: {
        applicationId,
        at,
        attendedAt: at - minuteMs,
        attendee: 'APPLICANT',
        documentsSeen: ['HKID'],
        recordedBy: 'staff-7',
        note: 'seen',
        documentsMissing: [],
        missingReason: null,
      },
    },
    { type: 'IdentityAuthenticated', data: { applicationId, at } },
  ])
  expect(told.timers).toEqual([])
  expect(told.rows).toMatchObject([{ indexes: { status: { value: 'AUTHENTICATED', order: deadline } } }])
})

test('the identity cannot be authenticated, for reasons that are told', () => {
  const told = invitedStory()
  const at = invitedAt + minuteMs
  expect(told.input(fail(at), at, officer)).toMatchObject([
    { type: 'AttendanceRecorded', data: { documentsSeen: [] } },
    { type: 'AuthenticationFailed', data: { reasons } },
  ])
  expect(told.advanceTo(deadline + 1)).toEqual([])
  expect(told.input(record(at), deadline + 2, officer)).toMatchObject(refusal('ALREADY_FAILED'))
})

test('nobody attends in 30 calendar days: the application lapses, once (R35b)', () => {
  const told = invitedStory()
  expect(told.advanceTo(deadline - 1)).toEqual([])
  expect(told.advanceTo(deadline)).toEqual([
    { type: 'AttendanceWindowClosed', data: { applicationId, at: deadline, deadline } },
  ])
  expect(told.advanceTo(deadline + 86_400_000)).toEqual([])
  expect(told.rows).toMatchObject([{ data: { status: 'LAPSED' } }])
})

test('an attendance in the last millisecond of day 30 counts (R35b)', () => {
  const told = invitedStory()
  expect(told.input(record(deadline), deadline, officer)).toMatchObject([
    { type: 'AttendanceRecorded' },
    { type: 'IdentityAuthenticated' },
  ])
})

test('an attendance after day 30 is refused with the reason, not lost (R35b)', () => {
  const told = invitedStory()
  expect(told.input(record(deadline + 1), deadline + 1, officer)).toMatchObject(refusal('AFTER_DEADLINE'))
})

test('an attendance in time that is recorded after the lapse is refused: a final application never re-opens (R35c)', () => {
  const told = invitedStory()
  expect(told.input(record(deadline - minuteMs), deadline + minuteMs, officer)).toMatchObject(refusal('WINDOW_CLOSED'))
})

test('attendances are noted to the minute, so the minute of the invitation counts', () => {
  const minute = invitedAt - (invitedAt % minuteMs)
  expect(invitedStory().input(record(minute), invitedAt + 1, officer)).toMatchObject([
    { type: 'AttendanceRecorded' },
    { type: 'IdentityAuthenticated' },
  ])
  const before = invitedStory().input(record(minute - minuteMs), invitedAt + 1, officer)
  expect(before).toMatchObject(refusal('BEFORE_INVITATION'))
})

test.each([
  ['an attendance that has not been yet', record(invitedAt + 2 * minuteMs), 'IN_THE_FUTURE'],
  [
    'a representative whom nobody appointed (R34c)',
    record(invitedAt, 'REPRESENTATIVE'),
    'REPRESENTATIVE_NOT_APPOINTED',
  ],
  ['an attendance without documents (R35a)', record(invitedAt, 'APPLICANT', []), 'NO_DOCUMENTS_SEEN'],
  ['a failure without reasons', fail(invitedAt, []), 'NO_REASONS'],
])('%s is refused, and the invitation stands', (_, command, reason) => {
  const told = invitedStory()
  expect(told.input(command, invitedAt + minuteMs, officer)).toMatchObject(refusal(reason))
  expect(told.timers).toEqual([{ name: 'deadline', at: deadline }])
})

test('an appointed representative may attend (R34c)', () => {
  const told = invitedStory(true)
  expect(
    told.input(record(invitedAt, 'REPRESENTATIVE', ['AUTHORIZATION_LETTER']), invitedAt + 1, officer),
  ).toMatchObject([
    { type: 'AttendanceRecorded', data: { attendee: 'REPRESENTATIVE' } },
    { type: 'IdentityAuthenticated' },
  ])
})

test('an attendance before any invitation is refused', () => {
  expect(story().input(record(invitedAt), invitedAt, officer)).toMatchObject(refusal('NOT_INVITED'))
})

test('a second attendance after the authentication is refused', () => {
  const told = invitedStory()
  told.input(record(invitedAt), invitedAt + 1, officer)
  expect(told.input(record(invitedAt), invitedAt + 2, officer)).toMatchObject(refusal('ALREADY_AUTHENTICATED'))
  expect(told.input(fail(invitedAt), invitedAt + 3, officer)).toMatchObject(refusal('ALREADY_AUTHENTICATED'))
})

test('an application that is rejected meanwhile is awaited no more (R39)', () => {
  const told = invitedStory()
  const at = invitedAt + minuteMs
  expect(told.input(rejected, at)).toEqual([{ type: 'InvitationWithdrawn', data: { applicationId, at } }])
  expect(told.advanceTo(deadline + 1)).toEqual([])
  expect(told.input(record(at), deadline + 2, officer)).toMatchObject(refusal('INVITATION_WITHDRAWN'))
})

test('a rejection that follows from the lapse itself decides nothing here', () => {
  const told = invitedStory()
  told.advanceTo(deadline)
  expect(told.input(rejected, deadline + 1)).toEqual([])
  expect(story().input(rejected, invitedAt)).toEqual([])
})

test('the worklist shows who is awaited, the earliest deadline first', () => {
  expect(invitedStory().rows).toMatchObject([
    {
      table: 'attendances',
      id: applicationId,
      data: { status: 'INVITED', invitedAt, deadline },
      indexes: { status: { value: 'INVITED', order: deadline } },
    },
  ])
})
