/** What the writer is asked to do. One part is taken as a whole or not at all; the parts of a group share one flush to the disk. */
export type Part =
  | { readonly kind: 'publish'; readonly records: readonly LogRow[] }
  | {
      readonly kind: 'commit'
      readonly task: TaskEpoch
      readonly records: readonly LogRow[]
      readonly states: readonly (readonly [key: string, value: Uint8Array | null])[]
      readonly show: readonly Shown[]
    }
  /** Raises the epoch: every commit of an older one is fenced from now on. */
  | { readonly kind: 'open'; readonly service: string; readonly partition: number }
  /** One page of all that a task shows. The first takes away what was shown before; the last says by which build. */
  | {
      readonly kind: 'show'
      readonly task: TaskEpoch
      readonly show: readonly Shown[]
      readonly first: boolean
      readonly shownBy: string | null
    }
  | {
      readonly kind: 'settle'
      readonly reader: string
      readonly topic: number
      readonly partition: number
      readonly next: number
    }
  /** For edges; `now` takes away some of what has expired. */
  | { readonly kind: 'remember'; readonly name: string; readonly until: number; readonly now: number }
  | {
      readonly kind: 'count'
      readonly name: string
      readonly count: number
      readonly until: number
      readonly now: number
    }
  | { readonly kind: 'topic'; readonly name: string; readonly partitions: number }
  | { readonly kind: 'schema'; readonly subject: string; readonly schema: string }

export type TaskEpoch = { readonly service: string; readonly partition: number; readonly epoch: number }

/** A record on its way into the log: topic and partition are known, its offset is given when it is written. */
export type LogRow = {
  readonly topic: number
  readonly partition: number
  readonly key: string | null
  readonly value: Uint8Array | null
  readonly headers: string
  readonly at: number
}

export type RowPlaces = readonly { readonly field: string; readonly value: string; readonly place: number }[]

export type Shown =
  | { readonly kind: 'hide'; readonly name: string; readonly id: string; readonly places: RowPlaces }
  | {
      readonly kind: 'row'
      readonly name: string
      readonly id: string
      readonly row: string
      readonly places: RowPlaces
    }
  | {
      readonly kind: 'outcome'
      readonly command: string
      readonly outcome: string
      readonly until: number
      readonly now: number
    }

export type PartResult =
  | { readonly ok: true; readonly value: number; readonly shownBy: string | null }
  | { readonly ok: false; readonly code: 'Fenced' | 'Rejected'; readonly message: string }

/** New ends of what a group has written to: topic, partition and next offset. */
export type Ends = readonly (readonly [topic: number, partition: number, end: number])[]

export type ToWriter =
  | { readonly kind: 'write'; readonly parts: readonly Part[]; readonly pause: boolean }
  /** Goes on after a pause. */
  | { readonly kind: 'go' }
  | { readonly kind: 'close' }

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly code: 'Incompatible' | 'NotNow'; readonly message: string }
  /** Everything is in the transaction, nothing is committed. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'written'; readonly results: readonly PartResult[]; readonly ends: Ends }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' }
