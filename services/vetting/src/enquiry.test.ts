import { expect, test } from 'vitest'
import {
  answerEnquiry,
  applicationId,
  approveForAuthentication,
  enquiryMade,
  hold,
  hongKong,
  inVetting,
  officer,
  reject,
  requestSupplement,
  supplied,
} from './application-story.ts'

// Submitted on Tuesday 4 April 2023: the seventh working day is 18 April.
const lastDay = hongKong('2023-04-18T23:59:59.999')
const after = lastDay + 60_000

/** An application that had no response for seven working days. */
const unanswered = () => {
  const told = inVetting()
  told.advanceTo(lastDay)
  return told
}
const rowOf = (told: ReturnType<typeof inVetting>, table: string) => told.rows.find(row => row.table === table)
const isListed = (told: ReturnType<typeof inVetting>) => rowOf(told, 'applications')?.indexes?.enquiry !== undefined

test('once seven working days have passed without a response an enquiry is taken, and not before (R37)', () => {
  const told = inVetting()
  expect(told.input(enquiryMade(), lastDay - 1)).toEqual([])
  expect(isListed(told)).toBe(false)
  told.advanceTo(lastDay)
  expect(told.input(enquiryMade(), after)).toEqual([
    {
      type: 'EnquiryReceived',
      data: { applicationId, at: after, enquiryId: 'enquiry-1', text: 'Is anything missing?' },
    },
  ])
  expect(rowOf(told, 'applications')?.indexes?.enquiry).toEqual({ value: 'OPEN', order: after })
  expect(rowOf(told, 'statuses')?.data.enquiry).toEqual({
    ...{ enquiryId: 'enquiry-1', at: after, answeredAt: null, answer: null },
  })
})

test('staff answer it; the applicant sees the answer, the decision is recorded, and the list is rid of it (R37)', () => {
  const told = unanswered()
  told.input(enquiryMade('enquiry-1'), after)
  told.input(enquiryMade('enquiry-2'), after + 1)
  expect(told.input(answerEnquiry, after + 2, officer)).toMatchObject([
    { type: 'DecisionRecorded', data: { command: 'AnswerEnquiry', decidedBy: officer.id } },
    { type: 'EnquiryAnswered', data: { enquiryId: 'enquiry-1', answer: 'Nothing is missing.' } },
  ])
  expect(told.state?.enquiries.map(({ answeredAt }) => answeredAt)).toEqual([after + 2, after + 2])
  expect(isListed(told)).toBe(false)
  expect(rowOf(told, 'statuses')?.data).toMatchObject({ enquiry: { answer: 'Nothing is missing.' } })
  expect(told.input(answerEnquiry, after + 3, officer)).toMatchObject([
    { type: 'DecisionRefused', data: { reason: 'NO_ENQUIRY' } },
  ])
})

test('an answer is no response: the applicant may enquire again (R37, A5)', () => {
  const told = unanswered()
  told.input(enquiryMade('enquiry-1'), after)
  told.input(answerEnquiry, after + 1, officer)
  expect(rowOf(told, 'statuses')?.data.mayEnquireSince).toBe(lastDay)
  expect(told.input(enquiryMade('enquiry-2'), after + 2)).toMatchObject([{ type: 'EnquiryReceived' }])
})

test.each([
  ['N2, supplementary information', requestSupplement()],
  ['N3, the invitation', approveForAuthentication],
  ['N4, the rejection', reject()],
])('%s, is a response, which answers an enquiry and ends enquiring (R37, A5)', (_, response) => {
  const told = unanswered()
  told.input(enquiryMade(), after)
  told.input(response, after + 1, officer)
  expect(isListed(told)).toBe(false)
  expect(rowOf(told, 'statuses')?.data.mayEnquireSince).toBeNull()
  expect(told.input(enquiryMade('enquiry-2'), after + 2)).toEqual([])
})

test('after a supplement was asked for and came, nobody may enquire: there was a response (R37, A5)', () => {
  const told = unanswered()
  told.input(requestSupplement(), after, officer)
  told.input(supplied(told.state!.supplements.at(-1)!.requestId), after + 1)
  expect(told.state?.status).toBe('VETTING')
  expect(rowOf(told, 'statuses')?.data.mayEnquireSince).toBeNull()
})

test('an application that is set aside may be enquired about: the applicant was told nothing (R37)', () => {
  const told = unanswered()
  told.input(hold, after, officer)
  expect(told.input(enquiryMade(), after + 1)).toMatchObject([{ type: 'EnquiryReceived' }])
})
