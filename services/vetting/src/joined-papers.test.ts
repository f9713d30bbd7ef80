import { seededReference } from '@icms/reference-data/seeded-reference'
import { expect, test } from 'vitest'
import { application } from './application.ts'
import {
  administrator,
  applicationId,
  approveForAuthentication,
  awaitingDecision,
  claimed,
  claimRefused,
  filed,
  hongKong,
  inVetting,
  newStory,
  offered,
  officer,
  personId,
  reject,
  released,
  requestSupplement,
  submittedAt,
  supplementAsked,
} from './application-story.ts'

const soon = submittedAt + 5_000
const dayMs = 86_400_000

test('an application that was typed in from paper is in as of the receipt of the paper, and claims its person (R32b, A31, A32)', () => {
  const told = newStory()
  const late = submittedAt + 2 * dayMs
  const outputs = told.input(filed, late, officer)
  expect(outputs).toMatchObject([
    { type: 'ApplicationReceived', data: { submittedAt } },
    { type: 'ApplicationTranscribed', data: { submittedAt, channel: 'FAX', paperId: 'fax-1' } },
    { type: 'PaperJoined', data: { paperId: 'fax-1', by: 'staff-4' } },
    { type: 'ClaimPerson', key: personId },
    { type: 'PaperTaken', key: 'fax-1', data: { isDecided: false } },
  ])
  told.input(claimed, late)
  expect(told.state).toMatchObject({ status: 'VETTING', vettingClock: { countedFrom: submittedAt } })
})

test('three working days of a form on paper count from its receipt, not from when it was typed in (R34a, A32)', () => {
  // Tuesday before Ching Ming and Easter: the third working day is 12 April.
  const told = newStory()
  told.input(filed, submittedAt, officer)
  told.input(claimed, submittedAt + 2 * dayMs)
  const [target] = told.timers.filter(({ name }) => name === 'vetting-target')
  expect(target?.at).toBe(hongKong('2023-04-12T23:59:59.999'))
})

test('nobody is invited who cannot be mailed: staff supply the address first (R34b, R36)', () => {
  const told = newStory()
  told.input(filed, submittedAt, officer)
  told.input(claimed, submittedAt)
  expect(told.input(approveForAuthentication, soon, officer)).toMatchObject([
    { type: 'DecisionRefused', data: { reason: 'EMAIL_MISSING' } },
  ])
  told.input(
    { type: 'CorrectEmail', data: { applicationId, email: 'tm.chan@example.com', note: 'By phone.' } },
    soon,
    officer,
  )
  told.input(approveForAuthentication, soon, officer)
  expect(told.state?.status).toBe('AUTH_PENDING')
})

test('paper of a second application of the same person stays with it, and is told that it has ended (A31)', () => {
  const told = newStory()
  told.input(filed, submittedAt, officer)
  const outputs = told.input(claimRefused({ liveApplicationId: 'app-0' }), soon)
  expect(outputs).toMatchObject([
    { type: 'ApplicationRejected', data: { stage: 'DUPLICATE' } },
    { type: 'SettlePaper', key: 'fax-1' },
  ])
  expect(told.state?.papers).toMatchObject([{ paperId: 'fax-1' }])
})

test('paper that comes while an answer is awaited is the answer, and the clock counts from its receipt (R34d, A3, A32)', () => {
  const { told, requestId } = supplementAsked()
  const receivedAt = submittedAt + dayMs
  const outputs = told.input(offered(null, receivedAt), submittedAt + 3 * dayMs)
  expect(outputs).toMatchObject([
    { type: 'PaperJoined' },
    { type: 'PaperTaken', key: 'fax-1' },
    { type: 'SupplementReceived', data: { requestId, paperId: 'fax-1', receivedAt } },
  ])
  expect(told.state).toMatchObject({ status: 'VETTING', vettingClock: { countedFrom: receivedAt } })
})

test('paper that came before the question counts from the question (A3)', () => {
  const { told } = supplementAsked(submittedAt + dayMs)
  told.input(offered('staff-3', submittedAt), submittedAt + 2 * dayMs)
  expect(told.state?.vettingClock?.countedFrom).toBe(submittedAt + dayMs)
})

test('an answer that is taken out again is awaited as before (R34d)', () => {
  const { told, requestId } = supplementAsked()
  told.input(offered(), soon)
  expect(told.input(released, soon + 1, officer)).toMatchObject([
    { type: 'PaperRemoved' },
    { type: 'SupplementReopened', data: { requestId, paperId: 'fax-1' } },
  ])
  expect(told.state).toMatchObject({
    status: 'SUPPLEMENT_REQUESTED',
    papers: [],
    supplements: [{ answeredAt: null, paperId: null }],
  })
  told.input(offered(null, soon, 'fax-2'), soon + 2)
  expect(told.state?.status).toBe('VETTING')
})

test('an answer that was followed by another question stays answered when its paper goes', () => {
  const { told } = supplementAsked()
  told.input(offered(), soon)
  told.input(requestSupplement(), soon + 1, officer)
  expect(told.input(released, soon + 2, officer).map(({ type }) => type)).toEqual(['PaperRemoved'])
})

test('by itself no paper joins what has ended; staff may file it there, which changes nothing (R35c)', () => {
  const told = inVetting()
  told.input(reject(), soon, officer)
  const context = { key: applicationId, id: 'x', at: soon, actor: officer, reference: seededReference }
  const asked = (input: Parameters<typeof application.decide>[0]) => application.decide(input, told.state, context)
  expect(asked(offered())).toMatchObject([{ type: 'PaperNotTaken', data: { reason: 'APPLICATION_ENDED' } }])
  expect(application.decide(offered(), undefined, context)).toMatchObject([
    { type: 'PaperNotTaken', data: { reason: 'NO_SUCH_APPLICATION' } },
  ])
  expect(told.input(offered('staff-3'), soon, officer)).toMatchObject([
    { type: 'PaperJoined' },
    { type: 'PaperTaken', data: { isDecided: true } },
  ])
  expect(told.state?.status).toBe('REJECTED')
})

test('papers are erased with their application, whoever decides it; after that none joins', () => {
  const told = inVetting()
  told.input(offered(), soon)
  told.input(reject(), soon, officer)
  const retention = { rejected: 0, lapsed: 0, withdrawn: 0 }
  const erase = { type: 'EraseApplication', data: { applicationId, reason: 'NO_LONGER_NEEDED', retention } } as const
  expect(told.input(erase, soon + 2 * dayMs, administrator)).toMatchObject([
    { type: 'ApplicationErasureDecided' },
    { type: 'ErasePaper', key: 'fax-1', data: { applicationId, decidedBy: 'staff-9' } },
  ])
  const context = { key: applicationId, id: 'x', at: soon, actor: officer, reference: seededReference }
  expect(application.decide(offered('staff-3', soon, 'fax-2'), told.state, context)).toMatchObject([
    { data: { reason: 'APPLICATION_ERASED' } },
  ])
})

test('an approval tells the papers as well: copies of identity documents are needed no longer', () => {
  const told = awaitingDecision()
  told.input(offered(), soon)
  const approve = { type: 'ApproveApplication', data: { applicationId, note: null, weighing: null } } as const
  expect(told.input(approve, soon, administrator)).toContainEqual(
    expect.objectContaining({ type: 'SettlePaper', key: 'fax-1' }),
  )
})
