// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Address, ApplicationChannel, Language, NoticeNumber, PersonName } from './common.ts'
import type { LetterRecipient } from './notification-state-v1.ts'

/** The answer to who sent paper goes by mail; this is what a letter needs, should the mail come back (N29, R32b). */
export type AnswerMailed = {
  /** The paper; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** The mail. */
  readonly emailId: string
  /** To whom a letter would go. */
  readonly recipient: LetterRecipient
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Paper whose answer was mailed is looked at again, or to be erased: should the mail come back, no letter goes out instead. */
export type AnswerWithdrawn = {
  /** The paper; key of the topic. */
  readonly subjectId: string
  /** When it happened. */
  readonly at: number
  /** The mail. */
  readonly emailId: string
}

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
  /** The application, account or paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The application that it is about. */
  readonly applicationId: string | null
  /** The account that it is about. */
  readonly accountId: string | null
  /** The case that it is about. */
  readonly caseId: string | null
  /** Address of the one recipient. */
  readonly to: string
  /** Name of the recipient; of who sent paper the whole name as it stands there, as the surname. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
  /** What the template is filled in with, such as loginName or deadline. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A letter is not sent: staff decided so, the paper that it answers is looked at again, or the person's data were erased. */
export type LetterCancelled = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** When it happened. */
  readonly at: number
  /** Which notice. */
  readonly notice: NoticeNumber
  /** Opaque id of whoever of the staff decided it; none where it follows from an erasure, or from a rescan. */
  readonly cancelledBy: string | null
  /** Role that allowed it. */
  readonly role: string | null
  /** Why, for the record, at most 2,000 characters. */
  readonly note: string | null
}

/** What staff asked for no longer fits the letter; nothing changed. */
export type LetterCommandRefused = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** When it happened. */
  readonly at: number
  /** Name of the command. */
  readonly command: string
  /** Why it was refused. */
  readonly reason: LetterRefusalReason
}

/** Why something was refused that staff wanted of a letter. */
export type LetterRefusalReason =
  | 'NO_SUCH_LETTER'
  | 'ALREADY_SENT'
  | 'CANCELLED'
  | 'WAITING'
  | 'UNKNOWN'

/** A letter waits for longer than the working days in which letters should go out; staff are alerted. */
export type LetterOverdue = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** When it happened. */
  readonly at: number
  /** Which notice. */
  readonly notice: NoticeNumber
  /** Start of the working-day count. */
  readonly waitingSince: number
  /** How many working days were counted. */
  readonly workingDays: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** A letter that was sent or cancelled is to be printed again. */
export type LetterReprintRequested = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** When it happened. */
  readonly at: number
  /** Which notice. */
  readonly notice: NoticeNumber
  /** Opaque id of whoever wants it. */
  readonly requestedBy: string
  /** Role that allowed it. */
  readonly role: string | null
}

/** A notice is to go out on paper, for there is no address of mail (R32b). It is rendered when it is printed, in the words of the mail; it holds no case content, no identity number and no secret. */
export type LetterRequested = {
  /** The letter; it derives from the fact that asks for it, so a repeat is the same letter. */
  readonly letterId: string
  /** When it happened. */
  readonly at: number
  /** Which notice. */
  readonly notice: NoticeNumber
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** Name of the recipient; of who sent paper the whole name as it stands there, as the surname. */
  readonly name: PersonName
  /** Where it goes; none where it is not known. */
  readonly address: Address | null
  /** Fax number of the recipient, E.164. */
  readonly fax: string | null
  /** Language that comes first. */
  readonly language: Language
  /** What the template is filled in with, such as reasonCodes. */
  readonly parameters: Readonly<Record<string, string>>
  /** Working days in which it should go out. */
  readonly workingDays: number
  /** The mail that came back, or was given up, and that it goes out instead of. */
  readonly insteadOf: string | null
}

/** Staff printed a letter and sent it. */
export type LetterSent = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** When it happened. */
  readonly at: number
  /** Which notice. */
  readonly notice: NoticeNumber
  /** How it went: POST, FAX or HAND. */
  readonly channel: ApplicationChannel
  /** Opaque id of whoever sent it. */
  readonly sentBy: string
  /** Role that allowed it. */
  readonly role: string | null
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
  AnswerMailed: AnswerMailed
  AnswerWithdrawn: AnswerWithdrawn
  ContactChanged: ContactChanged
  ContactCorrected: ContactCorrected
  EmailRequested: EmailRequested
  LetterCancelled: LetterCancelled
  LetterCommandRefused: LetterCommandRefused
  LetterOverdue: LetterOverdue
  LetterReprintRequested: LetterReprintRequested
  LetterRequested: LetterRequested
  LetterSent: LetterSent
  NoticeHeld: NoticeHeld
}
