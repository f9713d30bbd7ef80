// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Language, NoticeNumber, PersonName } from './common.ts'

/** What the mail connector keeps of a mail. */
export type MailState = {
  /** The mail; key of the state. */
  readonly emailId: string
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** When it was taken on: the date that the mail bears. */
  readonly queuedAt: number
  /** When its status changed last. */
  readonly changedAt: number
  /** Where the mail is. */
  readonly status: MailStatus
  /** The attempt that runs or ran last, from 1. */
  readonly attempt: number
  /** Attempts of which it is not known whether the mail server took the mail. */
  readonly doubts: number
  /** When it is sent again, while it waits. */
  readonly retryAt: number | null
  /** What it takes to write the mail; forgotten once it is settled. */
  readonly letter: LetterToSend | null
}

/** Where a mail is. */
export type MailStatus =
  | 'SENDING'
  | 'WAITING'
  | 'ACCEPTED'
  | 'BOUNCED'
  | 'ABANDONED'
  | 'UNKNOWN'

/** What it takes to write the mail. */
export type LetterToSend = {
  /** The application that it is about. */
  readonly applicationId: string | null
  /** The account that it is about. */
  readonly accountId: string | null
  /** Address of the one recipient. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

export type EmailState = {
  MailState: MailState
}
