import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import type { AnnexB, Reason } from '@icms/schemas/generated/common'
import { application } from './application.ts'
import type { ApplicationInput } from './application-messages.ts'
import { checklistOf } from './checklist.ts'

/** What the stories of an application are told with: ids, people, inputs. For tests only. */
export const applicationId = 'app-1'
export const personId = 'person-1'
export const officer: Actor = { kind: 'staff', id: 'staff-3', role: 'vetting' }
export const administrator: Actor = { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' }
export const hongKong = (text: string): number => Date.parse(`${text}+08:00`)
export const submittedAt = hongKong('2023-04-04T10:30:00')
export const reasons = [{ code: 'DOCUMENTS_NOT_IN_ORDER', textEn: 'The notice cannot be read.', textZh: null }]

export const exampleForm: AnnexB = exampleOf('intake-web.events.v1', 'ApplicationSubmitted').form

export const submitted = (at: number, changes: Partial<AnnexB> = {}): ApplicationInput => ({
  type: 'ApplicationSubmitted',
  data: {
    applicationId,
    personId,
    channel: 'ONLINE',
    submittedAt: at,
    form: { ...exampleForm, ...changes },
    documents: [],
  },
})

export const claimed: ApplicationInput = { type: 'PersonClaimed', data: { applicationId, personId, at: submittedAt } }

export const claimRefused = (by: { liveApplicationId?: string; accountId?: string }): ApplicationInput => ({
  type: 'PersonClaimRefused',
  data: { applicationId, personId, at: submittedAt, liveApplicationId: null, accountId: null, ...by },
})

export const approveForAuthentication: ApplicationInput = {
  type: 'ApproveForAuthentication',
  data: { applicationId, note: 'In order.', checked: checklistOf(exampleForm) },
}

export const requestSupplement = (given: readonly Reason[] = reasons): ApplicationInput => ({
  type: 'RequestSupplement',
  data: { applicationId, reasons: given, note: null },
})

export const supplied = (requestId: string, at = submittedAt): ApplicationInput => ({
  type: 'SupplementSupplied',
  data: { applicationId, at, requestId, text: 'Here it is.', documents: [] },
})

export const hold: ApplicationInput = { type: 'HoldApplication', data: { applicationId, note: 'The file is sought.' } }

export const release: ApplicationInput = { type: 'ReleaseApplication', data: { applicationId, note: 'It was found.' } }

export const withdrawalRequested: ApplicationInput = {
  type: 'WithdrawalRequested',
  data: { applicationId, at: submittedAt, reason: null },
}

export const enquiryMade = (enquiryId = 'enquiry-1', text = 'Is anything missing?'): ApplicationInput => ({
  type: 'EnquiryMade',
  data: { applicationId, at: submittedAt, enquiryId, text },
})

export const answerEnquiry: ApplicationInput = {
  type: 'AnswerEnquiry',
  data: { applicationId, answer: 'Nothing is missing.', note: null },
}

export const invited = (deadline: number): ApplicationInput => ({
  type: 'AuthenticationInvited',
  data: {
    applicationId,
    at: submittedAt,
    deadline,
    representativeAppointed: true,
    referenceVersion: 1,
    bring: [],
    representativeBrings: [],
  },
})

export const failed = (supplement = false, attendBy: number | null = null): ApplicationInput => ({
  type: 'AuthenticationFailed',
  data: { applicationId, at: submittedAt, reasons, supplement, attendBy, attendByReason: null },
})

export const windowClosed: ApplicationInput = {
  type: 'AttendanceWindowClosed',
  data: { applicationId, at: submittedAt, deadline: submittedAt },
}

export const reject = (given = reasons): ApplicationInput => ({
  type: 'RejectApplication',
  data: { applicationId, reasons: given, note: null },
})

export const approve: ApplicationInput = {
  type: 'ApproveApplication',
  data: { applicationId, note: null, weighing: null },
}

export const authenticated: ApplicationInput = {
  type: 'IdentityAuthenticated',
  data: { applicationId, at: submittedAt },
}

/** A paper that asks to be with the application; by itself where nobody of the staff wants it. */
export const offered = (by: string | null = null, receivedAt = submittedAt, paperId = 'fax-1'): ApplicationInput => ({
  type: 'OfferPaper',
  data: { applicationId, paperId, at: receivedAt, channel: 'FAX', receivedAt, by, role: by && 'vetting' },
})

export const released: ApplicationInput = {
  type: 'ReleasePaper',
  data: { applicationId, paperId: 'fax-1', at: submittedAt },
}

/** A form on paper that staff typed in; it has no address of mail. */
export const filed: ApplicationInput = {
  type: 'FilePaperApplication',
  data: {
    ...{ applicationId, paperId: 'fax-1', at: submittedAt, personId, channel: 'FAX', receivedAt: submittedAt },
    ...{ form: exampleOf('vetting.events.v1', 'ApplicationTranscribed').form, by: 'staff-4', role: 'vetting' },
  },
}

export const newStory = () => storyOf(application, { key: applicationId, contracts, reference: seededReference })

/** An application that staff have before them since its submission at `at` (UTC ms). */
export const inVetting = (at = submittedAt, changes: Partial<AnnexB> = {}) => {
  const told = newStory()
  told.input(submitted(at, changes), at)
  told.input(claimed, at)
  return told
}

/** An application whose applicant is to attend the Help Centre, or has attended. */
export const vetted = (changes: Partial<AnnexB> = {}) => {
  const told = inVetting(submittedAt, changes)
  told.input(approveForAuthentication, submittedAt + 1000, officer)
  return told
}

export const awaitingDecision = (changes: Partial<AnnexB> = {}) => {
  const told = vetted(changes)
  told.input(authenticated, submittedAt + 2000)
  return told
}

/** An application that waits for supplementary information; answers the request too. */
export const supplementAsked = (at = submittedAt + 1000) => {
  const told = inVetting()
  told.input(requestSupplement(), at, officer)
  return { told, requestId: told.state!.supplements.at(-1)!.requestId }
}

/** An application that staff set aside. */
export const onHold = (at = submittedAt + 1000) => {
  const told = inVetting()
  told.input(hold, at, officer)
  return told
}
