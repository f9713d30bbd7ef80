/**
 * One entry of reference data: a closure, an implementation notice, a version of the terms. Entries are recorded once
 * and never edited; what applies at a time is worked out from `effectiveFrom` by whoever reads it.
 */
export type ReferenceEntry = {
  readonly id: string
  /** The content's kind (simple name of its Avro record). */
  readonly kind: string
  readonly effectiveFrom: string
  readonly recordedAt: number
  /** Opaque id of who recorded it; nobody for what a deployment starts with. */
  readonly recordedBy?: string | null
  readonly content: unknown
}

/**
 * The table of reference data as decisions see it: an immutable value, so what is derived from it (a calendar, say) can
 * be kept by identity in a WeakMap. `version` counts the entries; it is committed with every position and stamped on decisions.
 */
export type Reference = {
  readonly version: number
  entries(kind: string): readonly ReferenceEntry[]
}

export const noReference: Reference = { version: 0, entries: () => [] }

/** The table with one more entry; the same entry again leaves it unchanged. */
export function withEntry(reference: Reference, entry: ReferenceEntry): Reference {
  const same = reference.entries(entry.kind)
  if (same.some(e => e.id === entry.id)) return reference
  const ofKind = [...same, entry]
  return {
    version: reference.version + 1,
    entries: kind => (kind === entry.kind ? ofKind : reference.entries(kind)),
  }
}
