import type { Context } from '@icms/backbone/aggregate'
import type { EnquiryMade } from '@icms/schemas/generated/intake-web-events-v1'
import type { ApplicationState, Enquiry } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { ApplicationOutput } from './application-messages.ts'
import { isUnanswered } from './working-day-clocks.ts'

/** Enquiries that are kept with an application; an applicant makes one a day at most. */
const enquiriesMax = 50

/** True once the applicant may enquire: the days without a response are over, and none came since (R37, A5). */
export const mayEnquire = (state: Pick<ApplicationState, 'status' | 'supplements' | 'enquiryClock'>): boolean =>
  isUnanswered(state) && state.enquiryClock.ranOutAt !== null

/** The enquiry that waits longest for its answer. Any response to the application answers it as well (A5). */
export const openEnquiry = (state: ApplicationState): Enquiry | undefined =>
  isUnanswered(state) ? state.enquiries.find(({ answeredAt }) => answeredAt === null) : undefined

/** What the applicant asks; one who has had a response meanwhile has the answer. */
export const takeEnquiry = (
  state: ApplicationState | undefined,
  { enquiryId, text }: EnquiryMade,
  { at }: Context,
): readonly ApplicationOutput[] =>
  state && mayEnquire(state) && state.enquiries.every(one => one.enquiryId !== enquiryId)
    ? [{ type: 'EnquiryReceived', data: { applicationId: state.applicationId, at, enquiryId, text } }]
    : []

/** What staff answer, to whatever was asked and not answered. */
export const answerEnquiries = (
  state: ApplicationState,
  answer: string,
  { at }: Context,
): readonly ApplicationOutput[] => {
  const open = openEnquiry(state)
  if (!open) return []
  return [
    { type: 'EnquiryAnswered', data: { applicationId: state.applicationId, at, enquiryId: open.enquiryId, answer } },
  ]
}

/** The enquiries after one more, or after an answer: one answers all that were waiting. */
export const evolveEnquiries = (
  enquiries: readonly Enquiry[],
  { type, data }: MessageOf<'EnquiryReceived' | 'EnquiryAnswered'>,
): readonly Enquiry[] => {
  if (type === 'EnquiryAnswered') {
    const { at: answeredAt, answer } = data
    return enquiries.map(one => (one.answeredAt === null ? { ...one, answeredAt, answer } : one))
  }
  const { enquiryId, at: askedAt, text } = data
  return [...enquiries, { enquiryId, askedAt, text, answeredAt: null, answer: null }].slice(-enquiriesMax)
}
