// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

/** When something came in last by a channel, in one partition of the service that takes it. */
export type ChannelUse = {
  /** time of the input that brought it */
  readonly at: number
}

/** A key that encrypts the personal texts of one subject, wrapped by a master key. When it is taken away, the subject is erased. */
export type DataKey = {
  /** id that each encrypted text names; the record's key */
  readonly keyId: string
  /** application, account, case or court system that the texts are about */
  readonly subjectId: string
  /** id of the master key that wraps it */
  readonly masterKeyId: string
  /** nonce, encrypted key and tag (AES-256-GCM, bound to keyId and subjectId) */
  readonly wrapped: Buffer
}

/** An input that could not be taken, set aside with the reason, and what became of it. Key: deadLetterId. */
export type DeadLetter = {
  /** follows from service, topic, partition and offset */
  readonly deadLetterId: string
  /** whose input it was */
  readonly service: string
  /** OPEN holds its key */
  readonly status: DeadLetterStatus
  /** kind of failure */
  readonly reason: DeadLetterReason
  /** the error in one line, without anything personal */
  readonly cause: string
  /** when its status became this */
  readonly at: number
  /** how often it was tried */
  readonly attempts: number
  /** the input as it was read */
  readonly input: HeldInput
}

export type DeadLetterStatus =
  | 'OPEN'
  | 'REPLAYED'
  | 'DISCARDED'

export type DeadLetterReason =
  | 'CORE_THREW'
  | 'UNREADABLE'
  | 'KEY_MISSING'
  | 'TOO_LARGE'
  | 'REFUSED_BY_STORE'
  | 'QUEUE_FULL'

/** An input that waits, or was set aside: the record as it was read, or a timer or an effect's result. */
export type HeldInput = {
  /** what it is */
  readonly kind: HeldKind
  /** RECORD: where it was read */
  readonly topic: string
  /** RECORD: its partition */
  readonly partition: number
  /** RECORD: its place */
  readonly offset: number
  /** the record's or the aggregate's key */
  readonly key: string | null
  /** RECORD: its bytes as read; SETTLED: detail as JSON */
  readonly value: Buffer | null
  /** RECORD: its headers */
  readonly headers: Readonly<Record<string, string>>
  /** the input's time */
  readonly at: number
  /** TIMER, SETTLED: the aggregate */
  readonly aggregate: string
  /** TIMER: its name; SETTLED: id of the effect */
  readonly name: string
  /** SETTLED: kind of the call */
  readonly effectKind: string
  /** SETTLED: succeeded, failed or in-doubt */
  readonly outcome: string
}

export type HeldKind =
  | 'RECORD'
  | 'TIMER'
  | 'SETTLED'

/** A key that waits behind a dead letter: later inputs queue in order until it is replayed or discarded. */
export type Hold = {
  /** what it waits for; null while the queue drains */
  readonly deadLetterId: string | null
  /** number of the first queued input */
  readonly first: number
  /** number that the next queued input gets */
  readonly next: number
}

/** What the runtime keeps for one key of one aggregate: the core's state and what belongs to it. */
export type KeyState = {
  /** the core's state, framed; null where the key only has outcomes to remember */
  readonly state: Buffer | null
  /** latest last; bounded in number and age */
  readonly outcomes: ReadonlyArray<CommandOutcome>
  /** in doubt after a restart */
  readonly attempts: ReadonlyArray<EffectAttempt>
  /** timers and effects of dead letters that were discarded: they do not come again */
  readonly discarded: ReadonlyArray<string>
  /** null before the first event */
  readonly chain: ChainHead | null
}

/** How a command ended, so that a repeat is answered alike. */
export type CommandOutcome = {
  /** id of the command */
  readonly commandId: string
  /** keyed hash of the command's body */
  readonly body: string
  /** time of the command */
  readonly at: number
  /** what it put out, in order */
  readonly outputs: ReadonlyArray<OutcomeOutput>
}

/** One output of the command. */
export type OutcomeOutput = {
  /** simple name of the record */
  readonly type: string
  /** framed */
  readonly value: Buffer
}

/** A call that was started and has no result yet. */
export type EffectAttempt = {
  /** id of the effect */
  readonly effect: string
  /** kind of the call */
  readonly kind: string
  /** start */
  readonly at: number
  /** traceparent of what wanted it; empty where there was none */
  readonly trace: string
}

/** Where the audit chain of the key stands. */
export type ChainHead = {
  /** events of the key so far */
  readonly count: number
  /** SHA-256 of the last one */
  readonly hash: Buffer
}

/** What an operator wants done with a dead letter. Written to the service's own replay topic, to the partition of the dead letter. */
export type ResolveDeadLetter = {
  /** which */
  readonly deadLetterId: string
  /** take the input again with its own id and time, or leave it out */
  readonly action: Resolution
  /** why */
  readonly reason: string
}

export type Resolution =
  | 'REPLAY'
  | 'DISCARD'

/** A subject was erased: its data keys are taken away, and it never gets another. Kept for ever, with who did it in the headers. */
export type SubjectErased = {
  /** application, account, case or court system; the record's key is 'erased/' and this */
  readonly subjectId: string
}

/** Where a task stands: written in the same transaction as what it did. */
export type TaskPosition = {
  /** next offset to be read, by topic */
  readonly positions: Readonly<Record<string, number>>
  /** commits of this task so far */
  readonly sequence: number
  /** version of the reference data that was decided under; a task never runs below it */
  readonly referenceVersion: number
  /** version of the service's states; an older build does not open the task */
  readonly stateVersion: number
  /** partition count; another one is refused */
  readonly partitions: number
  /** name of the key's hash; another one is refused */
  readonly partitioner: string
  /** name of the process that committed it; empty where it has none */
  readonly process: string
}

export type Backbone = {
  ChannelUse: ChannelUse
  DataKey: DataKey
  DeadLetter: DeadLetter
  HeldInput: HeldInput
  Hold: Hold
  KeyState: KeyState
  ResolveDeadLetter: ResolveDeadLetter
  SubjectErased: SubjectErased
  TaskPosition: TaskPosition
}
