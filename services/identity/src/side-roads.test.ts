import { expect, test } from 'vitest'
import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { attendance, attendanceUnder } from './attendance.ts'
import type { AttendanceInput } from './attendance-messages.ts'
import { defaultPolicy } from '@icms/schemas/policy'
import {
  hongKong,
  officer,
  applicationId,
  invitedAt,
  deadline,
  dayMs,
  vetted,
  record,
  reasons,
  failWanting,
  withdrawn,
  inviteAgain,
  bounced,
  inDoubt,
  storyUnder,
  refusal,
} from './attendance-story.ts'

test('each document that should be brought is checked off; what is missing needs a reason (R35a)', () => {
  const told = storyUnder()
  expect(told.input(record(invitedAt, ['HKID']), invitedAt + 1, officer)).toMatchObject(refusal('DOCUMENTS_MISSING'))
  expect(
    told.input(record(invitedAt, ['HKID'], 'The registry confirmed the case.'), invitedAt + 2, officer),
  ).toMatchObject([
    {
      type: 'AttendanceRecorded',
      data: { documentsMissing: ['NOTICE_OF_PROCEEDING'], missingReason: 'The registry confirmed the case.' },
    },
    { type: 'IdentityAuthenticated' },
  ])
})

test('a personal representative brings other documents than the applicant (R34c, R35a)', () => {
  const told = storyUnder()
  const asRepresentative = {
    ...record(invitedAt),
    data: { ...record(invitedAt).data, attendee: 'REPRESENTATIVE' },
  } as const
  expect(told.input(asRepresentative, invitedAt + 1, officer)).toMatchObject(refusal('DOCUMENTS_MISSING'))
})

test('what is wanting is asked for, and the deadline stays as it was promised (R34d, R35b)', () => {
  const told = storyUnder()
  expect(told.input(failWanting(invitedAt), invitedAt + dayMs, officer)).toMatchObject([
    { type: 'AttendanceRecorded' },
    { type: 'AuthenticationFailed', data: { supplement: true, attendBy: deadline, reasons } },
  ])
  expect(told.timers).toEqual([{ name: 'deadline', at: deadline }])
  expect(told.input(record(invitedAt + dayMs), invitedAt + 2 * dayMs, officer)).toMatchObject(
    refusal('SUPPLEMENT_AWAITED'),
  )
  expect(told.input({ ...vetted }, invitedAt + 3 * dayMs)).toMatchObject([
    { type: 'AuthenticationInvited', data: { deadline } },
  ])
  expect(told.input(record(invitedAt + 4 * dayMs), invitedAt + 4 * dayMs, officer)).toHaveLength(2)
})

test('staff may set another deadline with a reason, later than now (R35b)', () => {
  const later = hongKong('2023-03-31T23:59:59.999')
  const told = storyUnder()
  expect(told.input(failWanting(invitedAt, invitedAt - dayMs), invitedAt + dayMs, officer)).toMatchObject(
    refusal('DEADLINE_NOT_LATER'),
  )
  told.input(failWanting(invitedAt, later), invitedAt + dayMs, officer)
  expect(told.state).toMatchObject({ deadline: later, deadlineReason: 'The document comes from abroad.' })
  expect(told.advanceTo(later)).toMatchObject([{ type: 'AttendanceWindowClosed', data: { deadline: later } }])
})

test('the deadline that stays passes while something is wanting: regarded as rejected (R35b)', () => {
  const told = storyUnder()
  told.input(failWanting(invitedAt), invitedAt + dayMs, officer)
  expect(told.advanceTo(deadline + dayMs)).toMatchObject([{ type: 'AttendanceWindowClosed', data: { at: deadline } }])
  expect(told.input(vetted, deadline + 2 * dayMs)).toEqual([])
})

test('a withdrawal ends the invitation, before an attendance and after one (R35c)', () => {
  const wanting = storyUnder()
  wanting.input(failWanting(invitedAt), invitedAt + 1, officer)
  for (const told of [storyUnder(), wanting]) {
    expect(told.input(withdrawn, invitedAt + 2)).toMatchObject([{ type: 'InvitationWithdrawn' }])
    expect(told.timers).toEqual([])
    expect(told.input(record(invitedAt), invitedAt + 3, officer)).toMatchObject(refusal('INVITATION_WITHDRAWN'))
  }
})

test('an invitation that bounced suspends the lapse, and is on a list of its own until it is sent again (R34b, R35b)', () => {
  const told = storyUnder()
  expect(told.input(bounced(invitedAt + 60_000), invitedAt + 60_000)).toMatchObject([
    { type: 'InvitationUndelivered', data: { problem: 'BOUNCED' } },
  ])
  expect(told.rows[0]?.indexes?.status?.value).toBe('UNDELIVERED')
  expect(told.advanceTo(deadline + 5 * dayMs)).toEqual([])

  const again = hongKong('2023-02-27T10:00')
  const newDeadline = hongKong('2023-03-29T23:59:59.999')
  expect(told.input(inviteAgain, again, officer)).toMatchObject([
    {
      type: 'AuthenticationInvited',
      data: { at: again, deadline: newDeadline, bring: ['HKID', 'NOTICE_OF_PROCEEDING'] },
    },
  ])
  expect(told.rows[0]?.indexes?.status?.value).toBe('INVITED')
  expect(told.advanceTo(newDeadline)).toMatchObject([{ type: 'AttendanceWindowClosed' }])
})

