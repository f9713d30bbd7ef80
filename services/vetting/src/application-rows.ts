import type { Row } from '@icms/backbone/aggregate'
import { ageOn, dayOf } from '@icms/schemas/calendar-day'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { maskIdentity } from './masked-identity.ts'

/** A person younger than this is looked at by staff as a person under disability (A35). */
const fullAgeYears = 18

/**
 * Three tables, by applicationId. `applications`: the worklist, by index `status` the oldest first, and by index
 * `clock` (`RUNNING` or `MISSED`, while vetting lasts) the one first whose target comes first. `forms`: all that the
 * applicant stated, for the desk that compares it with the documents; identity numbers are in full there and nowhere
 * else, and a page for anybody else shows them by `maskForm`. `statuses`: what the applicant is told.
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

// The count of working days is the same for all, so the order of their starts is the order of their targets, and it
// stays so when the calendar changes.
const worklistIndexes = ({ status, submittedAt, vettingClock }: ApplicationState): NonNullable<Row['indexes']> => ({
  status: { value: status, order: submittedAt },
  ...(status === 'VETTING' &&
    vettingClock && {
      clock: { value: vettingClock.ranOutAt === null ? 'RUNNING' : 'MISSED', order: vettingClock.countedFrom },
    }),
})

const statusData = (state: ApplicationState): Row['data'] => ({
  applicationId: state.applicationId,
  status: state.status,
  at: state.statusAt,
  submittedAt: state.submittedAt,
  deadline: state.attendBy,
  mayEnquireSince: state.enquiryClock.ranOutAt,
  rejectedAtStage: state.rejectedAtStage,
  reasons: state.reasons,
})
