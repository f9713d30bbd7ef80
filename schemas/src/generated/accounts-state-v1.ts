// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AccountKind, Erasure, FilingRefusalReason, Language, LodgingChannel, PartyRole, PersonName, Reason, Representation, SubjectView } from './common.ts'

/** What accounts keeps of one login name: its account, if it has one, and the filings made in its name. */
export type AccountState = {
  /** The account; key of the state. */
  readonly accountId: string
  /** The account; none while only filings name it. */
  readonly account: HeldAccount | null
  /** Filings that wait for the account. */
  readonly parked: ReadonlyArray<WaitingFiling>
  /** Ids of the filings that were confirmed or refused last, by which a repeat is recognised. */
  readonly answered: ReadonlyArray<string>
  /** Applications that drew this registrant id when it was taken, the latest ones. */
  readonly turnedAway: ReadonlyArray<string>
}

/** An account that exists. */
export type HeldAccount = {
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Login name: the printed registrant id with its check character (R36a). */
  readonly loginName: string
  /** The application that it comes from. */
  readonly applicationId: string
  /** The person, by keyed hash (A31). */
  readonly personId: string
  /** Which kind of account. */
  readonly kind: AccountKind
  /** Where the account is in its life. */
  readonly status: AccountStatus
  /** When it was created. */
  readonly createdAt: number
  /** Name of the holder. */
  readonly name: PersonName
  /** Where notices go. */
  readonly email: string
  /** Language that comes first in notices. */
  readonly language: Language
  /** The code that was issued last; none once it was used. */
  readonly activation: IssuedActivation | null
  /** Since when the holder may use the services. */
  readonly activatedAt: number | null
  /** Version of the terms that the holder accepted (R29). */
  readonly termsVersion: string | null
  /** Argon2 hash of the password. */
  readonly passwordHash: string | null
  /** How often the holder tried. */
  readonly tries: CountedTries
  /** Cases to be told when the account closes. */
  readonly cases: ReadonlyArray<RecordedCase>
  /** End of the period in which a prospective litigant files a case; none for others, and none once a case was linked (R15c). */
  readonly prospectiveUntil: number | null
  /** Sessions that started before it are void. */
  readonly sessionEpoch: number | null
  /** Since when the account is suspended. */
  readonly suspendedAt: number | null
  /** When the account was closed. */
  readonly closedAt: number | null
  /** Code of the reason for which it was closed. */
  readonly closedBecause: string | null
  /** When the first filing came that had been made in time though the account had ended (A7). */
  readonly lateFilingAt: number | null
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
  /** Case numbers that the holder asked to be linked (R40d). */
  readonly optedCases: ReadonlyArray<string>
  /** Filings for which the end of the prospective period waits. */
  readonly undecided: ReadonlyArray<UndecidedFiling>
  /** The latest filings that were refused, for the holder to see. */
  readonly refused: ReadonlyArray<RefusedFiling>
  /** The address that is to be proven. */
  readonly emailChange: ProposedEmail | null
  /** Orders that hold. */
  readonly restrictions: ReadonlyArray<Restriction>
  /** Orders that were lifted last: news of one that come late record nothing. */
  readonly liftedOrders: ReadonlyArray<string>
  /** Its de-activation, once its last case was disposed of. */
  readonly deactivation: ScheduledDeactivation | null
  /** Version of the terms that the holder was told of last (A27). */
  readonly termsTold: string | null
  /** That it is erased, if it is. */
  readonly erasure: Erasure | null
  /** The latest of what became of the account, the newest last. */
  readonly history: ReadonlyArray<AccountHistoryEntry>
}

/** Where an account is in its life. */
export type AccountStatus =
  | 'CREATED'
  | 'ACTIVE'
  | 'TERMINATED'
  | 'ACTIVATION_EXPIRED'
  | 'SUSPENDED'
  | 'DEACTIVATED'
  | 'UNKNOWN'

/** The activation code that is good now. */
export type IssuedActivation = {
  /** Names the code. */
  readonly activationId: string
  /** Last instant at which the code is good. */
  readonly expiresAt: number
}

/** Tries of the activation code, then of the password (A33). */
export type CountedTries = {
  /** Number of the last try; 0 before the first. */
  readonly last: number
  /** Tries since the last success or lock. */
  readonly failed: number
  /** Number of the last try that succeeded; 0 before the first. */
  readonly confirmed: number
  /** When tries are looked at again. */
  readonly lockedUntil: number | null
}

/** A case that the account confirmed a filing for, or asked to be linked to. */
export type RecordedCase = {
  /** The case, by our opaque id. */
  readonly caseId: string
  /** The filing that it was first confirmed for, or the request that it be linked. */
  readonly filingId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** Since when the account is linked to it; none where it is not, or not yet. */
  readonly linkedAt: number | null
  /** When the case was finally disposed of; none where it goes on. */
  readonly disposedAt: number | null
}

/** A filing that was made in the prospective period and of which it is not known yet whether it links. */
export type UndecidedFiling = {
  /** The filing, by our id. */
  readonly filingId: string
  /** When it was filed. */
  readonly filedAt: number
}

/** A filing that the account did not take. */
export type RefusedFiling = {
  /** The filing, by our id. */
  readonly filingId: string
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** Why. */
  readonly reason: FilingRefusalReason
  /** When it was refused. */
  readonly refusedAt: number
}

/** An address that is to be proven. */
export type ProposedEmail = {
  /** Names the change and its code. */
  readonly changeId: string
  /** The new address. */
  readonly email: string
  /** Last instant at which the code is good. */
  readonly expiresAt: number
}

/** An order of the court that stops the holder from sending documents (R11). */
export type Restriction = {
  /** The order. */
  readonly orderId: string
  /** The case; none where it is every proceeding. */
  readonly caseId: string | null
  /** Canonical case number. */
  readonly caseNumber: string | null
  /** Since when it holds. */
  readonly madeAt: number
}

/** The end that an account comes to when it has no case any more (R16). */
export type ScheduledDeactivation = {
  /** Last instant at which the account may be used. */
  readonly dueAt: number
  /** When it was known that the account comes to it. */
  readonly scheduledAt: number
  /** How many notices were asked for. */
  readonly notices: number
  /** When the last of them was asked for. */
  readonly lastNoticeAt: number | null
  /** When one of them was delivered; without that the account is not de-activated (A10). */
  readonly noticedAt: number | null
}

/** Something that became of the account. */
export type AccountHistoryEntry = {
  /** When it happened. */
  readonly at: number
  /** What happened, or what was decided. */
  readonly event: string
  /** Who decided it. */
  readonly decidedBy: string | null
  /** Role that allowed it. */
  readonly role: string | null
  /** Why. */
  readonly reason: Reason | null
  /** For the record alone. */
  readonly note: string | null
  /** Version of the instructions that applied. */
  readonly instructionsVersion: string | null
}

/** A filing that waits for its account. */
export type WaitingFiling = {
  /** The filing, by our id. */
  readonly filingId: string
  /** The case, by our opaque id. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** Login name of the filer. */
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
  /** When it is refused. */
  readonly until: number
}

/** Who saw what of an account's record: the latest entries, one for each person, part and day. */
export type AccountViewsState = {
  /** The account; key of the state. */
  readonly accountId: string
  /** The entry that was seen last comes last. */
  readonly views: ReadonlyArray<SubjectView>
  /** Views of entries that are no longer kept here, all together; the topic has them. */
  readonly earlier: number
}

export type AccountsState = {
  AccountState: AccountState
  AccountViewsState: AccountViewsState
}
