import type { Context } from '@icms/backbone/aggregate'
import type { CorrespondenceContact } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { toldReasons } from '@icms/schemas/paper-dismissal'
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
