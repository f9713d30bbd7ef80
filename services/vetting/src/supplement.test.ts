import { expect, test } from 'vitest'
import {
  applicationId,
  approveForAuthentication,
  failed,
  hongKong,
  inVetting,
  invited,
  newStory,
  officer,
  personId,
  reasons,
  requestSupplement,
  submitted,
  submittedAt,
  supplementAsked,
  supplied,
  vetted,
  windowClosed,
} from './application-story.ts'

const endOf = (day: string) => hongKong(`${day}T23:59:59.999`)
const statusOf = (told: ReturnType<typeof inVetting>) => told.rows.find(({ table }) => table === 'statuses')?.data

test('what is not in order is asked for, with its reasons, and the clocks of vetting stop (R34d, R37)', () => {
  const told = inVetting()
  const [recorded, asked] = told.input(requestSupplement(), submittedAt + 1000, officer)
  expect(recorded).toMatchObject({
    type: 'DecisionRecorded',
    data: { command: 'RequestSupplement', decidedBy: 'staff-3' },
  })
  expect(asked).toMatchObject({
    type: 'SupplementRequested',
    data: { applicationId, reasons, attendBy: null, requestId: expect.stringMatching(/^\w+$/) },
  })
  expect(told.timers.map(({ name }) => name)).toEqual(['supplement'])
  expect(statusOf(told)).toMatchObject({
    status: 'SUPPLEMENT_REQUESTED',
    supplement: { at: submittedAt + 1000, reasons },
    mayWithdraw: true,
  })
})

test('the answer puts the application back to vetting, and the 3 working days count from the answer (R34a, A3)', () => {
  const { told, requestId } = supplementAsked()
  const answeredAt = hongKong('2023-04-20T10:00')
  expect(told.input(supplied(requestId), answeredAt)).toMatchObject([
    { type: 'SupplementReceived', data: { requestId, text: 'Here it is.' } },
  ])
  expect(told.timers).toEqual([{ name: 'vetting-target', at: endOf('2023-04-25') }])
  expect(told.state?.supplements).toMatchObject([{ requestId, answeredAt, text: 'Here it is.' }])
  expect(statusOf(told)).toMatchObject({ status: 'VETTING', supplement: null })
  expect(told.input(supplied(requestId), answeredAt + 1)).toEqual([])
})

test('a target that was missed before the question is not missed for good: the answer starts a new one (A3)', () => {
  const told = inVetting()
  told.advanceTo(endOf('2023-04-12'))
  told.input(requestSupplement(), hongKong('2023-04-13T10:00'), officer)
  const { requestId } = told.state!.supplements.at(-1)!
  told.input(supplied(requestId), hongKong('2023-04-14T10:00'))
  expect(told.state?.vettingClock?.ranOutAt).toBeNull()
  expect(told.rows[0]?.indexes?.clock?.value).toBe('RUNNING')
})

test('an answer to a request that does not wait decides nothing', () => {
  const { told, requestId } = supplementAsked()
  expect(told.input(supplied('another'), submittedAt + 2000)).toEqual([])
  expect(inVetting().input(supplied(requestId), submittedAt + 2000)).toEqual([])
  expect(newStory().input(supplied(requestId), submittedAt + 2000)).toEqual([])
})

test('30 calendar days without an answer are told to staff, once, and end nothing (A4)', () => {
  const { told, requestId } = supplementAsked(hongKong('2023-04-06T10:00'))
  const overdueAt = endOf('2023-05-06')
  expect(told.advanceTo(overdueAt - 1)).toEqual([])
  expect(told.advanceTo(overdueAt + 30 * 86_400_000)).toEqual([
    {
      type: 'SupplementOverdue',
      data: { applicationId, at: overdueAt, requestId, askedAt: hongKong('2023-04-06T10:00') },
    },
  ])
  expect(told.rows[0]?.data.supplements).toMatchObject([{ overdueAt }])
  expect(told.input(supplied(requestId), overdueAt + 31 * 86_400_000)).toMatchObject([{ type: 'SupplementReceived' }])
})

test('something may be asked for while the person is still being found out, and again after an answer (R34d)', () => {
  const early = newStory()
  early.input(submitted(submittedAt), submittedAt)
  expect(early.input(requestSupplement(), submittedAt + 1, officer)).toMatchObject([
    {},
    { type: 'SupplementRequested' },
  ])
  const { told, requestId } = supplementAsked()
  told.input(supplied(requestId), submittedAt + 2000)
  told.input(requestSupplement(), submittedAt + 3000, officer)
  expect(told.state?.supplements).toHaveLength(2)
  expect(told.state?.supplements[1]?.requestId).not.toBe(requestId)
})

test('a request without a reason is refused', () => {
  expect(inVetting().input(requestSupplement([]), submittedAt + 1, officer)).toMatchObject([
    { type: 'DecisionRefused', data: { reason: 'NO_REASONS' } },
  ])
})

test('what is wanting at the Help Centre is asked for, and the deadline stays as it was promised (R34d, R35b)', () => {
  const deadline = endOf('2023-05-04')
  const told = vetted()
  told.input(invited(deadline), submittedAt + 2000)
  expect(told.input(failed(true, deadline), submittedAt + 3000)).toMatchObject([
    { type: 'SupplementRequested', data: { reasons, attendBy: deadline } },
  ])
  const { requestId } = told.state!.supplements.at(-1)!
  told.input(supplied(requestId), submittedAt + 4000)
  told.input(requestSupplement(), submittedAt + 5000, officer)
  expect(told.state).toMatchObject({ status: 'SUPPLEMENT_REQUESTED', attendBy: deadline })
  expect(told.input(windowClosed, deadline)).toMatchObject([
    { type: 'ApplicationRejected', data: { stage: 'NO_SHOW' } },
    { type: 'ReleasePerson', key: personId },
  ])
})

test('after the answer the applicant is invited again to the deadline that stands (R35b)', () => {
  const deadline = endOf('2023-05-04')
  const told = vetted()
  told.input(invited(deadline), submittedAt + 2000)
  told.input(failed(true, deadline), submittedAt + 3000)
  told.input(supplied(told.state!.supplements.at(-1)!.requestId), submittedAt + 4000)
  expect(told.input(approveForAuthentication, submittedAt + 5000, officer)).toMatchObject([
    {},
    { type: 'ApplicationVetted' },
  ])
  expect(told.input(invited(deadline), submittedAt + 6000)).toEqual([])
  expect(told.state).toMatchObject({ status: 'AUTH_PENDING', attendBy: deadline })
})
