// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AccountKind, ErasureReason, FilingRefusalReason, Language, LodgingChannel, PartyRole, PersonName, Reason, Representation, SeenPart } from './common.ts'

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

/** What was asked of the account does not fit what has become of it. */
export type AccountCommandRefused = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** What was asked. */
  readonly command: string
  /** Why it was refused. */
  readonly reason: AccountRefusalReason
  /** Until when it has to be kept, where that is why. */
  readonly until: number | null
}

/** Why something asked of an account was refused. */
export type AccountRefusalReason =
  | 'NO_SUCH_ACCOUNT'
  | 'NOT_ACTIVE'
  | 'NOT_SUSPENDED'
  | 'ALREADY_ACTIVE'
  | 'ACCOUNT_CLOSED'
  | 'NOT_RESTORABLE'
  | 'NOT_SCHEDULED'
  | 'PERIOD_OVER'
  | 'TERMS_NOT_CURRENT'
  | 'CODE_SUPERSEDED'
  | 'CODE_EXPIRED'
  | 'TRY_NOT_CURRENT'
  | 'NOT_CLOSED'
  | 'RETENTION_RUNS'
  | 'ERASED'
  | 'UNKNOWN'

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

/** The account is closed since it is no longer needed; the person may register again (R16). */
export type AccountDeactivated = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Keyed hash of the kind and number of the identity document (A31). */
  readonly personId: string
  /** Why; the holder is told. */
  readonly reason: Reason
}

/** Who decided on the account, why, and the version of the instructions that applied (R3-5, R12). */
export type AccountDecisionRecorded = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** What was decided. */
  readonly command: string
  /** Opaque id of the member of staff. */
  readonly decidedBy: string
  /** Role that allowed it. */
  readonly role: string | null
  /** Why. */
  readonly reason: Reason | null
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
  /** Version of the instructions that applied. */
  readonly instructionsVersion: string | null
  /** Day since which they are in force. */
  readonly instructionsFrom: string | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** An attempt to erase an account was made. */
export type AccountErased = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** Whether keys and documents are gone; otherwise another attempt follows. */
  readonly isErased: boolean
}

/** An account is to be erased, and with it the application that it came of. */
export type AccountErasureDecided = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The application that it came of. */
  readonly applicationId: string
  /** Opaque id of whoever decided it. */
  readonly decidedBy: string
  /** Role of the person. */
  readonly role: string | null
  /** Why. Nothing here is about the person who is erased. */
  readonly reason: ErasureReason
  /** When the account ended. */
  readonly endedAt: number
  /** Calendar days that it had to be kept after its end. */
  readonly retentionDays: number
  /** Version of the administrative instructions that was in force. */
  readonly instructionsVersion: string | null
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

/** The account may be used again. */
export type AccountReinstated = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Why; the holder is told. */
  readonly reason: Reason
}

/** An account that ended at the end of the prospective period is open again, because a filing had been made in time (R15d, A7). */
export type AccountRestored = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Keyed hash of the kind and number of the identity document (A31). */
  readonly personId: string
  /** The application that it comes from. */
  readonly applicationId: string
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
  /** Why; the holder is told. */
  readonly reason: Reason
}

/** The account may not be used until it is reinstated; its sessions end (R12). */
export type AccountSuspended = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Why; the holder is told. */
  readonly reason: Reason
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
  /** For an account that ended because no case was filed in the period: the end of the period (R15d). None where the Judiciary Administrator terminated it (R12). */
  readonly prospectiveUntil: number | null
}

/** A part of an account's record was shown to a member of staff. Nothing here is about the person. */
export type AccountViewed = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever saw it. */
  readonly viewedBy: string
  /** Role that allowed it. */
  readonly role: string | null
  /** What was seen. */
  readonly part: SeenPart
  /** The document, where one was seen. */
  readonly documentId: string | null
}

/** The activation code was not used in time; a new one may be asked for (A8). */
export type ActivationExpired = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Names the code. */
  readonly activationId: string
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

/** The account was closed, and the case is told: whatever links them ends, and nothing links them later (I5). */
export type CaseAccessEnded = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
}

/** The account is linked to the case, which goes on or was disposed of (R16). */
export type CaseStandingNoted = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** When it was disposed of; none where it goes on. */
  readonly disposedAt: number | null
}

/** The account is not to be de-activated any more: it has a case that goes on, or the Judiciary Administrator keeps it open (R16c). */
export type DeactivationCancelled = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** True where the holder had been told of it, and is told this too. */
  readonly wasAnnounced: boolean
}

/** The notice of the de-activation that had been delivered came back: another is due, and there is no de-activation before one is delivered (A10). */
export type DeactivationNoticeBounced = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The mail that came back. */
  readonly emailId: string
}

/** The holder is to be told that the account will be de-activated (R16b, N12). */
export type DeactivationNoticeDue = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** When it is de-activated. */
  readonly dueAt: number
  /** How many notices this makes, from 1. */
  readonly noticeNumber: number
}

/** A notice of the de-activation was delivered, without which there is none (R16b, A10). */
export type DeactivationNoticed = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The mail that was taken. */
  readonly emailId: string
}

