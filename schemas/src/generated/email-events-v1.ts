// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Language, NoticeNumber, PersonName } from './common.ts'

/** What kept a mail from being accepted, or from arriving. */
export type DeliveryProblem =
  | 'SERVER_UNREACHABLE'
  | 'SERVER_BUSY'
  | 'TIMED_OUT'
  | 'RECIPIENT_REFUSED'
  | 'MESSAGE_REFUSED'
  | 'ADDRESS_INVALID'
  | 'ATTEMPTS_USED_UP'
  | 'RETURNED'
  | 'UNKNOWN'

/** All attempts are used up; the notice did not go out by mail. */
export type EmailAbandoned = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** What went wrong. */
  readonly reason: DeliveryProblem
  /** Reply code of the mail server, such as 550 5.1.1; never its text, which may quote the address. */
  readonly replyCode: string | null
  /** When the mail was taken on: tells it from one that was asked for since. */
  readonly queuedAt: number | null
}

/** The mail server took the mail and answers for it from now on. */
export type EmailAccepted = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
}

/** The mail was refused for good, or was taken and came back; somebody must be told another way. */
export type EmailBounced = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** What went wrong. */
  readonly reason: DeliveryProblem
  /** Reply code of the mail server, such as 550 5.1.1, or the status of its report, such as 5.1.1; never its text, which may quote the address. */
  readonly replyCode: string | null
  /** When the mail was taken on: tells it from one that was asked for since. */
  readonly queuedAt: number | null
}

/** The mail was not taken this time; it is tried again. */
export type EmailDeferred = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** When it is tried again. */
  readonly until: number
  /** What went wrong. */
  readonly reason: DeliveryProblem
  /** Reply code of the mail server, such as 550 5.1.1; never its text, which may quote the address. */
  readonly replyCode: string | null
}

/** A mail server reported that a mail it had taken has not arrived yet and is still tried. Noted only. */
export type EmailDelayed = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** Status of the report, such as 4.4.1; never its text, which may quote the address. */
  readonly statusCode: string | null
}

/** It is not known whether the mail server took the mail; it may be sent again with the same Message-ID. */
export type EmailInDoubt = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** When it is sent again, if it is. */
  readonly until: number | null
  /** When the mail was taken on: tells it from one that was asked for since. */
  readonly queuedAt: number | null
}

/** The mail connector took on a mail and is about to send it. */
export type EmailQueued = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice it carries. */
  readonly notice: NoticeNumber
  /** The application or account that it is about. */
  readonly subjectId: string
  /** The application that it is about. */
  readonly applicationId: string | null
  /** The account that it is about. */
  readonly accountId: string | null
  /** Message-ID header of the mail. */
  readonly messageId: string
  /** Address of the one recipient. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

/** The wait is over and the mail is sent again, with the same Message-ID. */
export type EmailRetried = {
  /** The mail; key of the topic. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it is, from 1. */
  readonly attempt: number
}

export type EmailEvents = {
  EmailAbandoned: EmailAbandoned
  EmailAccepted: EmailAccepted
  EmailBounced: EmailBounced
  EmailDeferred: EmailDeferred
  EmailDelayed: EmailDelayed
  EmailInDoubt: EmailInDoubt
  EmailQueued: EmailQueued
  EmailRetried: EmailRetried
}
