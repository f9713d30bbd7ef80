import type { ReadSide } from '@icms/backbone/port'
import type { MailState, MailStatus } from '@icms/schemas/generated/email-state-v1'
import type { KeptLetter, LetterStatus } from '@icms/schemas/generated/notification-state-v1'
import type { JsonSchema } from './openapi.ts'
import { readRowPage } from './row-page.ts'

/** Where a notice is: a mail as the mail connector says, a letter on paper with what staff did with it. */
export type NoticeStatus = MailStatus | `LETTER_${LetterStatus}`

/** A notice that was mailed, or goes out on paper, and how that went. Times are UTC ms. */
export type SentNotice = Pick<MailState, 'notice' | 'queuedAt' | 'changedAt'> & { readonly status: NoticeStatus }

/** Notices about an application or to an account, the latest first: 50 mails and 50 letters at most. Throws `rebuilding`. */
export async function readSentNotices(readSide: ReadSide, subjectId: string): Promise<readonly SentNotice[]> {
  const of = (table: string) => ({ table, index: 'subject', value: subjectId, descending: true })
  const [mails, letters] = await Promise.all([
    readRowPage(readSide, 'email', of('mails')),
    readRowPage(readSide, 'notification', of('letters')),
  ])
  const mailed = mails.rows.map(({ data }) => {
    const { notice, queuedAt, status, changedAt } = data as unknown as MailState
    return { notice, queuedAt, status, changedAt }
  })
  const onPaper = letters.rows.map(({ data }) => letterTold(data as unknown as KeptLetter))
  return [...mailed, ...onPaper].toSorted((a, b) => b.queuedAt - a.queuedAt)
}

/** A letter as it is told among notices by mail. */
export const letterTold = ({ notice, requestedAt, waitingSince, settledAt, status }: KeptLetter): SentNotice => ({
  ...{ notice, queuedAt: requestedAt, status: `LETTER_${status}` },
  changedAt: status === 'WAITING' ? waitingSince : (settledAt ?? waitingSince),
})

const time: JsonSchema = { type: 'string', description: 'ISO 8601, UTC' }

/** How JSON answers tell of them. */
export const sentNoticesSchema: JsonSchema = {
  type: 'array',
  description: 'Notices by mail and on paper, the latest first, and how each went',
  items: {
    type: 'object',
    properties: { notice: { type: 'string' }, queuedAt: time, status: { type: 'string' }, changedAt: time },
  },
}

export const sentNoticesAnswer = (notices: readonly SentNotice[]) =>
  notices.map(one => ({
    ...one,
    queuedAt: new Date(one.queuedAt).toISOString(),
    changedAt: new Date(one.changedAt).toISOString(),
  }))
