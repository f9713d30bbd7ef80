import type { Context } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import type { CorrespondenceContact, CorrespondenceState } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { toldReasons } from '@icms/schemas/paper-dismissal'
import { cancelWaiting, letterOf, type LetterOutput } from './letters.ts'
import { type Notice, noticeFor } from './notice.ts'

/** What becomes of paper that was dismissed; the first says whom to tell, the others that it is not dismissed any more. */
export type PaperFact = MessageOf<
  'PaperDismissed' | 'PaperReopened' | 'PaperPutBack' | 'PaperReplaced' | 'PaperErasureDecided'
>

export type PaperAnswering = { readonly notice: Notice; readonly contact: CorrespondenceContact }

/** N29, and to whom it goes: each dismissal has an answer of its own. Nothing where nobody is told. */
export function answerTo(
  { paperId, as, reasons, answer }: MessageOf<'PaperDismissed'>['data'],
  context: Context,
): PaperAnswering | undefined {
  if (!answer) return undefined
  const { sender, channel, receivedAt, pages, keptUntil } = answer
  const notice = noticeFor('N29', context, {
    ...{ paperId, as, channel, reasonCodes: toldReasons(reasons).join('\n') },
    ...{ receivedAt: String(receivedAt), pages: String(pages) },
    ...(keptUntil !== null && { keptUntil: String(keptUntil) }),
  })
  // As it stands on the paper: of a person or an organization, in whatever script.
  const name = { surnameEn: sender.name, givenNameEn: null, nameZh: null }
  const { address, email, language } = sender
  return { notice, contact: { to: email ?? '', name, language, eligibility: 'UNKNOWN', address, fax: null } }
}

/** What came of a mail that did not arrive. */
export type MailFailure = MessageOf<'EmailBounced' | 'EmailAbandoned'>

export type AnswerOutput = MessageOf<'AnswerMailed' | 'AnswerWithdrawn'>

/** Beside the mail of an answer: what a letter needs, should the mail come back. */
export function keptForLetter(
  { type, data }: MessageOf<'EmailRequested' | 'LetterRequested' | 'NoticeHeld'>,
  { name, address, fax, language }: CorrespondenceContact,
  { key: subjectId, at }: Context,
): readonly AnswerOutput[] {
  if (type !== 'EmailRequested') return []
  const { emailId, parameters } = data
  const recipient = { name, address, fax, language }
  return [{ type: 'AnswerMailed', data: { subjectId, at, emailId, recipient, parameters } }]
}

/**
 * The letter instead of an answer that came back, or was given up, while the paper is dismissed as it was then. Where no
 * postal address is known it is one all the same: staff find one, or cancel it, and until then it is seen. A report that
 * follows on the first one asks for no second letter.
 */
export function letterInstead(
  { emailId }: MailFailure['data'],
  state: CorrespondenceState | undefined,
  workingDays: number,
  context: Context,
): readonly MessageOf<'LetterRequested'>[] {
  const { mailed } = state ?? {}
  if (mailed?.emailId !== emailId) return []
  const { recipient, parameters } = mailed
  const notice: Notice = { emailId: deriveId('letter', emailId), notice: 'N29', caseId: null, parameters }
  return [letterOf(notice, recipient, workingDays, context, emailId)]
}

/**
 * Paper that is not dismissed any more: a letter that waits is not sent. A mail cannot be called back; what is taken back
 * is that a letter goes out should it come back.
 */
export function takeBackAnswer(
  { data }: Exclude<PaperFact, MessageOf<'PaperDismissed'>>,
  state: CorrespondenceState | undefined,
  context: Context,
): readonly (LetterOutput | AnswerOutput)[] {
  const { letters = [], mailed } = state ?? {}
  const cancelled = cancelWaiting(letters, context, 'by' in data ? data : undefined)
  if (!mailed) return cancelled
  const { key: subjectId, at } = context
  return [...cancelled, { type: 'AnswerWithdrawn', data: { subjectId, at, emailId: mailed.emailId } }]
}
