import { expect, test } from 'vitest'
import {
  administrator,
  applicationId,
  approve,
  approveForAuthentication,
  authenticated,
  awaitingDecision,
  claimed,
  claimRefused,
  exampleForm,
  failed,
  hongKong,
  invited,
  inVetting,
  newStory,
  officer,
  personId,
  reasons,
  reject,
  submitted,
  submittedAt,
  vetted,
} from './application-story.ts'
import { checklistOf } from './checklist.ts'

const later = submittedAt + 60_000
const released = { type: 'ReleasePerson', key: personId, data: { personId, applicationId, at: later } }

test('an application that came in claims its person before anybody looks at it (A31)', () => {
  expect(newStory().input(submitted(submittedAt), submittedAt)).toEqual([
    {
      type: 'ApplicationReceived',
      data: { applicationId, at: submittedAt, personId, submittedAt, form: exampleForm, documents: [] },
    },
    { type: 'ClaimPerson', key: personId, data: { personId, applicationId, at: submittedAt } },
  ])
})

test('with the person granted, vetting starts, counted from the submission (R34a)', () => {
  const told = newStory()
  told.input(submitted(submittedAt), submittedAt)
  expect(told.input(claimed, submittedAt + 5)).toMatchObject([
    { type: 'VettingStarted', data: { applicationId, personId, submittedAt, at: submittedAt + 5 } },
  ])
  expect(told.input(claimed, submittedAt + 6)).toEqual([])
})

test.each([
  ['another live application', { liveApplicationId: 'app-0' }, 'DUPLICATE_APPLICATION'],
  ['an account', { accountId: 'K7MP4TXQ' }, 'ALREADY_REGISTERED'],
])('an applicant with %s is refused as a duplicate, and the person stays where it is (A31)', (_, by, code) => {
  const told = newStory()
  told.input(submitted(submittedAt), submittedAt)
  expect(told.input(claimRefused(by), later)).toMatchObject([
    { type: 'ApplicationRejected', data: { stage: 'DUPLICATE', reasons: [{ code }] } },
  ])
  expect(told.timers).toEqual([])
})

test('the straight road: vetted, authenticated, approved with a registrant id (R34b, R36a, R39)', () => {
  const told = inVetting()
  expect(told.input(approveForAuthentication, later, officer)).toMatchObject([
    { type: 'DecisionRecorded' },
    { type: 'ApplicationVetted', data: { applicationId, at: later, representativeAppointed: true } },
  ])
  expect(told.input(authenticated, later + 1)).toEqual([
    { type: 'ApplicationAuthenticated', data: { applicationId, at: later + 1 } },
  ])
  expect(told.input(approve, later + 2, administrator)).toMatchObject([
    { type: 'DecisionRecorded', data: { decidedBy: 'staff-9', role: 'judiciary-administrator' } },
    {
      type: 'ApplicationApproved',
      data: {
        registrantId: expect.stringMatching(/^[2-9A-Z]{8}$/),
        attempt: 1,
        conditional: false,
        personId,
        email: exampleForm.email,
        name: exampleForm.name,
        optedCases: exampleForm.optedCases,
      },
    },
  ])
  expect(told.timers).toEqual([])
})

test('a prospective litigant is approved on condition (R15b)', () => {
  const told = awaitingDecision({ eligibility: 'PROSPECTIVE', cases: [], optedCases: [] })
  expect(told.input(approve, later, administrator)[1]).toMatchObject({ data: { conditional: true } })
  expect(told.state?.status).toBe('APPROVED_CONDITIONAL')
})

test('each decision keeps who took it, the note, and the instructions it was taken under (R3-5)', () => {
  const told = inVetting()
  expect(told.input(approveForAuthentication, later, officer)[0]).toEqual({
    type: 'DecisionRecorded',
    data: {
      applicationId,
      at: later,
      command: 'ApproveForAuthentication',
      decidedBy: 'staff-3',
      role: 'vetting',
      note: 'In order.',
      instructionsVersion: '2023-01',
      instructionsFrom: '2023-01-01',
      referenceVersion: expect.any(Number),
      checked: checklistOf(exampleForm),
      weighing: null,
    },
  })
  expect(told.rows[0]?.data.decisions).toMatchObject([{ decidedBy: 'staff-3', note: 'In order.' }])
})

