import type { PaperSender } from '@icms/schemas/generated/common'
import type { PaperAnswer } from '@icms/schemas/generated/vetting-events-v1'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { toldReasons } from '@icms/schemas/paper-dismissal'
import { keptUntil } from '@icms/schemas/retention'
import { leavesOf } from './paper-pages.ts'

/** What whoever sent a paper is told of it: nothing without an address, or for a reason that nobody is told. */
export const answerOf = (
  { reasons, sender, retentionDays }: MessageOf<'DismissPaper'>['data'],
  { paper: { channel, receivedAt, documents } }: PaperState,
  at: number,
): PaperAnswer | null =>
  sender === null || toldReasons(reasons).length === 0
    ? null
    : {
        ...{ sender, channel, receivedAt },
        pages: leavesOf(documents).length,
        keptUntil: retentionDays === null ? null : keptUntil(at, retentionDays),
      }

/** How it stands with the answer to who sent a dismissed paper, by a word of few. */
export type AnswerStanding = 'LETTER' | 'MAIL' | 'NO_ADDRESS' | 'NOT_DUE'

/** Nothing of a paper that is not dismissed. */
export function answerStanding({ status, reasons, answer }: PaperState): AnswerStanding | undefined {
  if (status !== 'NOT_FOR_US' && status !== 'UNREADABLE') return undefined
  if (answer) return carrierTo(answer.sender)
  return toldReasons(reasons).length === 0 ? 'NOT_DUE' : 'NO_ADDRESS'
}

const carrierTo = ({ email }: PaperSender): AnswerStanding => (email === null ? 'LETTER' : 'MAIL')
