import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { Reason } from '@icms/schemas/generated/common'
import type { CorrespondenceContact, CorrespondenceState } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { ask, evolveNotices, type Notice, type NoticeOutput, noticeFor } from './notice.ts'

export type CorrespondenceInput = MessageOf<
  | 'ApplicationSubmitted'
  | 'SupplementRequested'
  | 'AuthenticationInvited'
  | 'ApplicationRejected'
  | 'ApplicationWithdrawn'
  | 'EmailCorrected'
  | 'EnquiryReceived'
  | 'EnquiryAnswered'
>

export type CorrespondenceOutput = NoticeOutput | MessageOf<'ContactCorrected'>

/**
 * What an applicant is written: N1 received, N2 supplementary information wanted, N3 attend the Help Centre, again for
 * each invitation, N4 rejected, N5 not attended, N23 withdrawn, N27 and N28 an enquiry received and answered. The facts
 * come from three topics, in any order: a notice waits until the application is known, and then goes out after N1.
 */
function decide(
  input: CorrespondenceInput | RuntimeInput,
  state: CorrespondenceState | undefined,
  context: Context,
): readonly CorrespondenceOutput[] {
  const request = requestFor(context)
  switch (input.type) {
    case 'ApplicationSubmitted': {
      if (state?.contact) return []
      const { form } = input.data
      const { email: to, name, preferredLanguage: language, eligibility } = form
      const contact = { to, name, language, eligibility }
      return [noticeFor('N1', context, { eligibility }), ...(state?.held ?? [])].map(notice => request(notice, contact))
    }
    case 'SupplementRequested': {
      const { reasons, attendBy } = input.data
      const parameters = { ...wordsOf(reasons), ...(attendBy !== null && { attendBy: String(attendBy) }) }
      return ask(noticeFor('N2', context, parameters), state, context, request)
    }
    case 'AuthenticationInvited': {
      const { deadline, representativeAppointed } = input.data
      const parameters = { deadline: String(deadline), representative: representativeAppointed ? 'yes' : 'no' }
      return ask(noticeFor('N3', context, parameters), state, context, request)
    }
    case 'ApplicationRejected': {
      const { stage, reasons } = input.data
      const notice =
        stage === 'NO_SHOW' ? noticeFor('N5', context, {}) : noticeFor('N4', context, { stage, ...wordsOf(reasons) })
      return ask(notice, state, context, request)
    }
    case 'ApplicationWithdrawn':
      return ask(noticeFor('N23', context, {}), state, context, request)
    case 'EnquiryReceived':
      return ask(noticeFor('N27', context, {}), state, context, request)
    case 'EnquiryAnswered':
      return ask(noticeFor('N28', context, {}), state, context, request)
    case 'EmailCorrected': {
      const { email: to } = input.data
      if (!state?.contact || state.contact.to === to) return []
      return [{ type: 'ContactCorrected', data: { subjectId: context.key, at: context.at, to } }]
    }
    default:
      return []
  }
}

const requestFor =
  ({ key, at }: Context) =>
  (notice: Notice, { to, name, language, eligibility }: CorrespondenceContact): NoticeOutput => {
    const parameters = { ...notice.parameters, eligibility }
    const about = { subjectId: key, applicationId: key, accountId: null, at }
    return { type: 'EmailRequested', data: { ...notice, ...about, to, name, language, parameters } }
  }

/** Reasons as the template takes them: codes, and what staff wrote in either language, one line each. */
function wordsOf(reasons: readonly Reason[]): Readonly<Record<string, string>> {
  const lines = (texts: readonly (string | null)[]) => texts.filter(text => text !== null).join('\n')
  return {
    reasonCodes: reasons.map(r => r.code).join('\n'),
    reasonsEn: lines(reasons.map(r => r.textEn)),
    reasonsZh: lines(reasons.map(r => r.textZh)),
  }
}

function evolve(state: CorrespondenceState | undefined, output: CorrespondenceOutput): CorrespondenceState | undefined {
  if (output.type === 'ContactCorrected')
    return state && { ...state, contact: state.contact && { ...state.contact, to: output.data.to } }
  return evolveNotices(state, output, ({ to, name, language, parameters }) => ({
    to,
    name,
    language,
    eligibility: parameters.eligibility ?? 'UNKNOWN',
  }))
}

/** Letters to one applicant, by application. */
export const correspondence: Aggregate<CorrespondenceState, CorrespondenceInput, CorrespondenceOutput> = {
  name: 'correspondence',
  state: 'icms.notification.CorrespondenceState',
  inputs: [
    { topic: 'intake-web.events.v1', types: ['ApplicationSubmitted'] },
    { topic: 'identity.events.v1', types: ['AuthenticationInvited'] },
    {
      topic: 'vetting.events.v1',
      types: [
        'SupplementRequested',
        'ApplicationRejected',
        'ApplicationWithdrawn',
        'EmailCorrected',
        'EnquiryReceived',
        'EnquiryAnswered',
      ],
    },
  ],
  outputs: ['EmailRequested', 'NoticeHeld', 'ContactCorrected'],
  decide,
  evolve,
}
