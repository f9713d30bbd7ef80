import type { MailState } from '@icms/schemas/generated/email-state-v1'
import type { EmailRequested } from '@icms/schemas/generated/notification-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { messageIdOf } from './message-id.ts'

/** A mail intent as notification gives it, for tests. Times are Hong Kong's. */
export const hk = (text: string): number => Date.parse(`${text}+08:00`)
export const requestedAt = hk('2023-02-01T10:00')

export function requested(change: Partial<EmailRequested> = {}): MessageOf<'EmailRequested'> {
  return {
    type: 'EmailRequested',
    data: {
      emailId: 'email-1',
      at: requestedAt,
      notice: 'N1',
      subjectId: 'application-1',
      applicationId: 'application-1',
      accountId: null,
      caseId: null,
      to: 'taiman@example.com',
      name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
      language: 'EN',
      parameters: { eligibility: 'ONGOING' },
      ...change,
    },
  }
}

/** What the answer to whoever sent paper of which nothing came is filled in with (N29). */
export const dismissedFax: Readonly<Record<string, string>> = {
  ...{ paperId: 'fax-1', as: 'NOT_FOR_US', reasonCodes: 'OTHER_OFFICE', channel: 'FAX', pages: '3' },
  ...{ receivedAt: String(hk('2023-02-01T09:30')), keptUntil: String(hk('2024-02-01T23:59:59.999')) },
}
export const unreadableScan: typeof dismissedFax = {
  ...dismissedFax,
  as: 'UNREADABLE',
  reasonCodes: 'TOO_DARK\nCUT_OFF',
  channel: 'POST',
}

/** The same as the sender is given it. */
export function toSend(change: Partial<EmailRequested> = {}): MailState {
  const { emailId, notice, subjectId, applicationId, accountId, to, name, language, parameters } =
    requested(change).data
  return {
    emailId,
    notice,
    subjectId,
    messageId: messageIdOf(emailId),
    queuedAt: requestedAt,
    changedAt: requestedAt,
    status: 'SENDING',
    attempt: 1,
    doubts: 0,
    retryAt: null,
    letter: { applicationId, accountId, to, name, language, parameters },
  }
}
