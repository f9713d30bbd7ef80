import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { Reason } from '@icms/schemas/generated/common'
import type { CorrespondenceContact, CorrespondenceState } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { letterRows } from './letter-rows.ts'
import {
  cancelWaiting,
  decideOnLetter,
  evolveLetters,
  letterOf,
  type LetterCommand,
  type LetterOutput,
  letterRanOut,
  letterTimers,
} from './letters.ts'
import {
  ask,
  evolveNotices,
  type Notice,
  type NoticeOutput,
  noticeFor,
  nothingYet,
  subjectOf,
  withRequested,
} from './notice.ts'
import {
  type AnswerOutput,
  answerTo,
  keptForLetter,
  letterInstead,
  type MailFailure,
  type PaperFact,
  takeBackAnswer,
} from './paper-answers.ts'

export type CorrespondenceInput =
  | LetterCommand
  | PaperFact
  | MailFailure
  | MessageOf<
      | 'ApplicationSubmitted'
      | 'ApplicationTranscribed'
      | 'ApplicationErased'
      | 'SupplementRequested'
      | 'AuthenticationInvited'
      | 'ApplicationRejected'
      | 'ApplicationWithdrawn'
      | 'EmailCorrected'
      | 'EnquiryReceived'
      | 'EnquiryAnswered'
    >

export type CorrespondenceOutput = NoticeOutput | LetterOutput | AnswerOutput | MessageOf<'ContactCorrected'>

/**
 * What an applicant is written: N1 received, N2 supplementary information wanted, N3 attend the Help Centre, again for
 * each invitation, N4 rejected, N5 not attended, N23 withdrawn, N27 and N28 an enquiry received and answered; and N29, what
 * whoever sent paper of which nothing came is written, by letter where the mail came back. The facts come from three topics, in any order: a notice waits until
 * the application is known, and then goes out after N1. Whoever gave no address on paper gets letters (R32b), until there
 * is one; what is a letter by then stays one.
 */
function decide(
  input: CorrespondenceInput | RuntimeInput,
  state: CorrespondenceState | undefined,
  context: Context,
  policy: Policy,
): readonly CorrespondenceOutput[] {
  const request = requestFor(context, policy)
  const letters = state?.letters ?? []
  switch (input.type) {
    case 'ApplicationSubmitted':
    case 'ApplicationTranscribed': {
      if (state?.contact) return []
      const { form, submittedAt } = input.data
      const { email: to, name, preferredLanguage: language, eligibility, address, fax } = form
      const contact = { to, name, language, eligibility, address, fax }
      const onPaper = input.type === 'ApplicationTranscribed' ? { receivedAt: String(submittedAt) } : {}
      const received = noticeFor('N1', context, { eligibility, ...onPaper })
      return [received, ...(state?.held ?? [])].map(notice => request(notice, contact))
    }
    case 'MarkLetterSent':
    case 'CancelLetter':
    case 'ReprintLetter':
      return decideOnLetter(input, letters, context)
    case 'TimerFired':
      return letterRanOut(input.data.name, letters, context)
    case 'ApplicationErased':
      return input.data.isErased ? cancelWaiting(letters, context) : []
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
    case 'PaperDismissed': {
      const answering = answerTo(input.data, context)
      if (!answering) return []
      // Each answer goes to whoever stands on the paper then.
      const { notice, contact } = answering
      const asked = ask(notice, { ...(state ?? nothingYet(context.key)), contact }, context, request)
      return [...asked, ...asked.flatMap(one => keptForLetter(one, contact, context))]
    }
    case 'PaperReopened':
    case 'PaperPutBack':
    case 'PaperReplaced':
    case 'PaperErasureDecided':
      return takeBackAnswer(input, state, context)
    case 'EmailBounced':
    case 'EmailAbandoned':
      return letterInstead(input.data, state, policy.letterDays, context)
    default:
      return []
  }
}

