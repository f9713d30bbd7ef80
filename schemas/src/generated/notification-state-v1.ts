// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Address, ApplicationChannel, Language, NoticeNumber, PersonName } from './common.ts'

/** What notification keeps of an account, to write to its holder. */
export type AccountNoticesState = {
  /** The account; key of the state. */
  readonly subjectId: string
  /** Where notices go; none until it is known. */
  readonly contact: AccountNoticesContact | null
  /** Notices that wait for an address. */
  readonly held: ReadonlyArray<AccountNoticesHeld>
  /** Ids of the mails that were asked for last, by which a repeat is recognised. */
  readonly asked: ReadonlyArray<string>
}

/** Where notices go. */
export type AccountNoticesContact = {
  /** Address of the recipient. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
}

/** A notice that waits for an address. */
export type AccountNoticesHeld = {
  /** The mail that it will be. */
  readonly emailId: string
  /** Which notice. */
  readonly notice: NoticeNumber
  /** The case that it is about. */
  readonly caseId: string | null
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

/** What notification keeps of an application, to write to the applicant, or of paper that was dismissed, to write to its sender. */
export type CorrespondenceState = {
  /** The application, or the paper; key of the state. */
  readonly subjectId: string
  /** Where notices go; none until it is known. */
  readonly contact: CorrespondenceContact | null
  /** Notices that wait for an address. */
  readonly held: ReadonlyArray<CorrespondenceHeld>
  /** Ids of the mails that were asked for last, by which a repeat is recognised. */
  readonly asked: ReadonlyArray<string>
  /** Notices that are or were to go out on paper, the earliest first. */
  readonly letters: ReadonlyArray<KeptLetter>
  /** The answer that was mailed last, while it may come back and is still meant. */
  readonly mailed: MailedAnswer | null
}

/** Where notices go. */
export type CorrespondenceContact = {
  /** Address of the recipient; empty where there is none, so that notices are letters. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
  /** Ground of the application, by which the documents to bring are named. */
  readonly eligibility: string
  /** Where letters go. */
  readonly address: Address | null
  /** Fax number of the recipient, E.164. */
  readonly fax: string | null
}

/** A notice that waits for an address. */
export type CorrespondenceHeld = {
  /** The mail that it will be. */
  readonly emailId: string
  /** Which notice. */
  readonly notice: NoticeNumber
  /** The case that it is about. */
  readonly caseId: string | null
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A notice on paper, and what became of it. */
export type KeptLetter = {
  /** The letter. */
  readonly letterId: string
  /** Which notice. */
  readonly notice: NoticeNumber
  /** To whom it goes, where that is not the contact: paper of several senders may be answered under one key. */
  readonly recipient: LetterRecipient | null
  /** When it was asked for. */
  readonly requestedAt: number
  /** When it was asked for last: it may be wanted again. */
  readonly waitingSince: number
  /** Working days in which it should go out. */
  readonly workingDays: number
  /** When those were over, where it had not gone out. */
  readonly overdueAt: number | null
  /** Where it is. */
  readonly status: LetterStatus
  /** When it was sent or cancelled last. */
  readonly settledAt: number | null
  /** Opaque id of whoever did. */
  readonly settledBy: string | null
  /** Role that allowed it. */
  readonly role: string | null
  /** How it was sent. */
  readonly channel: ApplicationChannel | null
  /** Why it was cancelled. */
  readonly note: string | null
  /** The mail that came back, or was given up, and that it goes out instead of. */
  readonly insteadOf: string | null
  /** What the template is filled in with, such as reasonCodes. */
  readonly parameters: Readonly<Record<string, string>>
}

/** To whom a letter goes. */
export type LetterRecipient = {
  /** Name of the recipient. */
  readonly name: PersonName
  /** Where it goes; none where it is not known. */
  readonly address: Address | null
  /** Fax number of the recipient, E.164. */
  readonly fax: string | null
  /** Language that comes first. */
  readonly language: Language
}

/** Where a letter is: waiting to be printed and sent, sent, or not to be sent. */
export type LetterStatus =
  | 'WAITING'
  | 'SENT'
  | 'CANCELLED'
  | 'UNKNOWN'

/** An answer that was mailed to who sent paper, as it would go out as a letter. */
export type MailedAnswer = {
  /** The mail. */
  readonly emailId: string
  /** To whom. */
  readonly recipient: LetterRecipient
  /** What the template is filled in with. */
  readonly parameters: Readonly<Record<string, string>>
}

/** What notification keeps of codes that it had mailed to an address. */
export type EmailCodesState = {
  /** Keyed hash of the address; key of the state. */
  readonly proofId: string
  /** Ids of the mails that were asked for last, by which a repeat is recognised. */
  readonly asked: ReadonlyArray<string>
}

export type NotificationState = {
  AccountNoticesState: AccountNoticesState
  CorrespondenceState: CorrespondenceState
  EmailCodesState: EmailCodesState
}
