import type { Aggregate, Row } from './aggregate.ts'
import type { ChainHead } from './audit-chain.ts'
import type { Codec } from './codec.ts'

/** One key of one aggregate, decoded. Never changed in place: a new value replaces it. */
export type KeyEntry = {
  readonly aggregate: Aggregate
  readonly key: string
  /** `stateKeyOf` the two: asked for several times with every input. */
  readonly stateKey: string
  readonly state: unknown
  readonly outcomes: readonly KeptOutcome[]
  readonly attempts: readonly Attempt[]
  readonly discarded: readonly string[]
  /** Of the key's events; null before the first. */
  readonly chain: ChainHead | null
}

export type KeptOutcome = {
  readonly commandId: string
  readonly body: string
  readonly at: number
  readonly outputs: readonly { readonly type: string; readonly value: Buffer }[]
}

/** `trace`: traceparent of what wanted it; empty where there was none. */
export type Attempt = {
  readonly effect: string
  readonly kind: string
  readonly at: number
  readonly trace: string
}

export const stateKeyOf = (aggregate: string, key: string) => `state/${aggregate}/${key}`

/** The aggregate's name and the key in a state key, or `undefined` for the runtime's own entries. */
export function partsOf(stateKey: string): { aggregate: string; key: string } | undefined {
  if (!stateKey.startsWith('state/')) return undefined
  const slash = stateKey.indexOf('/', 6)
  return { aggregate: stateKey.slice(6, slash), key: stateKey.slice(slash + 1) }
}

export function emptyEntry(aggregate: Aggregate, key: string): KeyEntry {
  const stateKey = stateKeyOf(aggregate.name, key)
  return { aggregate, key, stateKey, state: undefined, outcomes: [], attempts: [], discarded: [], chain: null }
}

type KeyState = {
  state: Buffer | null
  outcomes: { commandId: string; body: string; at: number; outputs: { type: string; value: Buffer }[] }[]
  attempts: Attempt[]
  discarded: string[]
  chain: ChainHead | null
}

export function decodeEntry(codec: Codec, aggregate: Aggregate, key: string, bytes: Uint8Array): KeyEntry {
  const kept = codec.decode(bytes) as KeyState
  const stateKey = stateKeyOf(aggregate.name, key)
  return { ...kept, aggregate, key, stateKey, state: kept.state ? codec.decode(kept.state) : undefined }
}

/**
 * As `decodeEntry`, with personal texts left encrypted: which timers and effects a key wants never depends on them, and
 * a restore that need not decrypt a million states is many times faster.
 */
export function peekEntry(codec: Codec, aggregate: Aggregate, key: string, bytes: Uint8Array): KeyEntry {
  const kept = codec.decode(bytes) as KeyState
  const stateKey = stateKeyOf(aggregate.name, key)
  return { ...kept, aggregate, key, stateKey, state: kept.state ? codec.peek(kept.state) : undefined }
}

/** `null` where nothing is left to keep: the key is forgotten. */
export function encodeEntry(codec: Codec, entry: KeyEntry): Uint8Array | null {
  const { aggregate, state, outcomes, attempts, discarded, chain } = entry
  if (state === undefined && outcomes.length + attempts.length + discarded.length === 0) return null
  const bytes = state === undefined ? null : codec.encode(aggregate.state, state)
  return codec.encode('icms.backbone.KeyState', { state: bytes, outcomes, attempts, discarded, chain })
}

export const timerMark = (name: string, due: number) => `timer/${name}/${due}`
export const effectMark = (effect: string) => `effect/${effect}`

/** Timers that the key wants, without those whose dead letters were discarded. */
export function timersOf(entry: KeyEntry, reference: Parameters<NonNullable<Aggregate['due']>>[1]) {
  if (entry.state === undefined || !entry.aggregate.due) return []
  const timers = entry.aggregate.due(entry.state, reference)
  return entry.discarded.length === 0 ? timers : timers.filter(t => !entry.discarded.includes(timerMark(t.name, t.at)))
}

/** Effects that the key wants and that have not been started. */
export function effectsToStart(entry: KeyEntry) {
  if (entry.state === undefined || !entry.aggregate.pending) return []
  return entry.aggregate
    .pending(entry.state)
    .filter(e => !entry.attempts.some(a => a.effect === e.id) && !entry.discarded.includes(effectMark(e.id)))
}

/** A row as the read side keeps it: encrypted as a whole where the state holds personal data. */
export const sealRow = (codec: Codec, { aggregate, state }: KeyEntry, row: Row): Row => ({
  ...row,
  data: codec.seal(aggregate.state, state, row.data),
})

export function rowsOf(entry: KeyEntry | undefined) {
  return entry?.state === undefined || !entry.aggregate.rows ? [] : entry.aggregate.rows(entry.state, entry.key)
}
