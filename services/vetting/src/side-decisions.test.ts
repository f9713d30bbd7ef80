import { expect, test } from 'vitest'
import {
  administrator,
  applicationId,
  approve,
  awaitingDecision,
  exampleForm,
  inVetting,
  officer,
  personId,
  submittedAt,
  vetted,
  withdrawalRequested,
} from './application-story.ts'
import { checklistOf } from './checklist.ts'

const later = submittedAt + 60_000
const refused = (reason: string) => [{ type: 'DecisionRefused', data: { reason } }]

test('the applicant withdraws, and the person is free to apply again (R35c)', () => {
  expect(vetted().input(withdrawalRequested, later)).toEqual([
    {
      type: 'ApplicationWithdrawn',
      data: { applicationId, at: later, personId, reason: null, referenceVersion: expect.any(Number) },
    },
    { type: 'ReleasePerson', key: personId, data: { personId, applicationId, at: later } },
  ])
})

test('why the applicant withdrew goes along, and is shown to staff only', () => {
  const told = inVetting()
  const reason = 'The matter was settled.'
  told.input({ type: 'WithdrawalRequested', data: { applicationId, at: later, reason } }, later)
  const shown = Object.fromEntries(told.rows.map(({ table, data }) => [table, data.withdrawalReason]))
  expect(shown).toMatchObject({ applications: reason, statuses: undefined })
})

test('of a withdrawal and an approval the first one wins, and the other changes nothing (R35c, R39)', () => {
  const withdrawn = awaitingDecision()
  withdrawn.input(withdrawalRequested, later)
  expect(withdrawn.input(approve, later + 1, administrator)).toMatchObject(refused('ALREADY_FINAL'))
  const approved = awaitingDecision()
  approved.input(approve, later, administrator)
  expect(approved.input(withdrawalRequested, later + 1)).toEqual([])
  expect(approved.state?.status).toBe('APPROVED')
})

test('the checklist asks for what the ground needs: essential fields and the documents of Annex D (R33, R34a)', () => {
  const prospective = { ...exampleForm, eligibility: 'PROSPECTIVE', cases: [], actingInPerson: null } as const
  expect(checklistOf({ ...prospective, personalRepresentative: null })).toEqual([
    'NAME',
    'IDENTITY_NUMBER',
    'CONTACT',
    'DECLARATION',
    'DOCUMENT_HKID',
  ])
  expect(checklistOf({ ...exampleForm, eligibility: 'OTHER_10C' })).toEqual(
    expect.arrayContaining(['REASONS', 'CASES', 'DOCUMENT_NOTICE_OF_PROCEEDING', 'DOCUMENT_LEAVE_OR_AUTHORITY']),
  )
})

test('what is ticked is recorded with the approval; what is not needs a note (R5, R34a)', () => {
  const checked = checklistOf(exampleForm).slice(1)
  const approval = (note: string | null) =>
    ({ type: 'ApproveForAuthentication', data: { applicationId, note, checked } }) as const
  const told = inVetting()
  expect(told.input(approval(null), later, officer)).toMatchObject(refused('CHECKLIST_INCOMPLETE'))
  expect(told.input(approval('The name is a single one.'), later, officer)).toMatchObject([
    { type: 'DecisionRecorded', data: { checked, note: 'The name is a single one.' } },
    {
      type: 'ApplicationVetted',
      data: {
        bring: ['HKID', 'NOTICE_OF_PROCEEDING'],
        representativeBrings: expect.arrayContaining(['AUTHORIZATION_LETTER']),
      },
    },
  ])
})

test('reasons under R10c are weighed by the Judiciary Administrator, and the weighing is recorded (R10c)', () => {
  const told = awaitingDecision({ eligibility: 'OTHER_10C', reasons: 'A beneficiary of the estate.' })
  expect(told.input(approve, later, administrator)).toMatchObject(refused('REASONS_NOT_WEIGHED'))
  const weighing = 'Leave was given; the reasons are good and sufficient.'
  expect(
    told.input({ type: 'ApproveApplication', data: { applicationId, note: null, weighing } }, later, administrator),
  ).toMatchObject([{ type: 'DecisionRecorded', data: { weighing } }, { type: 'ApplicationApproved' }])
  expect(told.state?.decisions.at(-1)?.weighing).toBe(weighing)
})

test('a member of staff takes an application on, gives it to another, puts it back', () => {
  const told = inVetting()
  const assign = (assignee: string | null) =>
    ({ type: 'AssignApplication', data: { applicationId, assignee } }) as const
  const unassign = { type: 'UnassignApplication', data: { applicationId } } as const
  expect(told.input(unassign, later, officer)).toMatchObject(refused('NOT_ASSIGNED'))
  expect(told.input(assign(null), later, officer)).toMatchObject([
    { type: 'ApplicationAssigned', data: { assignee: 'staff-3', assignedBy: 'staff-3' } },
  ])
  expect(told.rows[0]?.indexes?.assignee).toEqual({ value: 'staff-3', order: submittedAt })
  told.input(assign('staff-4'), later, officer)
  expect(told.state?.assignee).toBe('staff-4')
  told.input(unassign, later, officer)
  expect(told.rows[0]?.indexes).not.toHaveProperty('assignee')
  expect(told.state?.decisions).toEqual([])
})

test('an application that has ended is on nobody’s list', () => {
  const told = inVetting()
  told.input({ type: 'AssignApplication', data: { applicationId, assignee: null } }, later, officer)
  told.input(withdrawalRequested, later + 1)
  expect(told.rows[0]?.indexes).not.toHaveProperty('assignee')
})

test('applications of the same person are found by the same keyed hash (A31)', () => {
  expect(inVetting().rows[0]?.indexes?.person).toEqual({ value: personId, order: submittedAt })
})
