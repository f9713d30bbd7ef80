// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { FilingRefusalReason, PartyRole, Reason } from './common.ts'

/** The account may act in the case for the party from now on, and the court sends to it (R40, R41). */
export type CaseLinked = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** The party, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** The filing that it rests on, or the request where it rests on none. */
  readonly filingId: string
  /** When it happened. */
  readonly at: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
  /** The request of the holder that was settled by it, if any (R40c, R40d). */
  readonly requestId: string | null
  /** When the filing was made; none where staff linked the case without one. */
  readonly filedAt: number | null
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
  /** When the case was finally disposed of; none where it goes on. */
  readonly disposedAt: number | null
}

/** A case to which accounts are linked, or asked to be, was finally disposed of or goes on (R16, A13). */
export type CaseStandingChanged = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** When it happened here. */
  readonly at: number
  /** When it was disposed of; none where it goes on. */
  readonly disposedAt: number | null
  /** When it last went on again; a disposal before that is an old one. */
  readonly reopenedAt: number | null
}

/** Who decided on the link, and the version of the instructions that applied (R3-5, R40c). */
export type LinkDecisionRecorded = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** The account. */
  readonly accountId: string
  /** What was decided. */
  readonly command: string
  /** Opaque id of the member of staff. */
  readonly decidedBy: string
  /** Role that allowed it. */
  readonly role: string | null
  /** For the record alone; the holder does not see it. */
  readonly note: string | null
  /** Version of the instructions that applied. */
  readonly instructionsVersion: string | null
  /** Day since which they are in force. */
  readonly instructionsFrom: string | null
  /** When it happened. */
  readonly at: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** What was decided on a link does not fit what has become of the case. */
export type LinkDecisionRefused = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** The account. */
  readonly accountId: string
  /** What was asked. */
  readonly command: string
  /** Why it was refused. */
  readonly reason: LinkDecisionRefusalReason
  /** When it happened. */
  readonly at: number
}

/** Why a decision on a link was refused. */
export type LinkDecisionRefusalReason =
  | 'NO_SUCH_CASE'
  | 'NO_SUCH_REQUEST'
  | 'ALREADY_LINKED'
  | 'NOT_AN_E_PROCEEDING'
  | 'ACCOUNT_CLOSED'
  | 'NO_REASONS'
  | 'UNKNOWN'

/** The account was closed: whatever linked it to the case has ended, and nothing links it later (I5). */
export type LinkEnded = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
  /** True where there was a link. */
  readonly wasLinked: boolean
  /** When it happened. */
  readonly at: number
}

/** The account was linked to the case already; a further filing changed nothing (7.3). */
export type LinkKept = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The filing that named the account again. */
  readonly filingId: string
  /** When it happened. */
  readonly at: number
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
}

/** The account was not linked to the case. */
export type LinkRefused = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** The party, as the court names it. */
  readonly party: string
  /** What the party is in the case. */
  readonly role: PartyRole
  /** The filing that it rests on. */
  readonly filingId: string
  /** When it happened. */
  readonly at: number
  /** Why. */
  readonly reason: FilingRefusalReason
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The request that the account be linked waits for court support staff (R40c, R40d). */
export type LinkRequestRecorded = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Names the request. */
  readonly requestId: string
  /** The party, as the court or the account names it. */
  readonly party: string
  /** How often the account had been restored by then: what ended one life of it does not end the next. */
  readonly life: number
  /** When it happened. */
  readonly at: number
}

/** The account is not linked to the case as its holder asked, with the reasons (R40c). */
export type LinkRequestRefused = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** The account. */
  readonly accountId: string
  /** Names the request. */
  readonly requestId: string
  /** Why; the holder is told. */
  readonly reasons: ReadonlyArray<Reason>
  /** When it happened. */
  readonly at: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The same for one account that is linked to the case. */
export type LinkedCaseChanged = {
  /** The case, by our opaque id; key of the topic. */
  readonly caseId: string
  /** Canonical case number. */
  readonly caseNumber: string
  /** When it happened here. */
  readonly at: number
  /** The account. */
  readonly accountId: string
  /** When it was disposed of; none where it goes on. */
  readonly disposedAt: number | null
}

export type CaseLinkingEvents = {
  CaseLinked: CaseLinked
  CaseStandingChanged: CaseStandingChanged
  LinkDecisionRecorded: LinkDecisionRecorded
  LinkDecisionRefused: LinkDecisionRefused
  LinkEnded: LinkEnded
  LinkKept: LinkKept
  LinkRefused: LinkRefused
  LinkRequestRecorded: LinkRequestRecorded
  LinkRequestRefused: LinkRequestRefused
  LinkedCaseChanged: LinkedCaseChanged
}
