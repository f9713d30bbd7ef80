import type { ReadSide, RowQuery } from '@icms/backbone/port'
import { type AttendanceDocument, type AttendanceForm, documentsToBring } from '@icms/schemas/attendance-documents'
import type { Reason, SuppliedDocument } from '@icms/schemas/generated/common'
import type { SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import type { ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import { rebuilding } from '@icms/web/problem'

/** What an applicant is told of an application. Times are UTC ms. */
export type ApplicantStatus = {
  readonly applicationId: string
  readonly submittedAt: number
  readonly status: ApplicationStatus
  readonly at: number
  /** Last instant for attendance at the Help Centre, while it is awaited (R35b). */
  readonly attendBy: number | null
  readonly bring: readonly AttendanceDocument[]
  /** What a personal representative brings instead; nothing where none was appointed (R34c). */
  readonly representativeBrings: readonly AttendanceDocument[]
  /** Since when the applicant may enquire, having had no response (R37). */
  readonly mayEnquireSince: number | null
  readonly reasons: readonly Reason[]
  /** What vetting asks and waits for (R34d); null once it was answered. */
  readonly supplement: SupplementAsked | null
  readonly mayWithdraw: boolean
  /** When the applicant asked for the withdrawal, which vetting has not answered yet. */
  readonly withdrawalRequestedAt: number | null
  readonly documents: readonly SuppliedDocument[]
}

export type SupplementAsked = { readonly requestId: string; readonly at: number; readonly reasons: readonly Reason[] }

/** Vetting's rows on an application: it alone states the status. */
type StatusRow = {
  readonly status: ApplicationStatus
  readonly at: number
  readonly deadline: number | null
  readonly mayEnquireSince: number | null
  readonly reasons: readonly Reason[]
  readonly supplement?: SupplementAsked | null
  readonly mayWithdraw?: boolean
}
type WorklistRow = AttendanceForm & { readonly representativeAppointed: boolean }

/** The status of an application that the online intake took; `RECEIVED` until vetting has read of it. Throws `rebuilding`. */
export async function readStatus(
  readSide: ReadSide,
  { applicationId, submittedAt, documents, answered, withdrawalRequestedAt }: SubmissionState,
): Promise<ApplicantStatus> {
  const rowOf = async (table: RowQuery['table']) => {
    const answer = await readSide.get('vetting', table, applicationId)
    if (answer.state === 'rebuilding') throw rebuilding()
    return answer.found?.data
  }
  const [status, worklist] = (await Promise.all([rowOf('statuses'), rowOf('applications')])) as [
    StatusRow | undefined,
    WorklistRow | undefined,
  ]
  const asked = status?.status === 'SUPPLEMENT_REQUESTED' ? (status.supplement ?? null) : null
  const supplement = asked && !answered.includes(asked.requestId) ? asked : null
  const awaited = status?.status === 'AUTH_PENDING' && worklist
  return {
    applicationId,
    submittedAt,
    status: shownAs(status?.status ?? 'RECEIVED'),
    at: status?.at ?? submittedAt,
    attendBy: awaited ? status.deadline : null,
    bring: awaited ? documentsToBring(worklist, 'APPLICANT') : [],
    representativeBrings:
      awaited && worklist.representativeAppointed ? documentsToBring(worklist, 'REPRESENTATIVE') : [],
    mayEnquireSince: isAwaitingResponse(status?.status) ? (status?.mayEnquireSince ?? null) : null,
    reasons: (status?.reasons ?? []).map(withoutWhatIsKnown),
    supplement,
    mayWithdraw: (status?.mayWithdraw ?? false) && withdrawalRequestedAt === null,
    withdrawalRequestedAt: status?.mayWithdraw ? withdrawalRequestedAt : null,
    documents,
  }
}

/** That staff hold an application is theirs to know: to the applicant it is being vetted. */
const shownAs = (status: ApplicationStatus): ApplicationStatus => (status === 'ON_HOLD' ? 'VETTING' : status)

const isAwaitingResponse = (status: ApplicationStatus | undefined) => status === 'RECEIVED' || status === 'VETTING'

// Whether it is an application or an account that the person has already is not told to whoever typed in the number.
const withoutWhatIsKnown = (reason: Reason): Reason =>
  reason.code === 'ALREADY_REGISTERED' ? { ...reason, code: 'DUPLICATE_APPLICATION' } : reason
