import type { Aggregate, Context, Row, RuntimeInput } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import { calendarOf, currentTermsAt, noticesOf } from '@icms/reference-data/reference-view'
import { parseAnnexB } from '@icms/schemas/annex-b'
import type { SubmitApplication } from '@icms/schemas/generated/intake-web-commands-v1'
import type { SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { Defect } from '@icms/schemas/refusal'

export type SubmissionInput = MessageOf<
  | 'SubmitApplication'
  | 'SupplySupplement'
  | 'RequestWithdrawal'
  | 'MakeEnquiry'
  | 'EmailCorrected'
  | 'ApplicationTranscribed'
>

export type SubmissionOutput = MessageOf<
  | 'ApplicationSubmitted'
  | 'SubmissionRefused'
  | 'SupplementSupplied'
  | 'WithdrawalRequested'
  | 'EnquiryMade'
  | 'ApplicantEmailCorrected'
  | 'PaperApplicationNoted'
>

/** Requests whose answers are remembered: staff cannot ask more often. */
const answeredMax = 100

/** An applicant enquires so often at most (R37). */
export const enquiryEveryMs = 24 * 3_600_000

const decide = (
  input: SubmissionInput | RuntimeInput,
  state: SubmissionState | undefined,
  context: Context,
): readonly SubmissionOutput[] => {
  switch (input.type) {
    case 'SubmitApplication':
      return state ? [] : submitted(input.data, context)
    case 'SupplySupplement':
      if (!state || state.answered.includes(input.data.requestId)) return []
      return [{ type: 'SupplementSupplied', data: { ...input.data, at: context.at } }]
    case 'RequestWithdrawal':
      if (!state || state.withdrawalRequestedAt !== null) return []
      return [{ type: 'WithdrawalRequested', data: { ...input.data, at: context.at } }]
    case 'MakeEnquiry': {
      const { at, id } = context
      if (!state || (state.enquiry && at < state.enquiry.at + enquiryEveryMs)) return []
      return [{ type: 'EnquiryMade', data: { ...input.data, at, enquiryId: deriveId('enquiry', id) } }]
    }
    case 'EmailCorrected': {
      const { applicationId, email } = input.data
      if (!state || state.email === email) return []
      return [{ type: 'ApplicantEmailCorrected', data: { applicationId, at: context.at, email } }]
    }
    case 'ApplicationTranscribed': {
      if (state) return []
      const { applicationId, submittedAt, form } = input.data
      const { email, preferredLanguage: language } = form
      return [{ type: 'PaperApplicationNoted', data: { applicationId, at: context.at, submittedAt, email, language } }]
    }
    default:
      return []
  }
}

const submitted = (data: SubmitApplication, { at, reference }: Context): readonly SubmissionOutput[] => {
  const { applicationId, personId, form, emailProvenAt, documents } = data
  const checked = parseAnnexB(form, {
    receivedAt: at,
    calendar: calendarOf(reference),
    notices: noticesOf(reference),
    termsVersion: currentTermsAt(reference, at)?.version ?? '',
  })
  const defects: readonly Defect[] = [
    ...(form.channel === 'ONLINE' ? [] : [{ path: 'channel', code: 'NOT_ONE_OF' } as const]),
    ...(checked.ok ? [] : checked.defects),
    ...(emailProvenAt === null ? [{ path: 'email', code: 'EMAIL_NOT_PROVEN' } as const] : []),
  ]
  if (!checked.ok || defects.length > 0) {
    return [{ type: 'SubmissionRefused', data: { applicationId, at, defects } }]
  }
  const taken = {
    applicationId,
    personId,
    channel: checked.value.channel,
    submittedAt: at,
    form: checked.value,
    documents,
  }
  return [{ type: 'ApplicationSubmitted', data: taken }]
}

const nothingYet = { answered: [], withdrawalRequestedAt: null, enquiry: null, sessionEpoch: 0 }

const evolve = (state: SubmissionState | undefined, output: SubmissionOutput): SubmissionState | undefined => {
  switch (output.type) {
    case 'ApplicationSubmitted': {
      const { applicationId, submittedAt, form, documents } = output.data
      const { email, preferredLanguage: language } = form
      return { applicationId, submittedAt, email, language, documents, ...nothingYet }
    }
    case 'PaperApplicationNoted': {
      const { applicationId, submittedAt, email, language } = output.data
      // Its papers are vetting's, and were not handed in here.
      return { applicationId, submittedAt, email, language, documents: [], ...nothingYet }
    }
    case 'SupplementSupplied': {
      const { requestId, documents } = output.data
      const answered = state && [...state.answered, requestId].slice(-answeredMax)
      return state && answered && { ...state, answered, documents: [...state.documents, ...documents] }
    }
    case 'WithdrawalRequested':
      return state && { ...state, withdrawalRequestedAt: output.data.at }
    case 'EnquiryMade': {
      const { enquiryId, at } = output.data
      return state && { ...state, enquiry: { enquiryId, at } }
    }
    case 'ApplicantEmailCorrected':
      return state && { ...state, email: output.data.email, sessionEpoch: state.sessionEpoch + 1 }
    default:
      return state
  }
}

const rows = (state: SubmissionState): readonly Row[] => [
  { table: 'submissions', id: state.applicationId, data: { ...state } },
]

/**
 * One form submitted online, by the reference that the applicant gets (R32a). The form is checked again here, so that
 * nothing gets in which the rules of the moment do not allow, whatever the edge had seen; its address was proven by a code. A form that was refused may
 * be sent again under the same reference; one that was taken is not taken twice. After that it is where the applicant
 * answers what vetting asks (R34d), each request once, enquires (R37) and asks for the withdrawal: vetting says what
 * becomes of each. Vetting also corrects the address that the applicant is known by (R34b). An application that came on paper is
 * followed and answered here like any other, once there is an address: by an empty one nobody is found (R32b).
 */
export const submission: Aggregate<SubmissionState, SubmissionInput, SubmissionOutput> = {
  name: 'submission',
  state: 'icms.intakeweb.SubmissionState',
  inputs: [
    {
      topic: 'intake-web.commands.v1',
      types: ['SubmitApplication', 'SupplySupplement', 'RequestWithdrawal', 'MakeEnquiry'],
    },
    { topic: 'vetting.events.v1', types: ['EmailCorrected', 'ApplicationTranscribed'] },
  ],
  outputs: [
    'ApplicationSubmitted',
    'SubmissionRefused',
    'SupplementSupplied',
    'WithdrawalRequested',
    'EnquiryMade',
    'ApplicantEmailCorrected',
    'PaperApplicationNoted',
  ],
  decide,
  evolve,
  rows,
}
