// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AnnexB, Language, PersonName, Reason } from './common.ts'

/** The Judiciary Administrator approved: one account is to be created (R36a, R39). The decision is final. */
export type ApplicationApproved = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** True for a prospective litigant, whose account ends unless a case is linked in the period (R15b, R15d). */
  readonly conditional: boolean
  /** Which draw of the registrant id this is; one more each time the id before was taken. */
  readonly attempt: number
  /** Name of the registrant. */
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

/** The identity is authentic: the application waits for the Judiciary Administrator's decision (R36a, R39). */
export type ApplicationAuthenticated = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** Vetting has an application before it, whichever channel it came by, and finds out whether it is the only live one of its person (A31). */
export type ApplicationReceived = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When the Judiciary received it: the enquiry period counts from here (R37). */
  readonly submittedAt: number
  /** What the applicant stated. */
  readonly form: AnnexB
}

/** The application was rejected, or is regarded as rejected (R35b, R39). The decision is final: a fresh application is needed (R35c). */
export type ApplicationRejected = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** At which step. */
  readonly stage: RejectionStage
  /** Why; shown to the applicant. */
  readonly reasons: ReadonlyArray<Reason>
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** At which step an application was rejected: another live one of the same person, vetting by staff, the Help Centre, no attendance in 30 days, or the Judiciary Administrator. */
export type RejectionStage =
  | 'DUPLICATE'
  | 'VETTING'
  | 'AUTHENTICATION'
  | 'NO_SHOW'
  | 'FINAL_DECISION'
  | 'UNKNOWN'

/** The application is in order; the identity is to be authenticated at the Help Centre (R34b). Nothing personal is said. */
export type ApplicationVetted = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** True when a personal representative may attend in place of the applicant (R34c). */
  readonly representativeAppointed: boolean
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The applicant withdrew the application. The end is final: a fresh application is needed (R35c). */
export type ApplicationWithdrawn = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The applicant was invited to the Help Centre: the application now waits for an attendance until the deadline (R34b, R35b). */
export type AttendanceAwaited = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Last instant for attendance: 23:59:59.999 in Hong Kong on the 30th calendar day after the notification (R35b). Promised to the applicant, so it never changes. */
  readonly deadline: number
}

/** Staff took a decision on an application: who, with what note, and under which version of the administrative instructions (R3-5, R39). What it led to is the next event. */
export type DecisionRecorded = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Name of the command that staff gave. */
  readonly command: string
  /** Opaque id of the person who decided. */
  readonly decidedBy: string
  /** The role in which it was decided. */
  readonly role: string | null
  /** What staff noted for the record, at most 2,000 characters. */
  readonly note: string | null
  /** Version of the administrative instructions that was in force. */
  readonly instructionsVersion: string | null
  /** Day from which that version is in force. */
  readonly instructionsFrom: string | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** What staff asked for no longer fits the application; nothing changed. */
export type DecisionRefused = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Name of the command. */
  readonly command: string
  /** Why it was refused. */
  readonly reason: DecisionRefusalReason
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** Why a decision on an application was refused. */
export type DecisionRefusalReason =
  | 'NO_SUCH_APPLICATION'
  | 'NOT_IN_VETTING'
  | 'NOT_AUTHENTICATED'
  | 'ALREADY_FINAL'
  | 'NO_REASONS'
  | 'UNKNOWN'

/** The applicant had no response in the working days after which an enquiry may be made (R37). */
export type EnquiryDue = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Start of the working-day count. */
  readonly countedFrom: number
  /** How many working days were counted. */
  readonly workingDays: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The registrant id of an approved application was taken by another one, so the next was drawn: the account is to be created under this one. It says all that the approval said of the account. */
export type RegistrantIdAssigned = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** The individual or organization that the account belongs to. */
  readonly registrantId: string
  /** Which draw it is; the approval made the first. */
  readonly attempt: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** True for a prospective litigant, whose account ends unless a case is linked in the period (R15b, R15d). */
  readonly conditional: boolean
  /** Name of the registrant. */
  readonly name: PersonName
  /** Where notices go. */
  readonly email: string
  /** Language that comes first in notices. */
  readonly language: Language
  /** True to have an email for each message (R31c). */
  readonly emailPerMessage: boolean
  /** Case numbers that are to be linked (R40d). */
  readonly optedCases: ReadonlyArray<string>
}

/** The application is not in order: the applicant is asked for supplementary information before it is processed further (R34d). It stops the clock of vetting. */
export type SupplementRequested = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** This request; the answer names it. */
  readonly requestId: string
  /** What is wanted; shown to the applicant. */
  readonly reasons: ReadonlyArray<Reason>
  /** Last instant of attendance at the Help Centre, where it was asked for after an attendance; null otherwise (R35b). */
  readonly attendBy: number | null
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The application is the only live one of its person and waits for staff; the vetting clock runs from its submission (R34a). */
export type VettingStarted = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When the application was received: start of the working-day counts. */
  readonly submittedAt: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

/** The working days in which vetting should have ended are over (R34a); staff are alerted. */
export type VettingTargetMissed = {
  /** The application; key of the topic. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
  /** Start of the working-day count. */
  readonly countedFrom: number
  /** How many working days were counted. */
  readonly workingDays: number
  /** Version of the reference data that it was decided under. */
  readonly referenceVersion: number
}

export type VettingEvents = {
  ApplicationApproved: ApplicationApproved
  ApplicationAuthenticated: ApplicationAuthenticated
  ApplicationReceived: ApplicationReceived
  ApplicationRejected: ApplicationRejected
  ApplicationVetted: ApplicationVetted
  ApplicationWithdrawn: ApplicationWithdrawn
  AttendanceAwaited: AttendanceAwaited
  DecisionRecorded: DecisionRecorded
  DecisionRefused: DecisionRefused
  EnquiryDue: EnquiryDue
  RegistrantIdAssigned: RegistrantIdAssigned
  SupplementRequested: SupplementRequested
  VettingStarted: VettingStarted
  VettingTargetMissed: VettingTargetMissed
}