/** The last of the account's cases was disposed of: it is to be de-activated three months after that, unless it has a case again (R16a). */
export type DeactivationScheduled = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Last instant at which it may be used. */
  readonly dueAt: number
}

/** A code is to be sent to an address that the holder named. The code is worked out from the ids and is in no message. */
export type EmailChangeProposed = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Names the change and its code. */
  readonly changeId: string
  /** The new address. */
  readonly email: string
  /** Last instant at which the code is good. */
  readonly expiresAt: number
}

/** Notices go to another address, which was proven. */
export type EmailChanged = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Names the change. */
  readonly changeId: string
  /** The new address. */
  readonly email: string
  /** The address before; its owner is told. */
  readonly previousEmail: string
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
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
}

/** A filing that a prospective litigant made in time has linked no case, so the period does not wait for it any more (R15d). */
export type FilingOutcomeNoted = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The case, by our opaque id. */
  readonly caseId: string
  /** The filing, by our id. */
  readonly filingId: string
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

/** Notices come first in another language from now on. */
export type LanguageChanged = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Language that comes first in notices. */
  readonly language: Language
}

/** The holder asked in the application that the case be linked; the account is active now (R40d). */
export type LinkRequested = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Names the request. */
  readonly requestId: string
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** Name of the holder, who is the party. */
  readonly party: string
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The holder chose another password; other sessions end. */
export type PasswordChanged = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Argon2 hash of the password. */
  readonly passwordHash: string
}

/** A case was linked in the period: the account of a prospective litigant is one like any other from now on (R15b, R15c). */
export type ProspectivePeriodMet = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The case, by our opaque id. */
  readonly caseId: string
  /** When the filing was made, or the link where it rests on none. */
  readonly filedAt: number
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

/** The order holds no more (R11). */
export type RestrictionLifted = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The order. */
  readonly orderId: string
  /** Since when it holds no more. */
  readonly liftedAt: number
  /** The delivery that it answers. */
  readonly deliveryId: string
}

/** The holder may not send documents by order of the court, in one proceeding or in any (R11). */
export type RestrictionRecorded = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The order. */
  readonly orderId: string
  /** The case; none where it is every proceeding. */
  readonly caseId: string | null
  /** Canonical case number. */
  readonly caseNumber: string | null
  /** Since when it holds. */
  readonly madeAt: number
  /** The delivery that it answers. */
  readonly deliveryId: string
}

/** There is no such account, so that the order stops nobody here. */
export type RestrictionRefused = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** The order. */
  readonly orderId: string
  /** Why. */
  readonly reason: FilingRefusalReason
  /** The delivery that it answers. */
  readonly deliveryId: string
}

/** The holder signed out everywhere. */
export type SessionsEnded = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
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
  | 'ACCOUNT_SUSPENDED'
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

/** The holder accepted the terms in force (R29, A27). */
export type TermsAccepted = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Version of the terms that the holder accepted. */
  readonly termsVersion: string
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** New terms are in force and the holder is to be told (R29, A27). */
export type TermsChanged = {
  /** The account; key of the topic. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
  /** Version of the new terms. */
  readonly termsVersion: string
  /** Where they can be read. */
  readonly url: string
}

export type AccountsEvents = {
  AccountActivated: AccountActivated
  AccountCommandRefused: AccountCommandRefused
  AccountCreated: AccountCreated
  AccountDeactivated: AccountDeactivated
  AccountDecisionRecorded: AccountDecisionRecorded
  AccountErased: AccountErased
  AccountErasureDecided: AccountErasureDecided
  AccountLocked: AccountLocked
  AccountReinstated: AccountReinstated
  AccountRestored: AccountRestored
  AccountSuspended: AccountSuspended
  AccountTerminated: AccountTerminated
  AccountViewed: AccountViewed
  ActivationExpired: ActivationExpired
  ActivationIssued: ActivationIssued
  ActivationRefused: ActivationRefused
  ActivationTried: ActivationTried
  CaseAccessEnded: CaseAccessEnded
  CaseStandingNoted: CaseStandingNoted
  DeactivationCancelled: DeactivationCancelled
  DeactivationNoticeBounced: DeactivationNoticeBounced
  DeactivationNoticeDue: DeactivationNoticeDue
  DeactivationNoticed: DeactivationNoticed
  DeactivationScheduled: DeactivationScheduled
  EmailChangeProposed: EmailChangeProposed
  EmailChanged: EmailChanged
  FilingConfirmed: FilingConfirmed
  FilingOutcomeNoted: FilingOutcomeNoted
  FilingParked: FilingParked
  FilingRefused: FilingRefused
  LanguageChanged: LanguageChanged
  LinkRequested: LinkRequested
  PasswordChanged: PasswordChanged
  ProspectivePeriodMet: ProspectivePeriodMet
  RegistrantIdTaken: RegistrantIdTaken
  RestrictionLifted: RestrictionLifted
  RestrictionRecorded: RestrictionRecorded
  RestrictionRefused: RestrictionRefused
  SessionsEnded: SessionsEnded
  SignInRefused: SignInRefused
  SignInTried: SignInTried
  SignedIn: SignedIn
  TermsAccepted: TermsAccepted
  TermsChanged: TermsChanged
}
