import type { Row } from '@icms/backbone/aggregate'
import { ageOn, dayOf } from '@icms/schemas/calendar-day'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { isFinal } from './application-end.ts'
import { mayEnquire, openEnquiry } from './enquiry.ts'
import { outcomeOf } from './erasure.ts'
import { maskIdentity } from './masked-identity.ts'
import { openSupplement } from './supplement.ts'

/** A person younger than this is looked at by staff as a person under disability (A35). */
const fullAgeYears = 18

const dayMs = 86_400_000

/**
 * Three tables, by applicationId. `applications`: the worklist. `forms`: all that the applicant stated, for the desk that
 * compares it with the documents; identity numbers are in full there and nowhere else, and a page for anybody else shows
 * them by `maskForm`. `statuses`: what the applicant is told.
 */
export const applicationRows = (state: ApplicationState): readonly Row[] => [
  { table: 'applications', id: state.applicationId, data: worklistData(state), indexes: worklistIndexes(state) },
  { table: 'forms', id: state.applicationId, data: { ...state.form } },
  { table: 'statuses', id: state.applicationId, data: statusData(state) },
]

const worklistData = ({ form, ...state }: ApplicationState): Row['data'] => ({
  ...state,
  name: form.name,
  identityDocument: maskIdentity(form.identityDocument),
  channel: form.channel,
  eligibility: form.eligibility,
  caseNumbers: form.cases.map(({ caseNumber }) => caseNumber),
  isUnderAge: form.dateOfBirth !== null && ageOn(dayOf(state.submittedAt), form.dateOfBirth) < fullAgeYears,
  representativeAppointed: form.personalRepresentative !== null,
})

/**
 * `status`: what waits the longest first. `clock` (`RUNNING`, `MISSED`), while vetting lasts: whose target comes first.
 * `assignee`: what somebody sees to. `reason.<code>`, by status: what was asked for or rejected because of it. `person`
 * and the search terms: keyed hashes, by which applications of one person and those that staff look for are found.
 * `enquiry`: what an applicant asked about and nobody answered, the longest waiting first (R37).
 * `ended`: what no account came of, which may be erased one day, the longest ended first. What is erased is in none.
 */
const worklistIndexes = (state: ApplicationState): NonNullable<Row['indexes']> => {
  if (state.erasure) return {}
  const { status, statusAt, submittedAt, personId, assignee, searchTerms } = state
  const enquiry = openEnquiry(state)
  const isNew = status === 'RECEIVED' || status === 'VETTING'
  return {
    status: { value: status, order: isNew ? submittedAt : statusAt },
    person: { value: personId, order: submittedAt },
    ...clockIndex(state),
    ...(assignee !== null && !isFinal(state) && { assignee: { value: assignee, order: submittedAt } }),
    ...reasonIndexes(state),
    ...(enquiry && { enquiry: { value: 'OPEN', order: enquiry.askedAt } }),
    ...(outcomeOf(state) && { ended: { value: 'ENDED', order: statusAt } }),
    ...(searchTerms && {
      document: { value: searchTerms.document, order: submittedAt },
      // Whoever gave no address would be found by any text that has no letters (R32b).
      ...(state.form.email !== '' && { email: { value: searchTerms.email, order: submittedAt } }),
      nameEn: { value: searchTerms.nameEn, order: submittedAt },
      ...(searchTerms.nameZh !== null && { nameZh: { value: searchTerms.nameZh, order: submittedAt } }),
    }),
  }
}

/**
 * Clocks that count the same days come in the order of their ends, also when the calendar changes. One that counts fewer,
 * as after a hold, is put among them as if working days were calendar days.
 */
const clockIndex = ({ status, vettingClock }: ApplicationState): NonNullable<Row['indexes']> => {
  if (status !== 'VETTING' || !vettingClock) return {}
  const value = vettingClock.ranOutAt === null ? 'RUNNING' : 'MISSED'
  const { countedFrom, workingDays } = vettingClock
  return { clock: { value, order: countedFrom + workingDays * dayMs } }
}

const reasonIndexes = (state: ApplicationState): NonNullable<Row['indexes']> => {
  const { status, statusAt } = state
  const reasons = openSupplement(state)?.reasons ?? state.reasons
  return Object.fromEntries(reasons.map(({ code }) => [`reason.${code}`, { value: status, order: statusAt }]))
}

/** That an application was set aside is not told to the applicant: it is being vetted. */
const statusData = (state: ApplicationState): Row['data'] => ({
  applicationId: state.applicationId,
  status: state.status === 'ON_HOLD' ? 'VETTING' : state.status,
  at: state.statusAt,
  submittedAt: state.submittedAt,
  deadline: state.attendBy,
  mayEnquireSince: mayEnquire(state) ? state.enquiryClock.ranOutAt : null,
  enquiry: enquiryTold(state),
  rejectedAtStage: state.rejectedAtStage,
  reasons: state.reasons,
  supplement: supplementTold(state),
  mayWithdraw: !isFinal(state),
})

/** What the applicant asked last, and was answered. */
const enquiryTold = ({ enquiries }: ApplicationState) => {
  const last = enquiries.at(-1)
  return last ? { enquiryId: last.enquiryId, at: last.askedAt, answeredAt: last.answeredAt, answer: last.answer } : null
}

/** What is asked of the applicant, while it waits for an answer. */
const supplementTold = (state: ApplicationState) => {
  const open = openSupplement(state)
  return open ? { requestId: open.requestId, at: open.askedAt, reasons: open.reasons } : null
}
