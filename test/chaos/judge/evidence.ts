/**
 * What a run left behind, and nothing that the gateway says of itself: the committed messages of every topic, the mails
 * that came, what people and courts were told, and what processes printed.
 */
export type Evidence = {
  /** Of every topic that the broker has, in the order of topic, partition and offset. */
  readonly messages: readonly Message[]
  /** Every copy that the mail server took, in the order in which it took them. */
  readonly mails: readonly Mail[]
  /** Requests that were answered with 2xx. */
  readonly told: readonly Told[]
  /** What a court's own producer was told is on its topic. */
  readonly filings: readonly Filing[]
  /** Texts that nobody without a key may read. */
  readonly secrets: readonly Secret[]
  readonly printed: readonly { readonly name: string; readonly text: string }[]
  /** What the gateway's clocks showed when the messages were read, UTC ms. */
  readonly now: number
}

export type Message = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, string>>
  /** The record's timestamp, UTC ms. */
  readonly at: number
  /** Simple name of the record by its schema in the registry; empty where there is no value or nobody can read it. */
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: by the writer's schema, which the judges do not share.
  readonly data: any
}

export type Mail = { readonly to: string; readonly messageId: string; readonly text: string }

export type Told = {
  readonly what:
    | 'SubmitApplication'
    | 'ApproveForAuthentication'
    | 'RecordAttendance'
    | 'ApproveApplication'
    | 'ActivateAccount'
  /** The application's id, or the login name of an activation. */
  readonly id: string
}

export type Filing = {
  readonly source: string
  readonly sourceId: string
  readonly courtReference: string
  /** That of an account that was active when it was filed, or one that nobody has. */
  readonly loginName: string
  readonly isOfAccount: boolean
  readonly caseNumber: string
}

export type Secret = { readonly whose: string; readonly text: string }

export type Violation = {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'L1'
  /** One sentence, with the ids to follow. */
  readonly what: string
  /** Nothing that happened is wrong: something is not there yet. */
  readonly isWaiting: boolean
}

/** Judges one invariant. */
export type Judge = (evidence: Evidence) => readonly Violation[]

/** Collects what one judge finds. */
export function findings(invariant: Violation['invariant']) {
  const found: Violation[] = []
  return {
    found,
    wrong: (what: string) => void found.push({ invariant, what, isWaiting: false }),
    waiting: (what: string) => void found.push({ invariant, what, isWaiting: true }),
  }
}

/** Topics that other systems write: neither ours to encrypt nor in our form. */
export const isForeign = (topic: string): boolean => topic === 'court.filings.v1' || topic === 'court.cases.v1'

/** Facts are on topics of events and replies; commands and internal topics may hold a fact again. */
export const isFact = ({ topic }: Message): boolean => /\.(events|replies)\.v1$/.test(topic)

export const placeOf = ({ topic, partition, offset }: Message): string => `${topic}/${partition}/${offset}`

/** The facts of some types, by a field of theirs. */
export function factsBy(
  messages: readonly Message[],
  types: readonly string[],
  field: string,
): ReadonlyMap<string, readonly Message[]> {
  const found = new Map<string, Message[]>()
  for (const message of messages) {
    if (!types.includes(message.type) || !isFact(message)) continue
    const name = String(message.data[field])
    const others = found.get(name)
    if (others) others.push(message)
    else found.set(name, [message])
  }
  return found
}
