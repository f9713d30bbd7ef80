// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { Reason } from './common.ts'

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

/** The password of a sign-in try was right. */
export type ConfirmSignIn = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** The try that it confirms. */
  readonly attempt: number
}

/** The Judiciary Administrator ends the access of an account for breach of the terms or misuse (R12). */
export type TerminateAccount = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** Why; it is recorded with the decision. */
  readonly reason: Reason
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
  ActivateAccount: ActivateAccount
  ConfirmSignIn: ConfirmSignIn
  TerminateAccount: TerminateAccount
  TryActivation: TryActivation
  TrySignIn: TrySignIn
}