const requestFor =
  (context: Context, { letterDays }: Policy) =>
  (notice: Notice, contact: CorrespondenceContact): MessageOf<'EmailRequested' | 'LetterRequested'> => {
    const { to, name, language, eligibility } = contact
    const parameters = { ...notice.parameters, eligibility }
    if (to === '') return letterOf({ ...notice, parameters }, contact, letterDays, context)
    const { key, at } = context
    const applicationId = subjectOf(notice.notice) === 'application' ? key : null
    const about = { subjectId: key, applicationId, accountId: null, at }
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
  switch (output.type) {
    case 'ContactCorrected':
      return state && { ...state, contact: state.contact && { ...state.contact, to: output.data.to } }
    case 'EmailRequested':
    case 'NoticeHeld': {
      const after = evolveNotices<CorrespondenceContact>(state, output, ({ to, name, language, parameters }) => {
        return { to, name, language, eligibility: groundIn(parameters), address: null, fax: null }
      })
      return { ...after, letters: state?.letters ?? [], mailed: state?.mailed ?? null }
    }
    case 'LetterRequested': {
      const { letterId, name, language, parameters, address, fax, subjectId } = output.data
      const contact = { to: '', name, language, eligibility: groundIn(parameters), address, fax }
      const after = withRequested<CorrespondenceContact>(state, subjectId, letterId, contact)
      return { ...after, letters: evolveLetters(state?.letters ?? [], output), mailed: null }
    }
    case 'AnswerMailed': {
      const { emailId, recipient, parameters } = output.data
      return state && { ...state, mailed: { emailId, recipient, parameters } }
    }
    case 'AnswerWithdrawn':
      return state && { ...state, mailed: null }
    default:
      return state && { ...state, letters: evolveLetters(state.letters, output) }
  }
}

const groundIn = (parameters: Notice['parameters']): string => parameters.eligibility ?? 'UNKNOWN'

const decideUnder =
  (policy: Policy): Aggregate<CorrespondenceState, CorrespondenceInput, CorrespondenceOutput>['decide'] =>
  (input, state, context) =>
    decide(input, state, context, policy)

/** What is written to one applicant, by application, or to whoever sent one paper, by paper. */
export const correspondence: Aggregate<CorrespondenceState, CorrespondenceInput, CorrespondenceOutput> = {
  name: 'correspondence',
  state: 'icms.notification.CorrespondenceState',
  inputs: [
    { topic: 'intake-web.events.v1', types: ['ApplicationSubmitted'] },
    { topic: 'identity.events.v1', types: ['AuthenticationInvited'] },
    {
      topic: 'vetting.events.v1',
      types: [
        'ApplicationTranscribed',
        'SupplementRequested',
        'ApplicationRejected',
        'ApplicationWithdrawn',
        'EmailCorrected',
        'EnquiryReceived',
        'EnquiryAnswered',
        'ApplicationErased',
        'PaperDismissed',
        'PaperReopened',
        'PaperPutBack',
        'PaperReplaced',
        'PaperErasureDecided',
      ],
    },
    {
      topic: 'email.events.v1',
      types: ['EmailBounced', 'EmailAbandoned'],
      key: (input: MailFailure) => input.data.subjectId,
    },
    { topic: 'notification.commands.v1', types: ['MarkLetterSent', 'CancelLetter', 'ReprintLetter'] },
  ],
  outputs: [
    'EmailRequested',
    'NoticeHeld',
    'ContactCorrected',
    'LetterRequested',
    'LetterSent',
    'LetterCancelled',
    'LetterReprintRequested',
    'LetterOverdue',
    'LetterCommandRefused',
    'AnswerMailed',
    'AnswerWithdrawn',
  ],
  targets: ['LetterOverdue'],
  decide: decideUnder(defaultPolicy),
  evolve,
  due: ({ letters }, reference) => letterTimers(letters, reference),
  rows: letterRows,
}

export const correspondenceUnder = (policy: Policy): typeof correspondence => ({
  ...correspondence,
  decide: decideUnder(policy),
})