test.each([
  [
    'all attempts are used up',
    {
      type: 'EmailAbandoned',
      data: {
        ...exampleOf('email.events.v1', 'EmailAbandoned'),
        subjectId: applicationId,
        notice: 'N3',
        at: invitedAt + 1,
      },
    },
    'ABANDONED',
  ],
  ['it is not known whether it was taken', inDoubt(invitedAt + 1, null), 'IN_DOUBT'],
] as const)('the lapse waits too when %s (R35b)', (_, input, problem) => {
  expect(storyUnder().input(input as AttendanceInput, invitedAt + 1)).toMatchObject([
    { type: 'InvitationUndelivered', data: { problem } },
  ])
})

test.each([
  ['a mail in doubt that is sent again by itself', inDoubt(invitedAt + 1, invitedAt + 60_000)],
  ['another notice that bounced', bounced(invitedAt + 1, 'N1')],
  ['a mail from before this invitation', bounced(invitedAt - 1)],
  ['a mail from before it that comes back days after it', bounced(invitedAt + 1, 'N3', invitedAt - 1)],
  ['such a mail, as it was told before mails were dated', bounced(invitedAt - 1, 'N3', null)],
])('%s suspends nothing', (_, input) => {
  const told = storyUnder()
  expect(told.input(input, invitedAt + 1)).toEqual([])
  expect(told.timers).toEqual([{ name: 'deadline', at: deadline }])
})

test('what bounces after the end, or of nobody who was invited, decides nothing', () => {
  const told = storyUnder()
  told.advanceTo(deadline)
  expect(told.input(bounced(deadline + 1), deadline + 1)).toEqual([])
  expect(storyOf(attendance, { key: applicationId, contracts }).input(bounced(1), 1)).toEqual([])
})

test('who comes though the invitation did not arrive is attended to, whenever it is (R35b)', () => {
  const told = storyUnder()
  told.input(bounced(invitedAt + 1), invitedAt + 1)
  expect(told.input(record(deadline + dayMs), deadline + dayMs, officer)).toMatchObject([
    {},
    { type: 'IdentityAuthenticated' },
  ])
})

test('whom it did not reach has 30 days from the attendance at which something was wanting (R34d, R35b)', () => {
  const told = storyUnder()
  told.input(bounced(invitedAt + 1), invitedAt + 1)
  told.input(failWanting(deadline + dayMs), deadline + dayMs, officer)
  expect(told.timers).toEqual([{ name: 'deadline', at: hongKong('2023-03-22T23:59:59.999') }])
})

test('an invitation that arrived is not sent again, nor one that nobody waits for', () => {
  expect(storyUnder().input(inviteAgain, invitedAt + 1, officer)).toMatchObject(refusal('INVITATION_NOT_UNDELIVERED'))
  const told = storyUnder()
  told.advanceTo(deadline)
  expect(told.input(inviteAgain, deadline + 1, officer)).toMatchObject(refusal('INVITATION_NOT_UNDELIVERED'))
  expect(told.state?.refused).toBeNull()
})

test('a deployment may let the 30 days run on whatever became of the mail (R35b)', () => {
  const told = storyUnder({ ...defaultPolicy, lapseAwaitsDelivery: false })
  expect(told.input(bounced(invitedAt + 1), invitedAt + 1)).toEqual([])
  expect(told.advanceTo(deadline)).toMatchObject([{ type: 'AttendanceWindowClosed' }])
})

test('an attendance in time that is entered after the lapse is refused, and stays to be seen (R35c)', () => {
  const told = storyUnder()
  const attendedAt = deadline - 60_000
  told.input(record(attendedAt), deadline + dayMs, officer)
  expect(told.state?.refused).toEqual({ at: deadline + dayMs, attendedAt, reason: 'WINDOW_CLOSED' })
})

test('the days are a setting; an invitation that went out keeps its date, whatever is set later (R35b, A2)', () => {
  const other = { ...defaultPolicy, attendanceDays: 10 }
  expect(storyUnder(other).state?.deadline).toBe(deadline - 20 * dayMs)
  const told = storyUnder()
  told.aggregate = attendanceUnder(other)
  told.input(bounced(invitedAt + 1), invitedAt + 1)
  expect(told.input(inviteAgain, invitedAt + dayMs, officer)).toMatchObject([{ data: { deadline } }])
})
