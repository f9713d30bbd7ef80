// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

/** An application asks to be the only live one of its person (A31). */
export type ClaimPerson = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that asks. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** The person has another live application, or an account (A31). */
export type PersonClaimRefused = {
  /** The application that asked; key of the message. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When it happened. */
  readonly at: number
  /** The live application of the same person. */
  readonly liveApplicationId: string | null
  /** The live account of the same person. */
  readonly accountId: string | null
}

/** The application is now the only live one of its person (A31). */
export type PersonClaimed = {
  /** The application that asked; key of the message. */
  readonly applicationId: string
  /** Keyed hash of the kind and number of the identity document: says that two applications are of the same person, and nothing else (A31). */
  readonly personId: string
  /** When it happened. */
  readonly at: number
}

/** The account of the person was closed, so another application may be made (R16d). */
export type PersonDeregistered = {
  /** The person; key of the message. */
  readonly personId: string
  /** The account. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
}

/** The person has an account, so no other application of theirs is taken (A31). */
export type PersonRegistered = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that led to the account. */
  readonly applicationId: string
  /** The account. */
  readonly accountId: string
  /** When it happened. */
  readonly at: number
}

/** The person has no live application any more and may apply again (R35c). */
export type PersonReleased = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that had ended. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

/** An application has ended without an account, so the person may apply again (R35c). */
export type ReleasePerson = {
  /** The person; key of the message. */
  readonly personId: string
  /** The application that has ended. */
  readonly applicationId: string
  /** When it happened. */
  readonly at: number
}

export type VettingRekeyed = {
  ClaimPerson: ClaimPerson
  PersonClaimRefused: PersonClaimRefused
  PersonClaimed: PersonClaimed
  PersonDeregistered: PersonDeregistered
  PersonRegistered: PersonRegistered
  PersonReleased: PersonReleased
  ReleasePerson: ReleasePerson
}
