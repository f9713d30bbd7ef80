// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { ErasureReason, Language, Reason, SeenPart } from './common.ts'

/** The holder accepts the terms in force (R29, A27). */
export type AcceptTerms = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Version of the terms that the holder accepted. */
  readonly termsVersion: string
}

/** The holder gave the right activation code, accepted the terms and chose a password (R29, R36b). */
export type ActivateAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Which activation code was given. */
  readonly activationId: string
  /** Version of the terms that the holder accepted. */
  readonly termsVersion: string
  /** Argon2 hash of the password; the password itself leaves the edge nowhere. */
  readonly passwordHash: string
}

/** The holder chooses the language that comes first in notices. */
export type ChangeLanguage = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Language that comes first in notices. */
  readonly language: Language
}

/** The holder gave the old password, which was right, and chose a new one. */
export type ChangePassword = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** The counted try of the old password. */
  readonly attempt: number
  /** Argon2 hash of the new password. */
  readonly passwordHash: string
}

/** The holder gave the right code, which had been sent to the new address. */
export type ConfirmEmailChange = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Which change was proven. */
  readonly changeId: string
}

/** The password of a sign-in try was right. */
export type ConfirmSignIn = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** The try that it confirms. */
  readonly attempt: number
}

/** The Judiciary Administrator closes an account that is no longer needed (R16). */
export type DeactivateAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** The holder signs out everywhere. */
export type EndSessions = {
  /** The account; key of the topic. */
  readonly accountId: string
}

/** What is known of the holder of an account that has ended is erased for ever, and the application that it came of. */
export type EraseAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why. */
  readonly reason: ErasureReason
  /** Calendar days that it is kept after its end, as set where the command was taken. */
  readonly retentionDays: number
}

/** The Judiciary Administrator keeps an account that was to be de-activated (R16c: unless otherwise stated). */
export type KeepAccountOpen = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** The holder names a new address for notices; it counts once it is proven. */
export type ProposeEmailChange = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** The new address. */
  readonly email: string
}

/** A member of staff, the actor, is about to be shown a part of an account's record. */
export type RecordAccountView = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** What is shown. */
  readonly part: SeenPart
  /** The document, where one is shown. */
  readonly documentId: string | null
}

/** The Judiciary Administrator lets a suspended account be used again (R12). */
export type ReinstateAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** The holder, or staff for the holder, asks for a new activation code (A8). */
export type ReissueActivation = {
  /** The account; key of the topic. */
  readonly accountId: string
}

/** The Judiciary Administrator opens an account again that ended at the end of the prospective period though a filing had been made in time (R15d, A7). */
export type RestoreAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** The Judiciary Administrator stops the use of an account until it is reinstated (R12). */
export type SuspendAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** The Judiciary Administrator ends the access of an account for breach of the terms or misuse (R12). */
export type TerminateAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
}

/** Somebody is about to be asked for the activation code of an account; committed before the code is looked at. */
export type TryActivation = {
  /** The account; key of the topic. */
  readonly accountId: string
}

/** Somebody is about to be asked for the password of an account; committed before the password is looked at. */
export type TrySignIn = {
  /** The account; key of the topic. */
  readonly accountId: string
}

export type AccountsCommands = {
  AcceptTerms: AcceptTerms
  ActivateAccount: ActivateAccount
  ChangeLanguage: ChangeLanguage
  ChangePassword: ChangePassword
  ConfirmEmailChange: ConfirmEmailChange
  ConfirmSignIn: ConfirmSignIn
  DeactivateAccount: DeactivateAccount
  EndSessions: EndSessions
  EraseAccount: EraseAccount
  KeepAccountOpen: KeepAccountOpen
  ProposeEmailChange: ProposeEmailChange
  RecordAccountView: RecordAccountView
  ReinstateAccount: ReinstateAccount
  ReissueActivation: ReissueActivation
  RestoreAccount: RestoreAccount
  SuspendAccount: SuspendAccount
  TerminateAccount: TerminateAccount
  TryActivation: TryActivation
  TrySignIn: TrySignIn
}
