// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AccountKind, FilingRefusalReason, Language, LodgingChannel, PartyRole, PersonName, Reason, Representation } from './common.ts'

/** The holder may use the services (R8, R36b). */
export type AccountActivated = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
  /** Version of the terms that the holder accepted (R29). */
  readonly termsVersion: string
  /** Argon2 hash of the password. */
  readonly passwordHash: string
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** An approved registrant has an account and a login name; services are open only after activation (R36a, R36b). */
export type AccountCreated = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
  /** The application that it comes from. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** Which kind of account. */
  readonly kind: AccountKind
  /** For a prospective litigant, the last instant at which a case may be filed, or the account ends (R15c, R15d). Promised to the holder, so it never changes. */
  readonly prospectiveUntil: number | null
  /** Name of the holder. */
  readonly name: PersonName
  /** Where notices go. */
  readonly email: string
  /** Language that comes first in notices. */
  readonly language: Language
  /** True to have an email for each message (R31c). */
  readonly emailPerMessage: boolean
  /** Case numbers that are to be linked (R40d). */
  readonly optedCases: ReadonlyArray<string>
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Too many tries failed: no further one is looked at for a while (A33). */
export type AccountLocked = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** When tries are looked at again. */
  readonly until: number
}

/** The account is closed for good: its holder may not sign in, and no filing links it any more (R12). */
export type AccountTerminated = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Keyed hash of the kind and number of the identity document: the person has no live account any more (A31). */
  readonly personId: string
  /** Why. */
  readonly reason: Reason
}

/** A new activation code is to be sent to the holder, apart from the login name (R7). The code is worked out from the ids and is in no message. */
export type ActivationIssued = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Names the code. */
  readonly activationId: string
  /** Last instant at which the code is good. */
  readonly expiresAt: number
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
}

/** An account was not activated. */
export type ActivationRefused = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Why it was refused. */
  readonly reason: ActivationRefusalReason
  /** When it may be tried again, if locked. */
  readonly until: number | null
}

/** Why an activation was refused. */
export type ActivationRefusalReason =
  | 'NO_SUCH_ACCOUNT'
  | 'ALREADY_ACTIVE'
  | 'CODE_SUPERSEDED'
  | 'CODE_EXPIRED'
  | 'TERMS_NOT_CURRENT'
  | 'LOCKED'
  | 'ACCOUNT_CLOSED'
  | 'UNKNOWN'

/** An activation code is about to be looked at; counted whether right or wrong (A33). */
export type ActivationTried = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Number of the try, counted from 1 over the life of the account. */
  readonly attempt: number
}

/** The account is active and takes the filing as its own: the case is to be linked (R40e, R40f). */
export type FilingConfirmed = {
  /** The filing, by our id. */
  readonly filingId: string
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account; key of the topic. */
  readonly accountId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
  /** The party for whom it was filed, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** Code of the type of document. */
  readonly documentType: string
  /** Code of the venue, where it matters. */
  readonly venue: string | null
  /** Whether the party acts in person. */
  readonly representation: Representation
  /** How the document came. */
  readonly lodgedVia: LodgingChannel
  /** When it was filed. */
  readonly filedAt: number
  /** The court case system that told us. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The account cannot take the filing yet; it waits, not beyond the limit. */
export type FilingParked = {
  /** The filing, by our id. */
  readonly filingId: string
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account; key of the topic. */
  readonly accountId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
  /** The party for whom it was filed, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** Code of the type of document. */
  readonly documentType: string
  /** Code of the venue, where it matters. */
  readonly venue: string | null
  /** Whether the party acts in person. */
  readonly representation: Representation
  /** How the document came. */
  readonly lodgedVia: LodgingChannel
  /** When it was filed. */
  readonly filedAt: number
  /** The court case system that told us. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** When it happened. */
  readonly at: number
  /** When the filing is refused unless the account can take it. */
  readonly until: number
}

/** The filing links nothing. */
export type FilingRefused = {
  /** The filing, by our id. */
  readonly filingId: string
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account; key of the topic. */
  readonly accountId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
  /** The party for whom it was filed, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** Code of the type of document. */
  readonly documentType: string
  /** Code of the venue, where it matters. */
  readonly venue: string | null
  /** Whether the party acts in person. */
  readonly representation: Representation
  /** How the document came. */
  readonly lodgedVia: LodgingChannel
  /** When it was filed. */
  readonly filedAt: number
  /** The court case system that told us. */
  readonly source: string
  /** Its id for the message. */
  readonly sourceId: string
  /** When it happened. */
  readonly at: number
  /** Why. */
  readonly reason: FilingRefusalReason
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The registrant id that was drawn for an application belongs to somebody: another is to be drawn. */
export type RegistrantIdTaken = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The application. */
  readonly applicationId: string
  /** The id that is taken. */
  readonly registrantId: string
  /** Which draw it was. */
  readonly attempt: number
}

/** A sign-in was not possible, whatever the password. */
export type SignInRefused = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Why it was refused. */
  readonly reason: SignInRefusalReason
  /** When it may be tried again, if locked. */
  readonly until: number | null
}

/** Why a sign-in was refused. */
export type SignInRefusalReason =
  | 'NO_SUCH_ACCOUNT'
  | 'NOT_ACTIVATED'
  | 'LOCKED'
  | 'ACCOUNT_CLOSED'
  | 'TRY_NOT_CURRENT'
  | 'UNKNOWN'

/** A password is about to be looked at; counted whether right or wrong (A33). */
export type SignInTried = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Number of the try, counted from 1 over the life of the account. */
  readonly attempt: number
}

/** The holder signed in. */
export type SignedIn = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The try that succeeded. */
  readonly attempt: number
}

export type AccountsEvents = {
  AccountActivated: AccountActivated
  AccountCreated: AccountCreated
  AccountLocked: AccountLocked
  AccountTerminated: AccountTerminated
  ActivationIssued: ActivationIssued
  ActivationRefused: ActivationRefused
  ActivationTried: ActivationTried
  FilingConfirmed: FilingConfirmed
  FilingParked: FilingParked
  FilingRefused: FilingRefused
  RegistrantIdTaken: RegistrantIdTaken
  SignInRefused: SignInRefused
  SignInTried: SignInTried
  SignedIn: SignedIn
}