test.each([
  ['by staff in vetting', inVetting, officer, 'VETTING'],
  ['by the Judiciary Administrator in vetting', inVetting, administrator, 'VETTING'],
  ['while the applicant is awaited', vetted, administrator, 'FINAL_DECISION'],
  ['after the authentication', awaitingDecision, administrator, 'FINAL_DECISION'],
] as const)(
  'an application may be rejected %s, with reasons, and its person may apply again (R35c, R39)',
  (_, story, who, stage) => {
    expect(story().input(reject(), later, who)).toMatchObject([
      { type: 'DecisionRecorded', data: { command: 'RejectApplication' } },
      { type: 'ApplicationRejected', data: { stage, reasons, personId } },
      released,
    ])
  },
)

test('an application rejected before its claim is answered does not start when the answer comes (R35c)', () => {
  const told = newStory()
  told.input(submitted(submittedAt), submittedAt)
  expect(told.input(reject(), later, officer)).toMatchObject([{}, { type: 'ApplicationRejected' }, released])
  expect(told.input(claimed, later + 1)).toEqual([])
})

test('an identity that is not authenticated ends the application with the Help Centre’s reasons', () => {
  expect(vetted().input(failed(), later)).toMatchObject([
    { type: 'ApplicationRejected', data: { stage: 'AUTHENTICATION', reasons } },
    released,
  ])
})

test('nobody attended in 30 calendar days: regarded as rejected (R35b)', () => {
  const closed = { type: 'AttendanceWindowClosed', data: { applicationId, at: later, deadline: later } } as const
  const told = vetted()
  expect(told.input(closed, later)).toMatchObject([
    { type: 'ApplicationRejected', data: { stage: 'NO_SHOW', reasons: [{ code: 'NOT_ATTENDED' }] } },
    released,
  ])
  expect(told.input(authenticated, later + 1)).toEqual([])
  expect(awaitingDecision().input(closed, later)).toEqual([])
})

test('the applicant sees until when to attend (R34b, R35b)', () => {
  const deadline = hongKong('2023-05-04T23:59:59.999')
  const told = vetted()
  expect(told.input(invited(deadline), later)).toEqual([
    { type: 'AttendanceAwaited', data: { applicationId, at: later, deadline } },
  ])
  expect(told.rows.find(({ table }) => table === 'statuses')?.data).toMatchObject({ status: 'AUTH_PENDING', deadline })
  expect(awaitingDecision().input(invited(deadline), later)).toEqual([])
})

test.each([
  ['approved for authentication before it came in', newStory, approveForAuthentication, 'NO_SUCH_APPLICATION'],
  ['approved for authentication twice', vetted, approveForAuthentication, 'NOT_IN_VETTING'],
  ['approved before the identity is authentic (R36a)', vetted, approve, 'NOT_AUTHENTICATED'],
  ['rejected without reasons', inVetting, reject([]), 'NO_REASONS'],
  ['rejected by vetting staff after they vetted it (R39)', vetted, reject(), 'ONLY_THE_ADMINISTRATOR'],
] as const)('an application that is %s: refused, and nothing changes', (_, story, command, reason) => {
  const told = story()
  const before = told.state
  expect(told.input(command, later, officer)).toMatchObject([
    { type: 'DecisionRefused', data: { applicationId, at: later, command: command.type, reason } },
  ])
  expect(told.state).toEqual(before)
})

test('a final application never re-opens (R35c)', () => {
  const approvedStory = awaitingDecision()
  approvedStory.input(approve, later, administrator)
  const rejectedStory = inVetting()
  rejectedStory.input(reject(), later, officer)
  for (const told of [approvedStory, rejectedStory])
    for (const command of [approveForAuthentication, approve, reject()])
      expect(told.input(command, later + 1, administrator)).toMatchObject([
        { type: 'DecisionRefused', data: { reason: 'ALREADY_FINAL' } },
      ])
})

test('the same submission again starts nothing', () => {
  expect(inVetting().input(submitted(submittedAt), later)).toEqual([])
})

test('what comes before its time decides nothing', () => {
  const closed = { type: 'AttendanceWindowClosed', data: { applicationId, at: later, deadline: later } } as const
  expect(newStory().input(authenticated, later)).toEqual([])
  expect(inVetting().input(authenticated, later)).toEqual([])
  expect(inVetting().input(closed, later)).toEqual([])
  expect(newStory().input(claimed, later)).toEqual([])
})
