// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Language, NoticeNumber, PersonName } from './common.ts'

/** Notices about the account go to another address, or another language comes first. */
export type ContactChanged = {
  /** The account; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** Address of the recipient. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
}

/** Notices of an application go to another address from now on. */
export type ContactCorrected = {
  /** The application that it is about; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** Address of the recipient. */
  readonly to: string
}

/** A notice is to be mailed. The mail connector renders it in both languages; it holds no case content, no identity number and no secret. */
export type EmailRequested = {
  /** The mail; its Message-ID derives from it, so a repeat is the same mail. */
  readonly emailId: string
  /** When it happened. */
  readonly at: number
  /** Which notice. */
  readonly notice: NoticeNumber
  /** The application or account that it is about; key of the topic. */
  readonly subjectId: string
  /** The application that it is about. */
  readonly applicationId: string | null
  /** The account that it is about. */
  readonly accountId: string | null
  /** The case that it is about. */
  readonly caseId: string | null
  /** Address of the one recipient. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
  /** What the template is filled in with, such as loginName or deadline. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A notice has to wait until it is known where notices go: the facts came in another order than they happened. */
export type NoticeHeld = {
  /** The application or account that it is about; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** The mail that it will be. */
  readonly emailId: string
  /** Which notice. */
  readonly notice: NoticeNumber
  /** The case that it is about. */
  readonly caseId: string | null
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

export type NotificationEvents = {
  ContactChanged: ContactChanged
  ContactCorrected: ContactCorrected
  EmailRequested: EmailRequested
  NoticeHeld: NoticeHeld
}
