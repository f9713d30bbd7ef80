import type { Row } from '@icms/backbone/aggregate'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'

/**
 * Table `attendances`, by applicationId: what the Help Centre's worklist and the applicant's status page show. Index
 * `status`, the earliest deadline first; `UNDELIVERED` for an invitation that has to be sent again. Names are vetting's: a page joins the two by applicationId.
 */
export const attendanceRows = (state: AttendanceState): readonly Row[] => [
  {
    table: 'attendances',
    id: state.applicationId,
    data: { ...state },
    indexes: { status: { value: state.undelivered ? 'UNDELIVERED' : state.status, order: state.deadline } },
  },
]
