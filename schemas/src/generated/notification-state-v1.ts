// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Language, NoticeNumber, PersonName } from './common.ts'

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

/** What notification keeps of an application, to write to the applicant. */
export type CorrespondenceState = {
  /** The application; key of the state. */
  readonly subjectId: string
  /** Where notices go; none until it is known. */
  readonly contact: CorrespondenceContact | null
  /** Notices that wait for an address. */
  readonly held: ReadonlyArray<CorrespondenceHeld>
  /** Ids of the mails that were asked for last, by which a repeat is recognised. */
  readonly asked: ReadonlyArray<string>
}

/** Where notices go. */
export type CorrespondenceContact = {
  /** Address of the recipient. */
  readonly to: string
  /** Name of the recipient. */
  readonly name: PersonName
  /** Language that comes first. */
  readonly language: Language
  /** Ground of the application, by which the documents to bring are named. */
  readonly eligibility: string
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
