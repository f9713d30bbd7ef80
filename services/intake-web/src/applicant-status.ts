import type { ReadSide, RowQuery } from '@icms/backbone/port'
import { type AttendanceDocument, type AttendanceForm, documentsToBring } from '@icms/schemas/attendance-documents'
import type { Reason, SuppliedDocument } from '@icms/schemas/generated/common'
import type { SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import type { ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import { rebuilding } from '@icms/web/problem'
import { enquiryEveryMs } from './submission.ts'

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
  /** True while an enquiry would be taken: no other one waits for its answer. */
  readonly mayEnquire: boolean
  /** What the applicant asked last; the answer once there is one. */
  readonly enquiry: EnquiryTold | null
  readonly reasons: readonly Reason[]
  /** What vetting asks and waits for (R34d); null once it was answered. */
  readonly supplement: SupplementAsked | null
  readonly mayWithdraw: boolean
  /** When the applicant asked for the withdrawal, which vetting has not answered yet. */
  readonly withdrawalRequestedAt: number | null
  readonly documents: readonly SuppliedDocument[]
}

export type SupplementAsked = { readonly requestId: string; readonly at: number; readonly reasons: readonly Reason[] }

export type EnquiryTold = { readonly at: number; readonly answeredAt: number | null; readonly answer: string | null }

/** Vetting's rows on an application: it alone states the status. */
type StatusRow = {
  readonly status: ApplicationStatus
  readonly at: number
  readonly deadline: number | null
  readonly mayEnquireSince: number | null
  readonly reasons: readonly Reason[]
  readonly supplement?: SupplementAsked | null
  readonly mayWithdraw?: boolean
  readonly enquiry?: (EnquiryTold & { readonly enquiryId: string }) | null
}
type WorklistRow = AttendanceForm & { readonly representativeAppointed: boolean }

/** The status at an instant (UTC ms) of an application that the online intake took; `RECEIVED` until vetting has read of it. Throws `rebuilding`. */
export async function readStatus(
  readSide: ReadSide,
  { applicationId, submittedAt, documents, answered, withdrawalRequestedAt, enquiry: asked }: SubmissionState,
  now: number,
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
  const wanted = status?.status === 'SUPPLEMENT_REQUESTED' ? (status.supplement ?? null) : null
  const supplement = wanted && !answered.includes(wanted.requestId) ? wanted : null
  const mayEnquireSince = isAwaitingResponse(status?.status) ? (status?.mayEnquireSince ?? null) : null
  const enquiry = enquiryTold(asked, status?.enquiry)
  const isTooSoon = asked !== null && now < asked.at + enquiryEveryMs
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
    mayEnquireSince,
    mayEnquire: mayEnquireSince !== null && enquiry?.answeredAt !== null && !isTooSoon,
    enquiry,
    reasons: (status?.reasons ?? []).map(withoutWhatIsKnown),
    supplement,
    mayWithdraw: (status?.mayWithdraw ?? false) && withdrawalRequestedAt === null,
    withdrawalRequestedAt: status?.mayWithdraw ? withdrawalRequestedAt : null,
    documents,
  }
}

/** What was asked last, also while vetting has not read it yet. */
function enquiryTold(asked: SubmissionState['enquiry'], known: StatusRow['enquiry']): EnquiryTold | null {
  if (!asked) return null
  if (known?.enquiryId !== asked.enquiryId) return { at: asked.at, answeredAt: null, answer: null }
  return { at: known.at, answeredAt: known.answeredAt, answer: known.answer }
}

/** That staff hold an application is theirs to know: to the applicant it is being vetted. */
const shownAs = (status: ApplicationStatus): ApplicationStatus => (status === 'ON_HOLD' ? 'VETTING' : status)

const isAwaitingResponse = (status: ApplicationStatus | undefined) => status === 'RECEIVED' || status === 'VETTING'

// Whether it is an application or an account that the person has already is not told to whoever typed in the number.
const withoutWhatIsKnown = (reason: Reason): Reason =>
  reason.code === 'ALREADY_REGISTERED' ? { ...reason, code: 'DUPLICATE_APPLICATION' } : reason
