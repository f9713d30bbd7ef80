import { type Actor, system } from './actor.ts'
import type { Effect } from './aggregate.ts'

/** Calendar days that is kept what has ended, by how it ended, before a person may have it erased. */
export type Retention = {
  readonly rejected: number
  readonly lapsed: number
  readonly withdrawn: number
  readonly account: number
  /** Paper of which nothing came: it is not for this office, or cannot be read. */
  readonly paper: number
}

/** Kinds of the effects; `erasure-effects.ts` carries them out. */
export const erasureKinds = { erase: 'erase-subject', purge: 'purge-documents' } as const

/**
 * Wants a subject erased, with others that belong to it, on behalf of whoever decided it. Each attempt has a number; any
 * may be made twice.
 */
export const eraseSubject = (
  subjectId: string,
  attempt: number,
  actor: Actor = system,
  others: readonly string[] = [],
): Effect => ({
  id: `erase-${attempt}`,
  kind: erasureKinds.erase,
  request: { subjectId, actor, ...(others.length > 0 && { others }) },
})

/** Wants the files of documents deleted that are kept no longer than necessary; it answers with `isDeleted`. */
export const purgeDocuments = (subjectId: string, documentIds: readonly string[], attempt: number): Effect => ({
  id: `purge-${attempt}`,
  kind: erasureKinds.purge,
  request: { subjectId, documentIds },
})

/** An erasure that somebody decided, as a state keeps it (`icms.common.Erasure`). */
type Decided<Reason> = {
  readonly decidedAt: number
  readonly decidedBy: string
  readonly role: string | null
  readonly reason: Reason
  readonly attempt: number
  readonly erasedAt: number | null
}
type Decision<Reason> = Pick<Decided<Reason>, 'decidedBy' | 'role' | 'reason'> & { readonly at: number }

export const erasureBegun = <Reason>({ at, decidedBy, role, reason }: Decision<Reason>): Decided<Reason> => ({
  ...{ decidedAt: at, decidedBy, role, reason },
  ...{ attempt: 1, erasedAt: null },
})

/** After an attempt: whatever is not known to have succeeded is done again. */
export const erasureTried = <Reason>(
  erasure: Decided<Reason>,
  { at, attempt, isErased }: { readonly at: number; readonly attempt: number; readonly isErased: boolean },
): Decided<Reason> => ({ ...erasure, ...(isErased ? { erasedAt: at } : { attempt: attempt + 1 }) })

/** The attempt that is wanted, on behalf of whoever decided it. */
export const erasureWanted = (
  subjectId: string,
  erasure: Decided<unknown> | null | undefined,
  others: readonly string[] = [],
): readonly Effect[] => {
  if (!erasure || erasure.erasedAt !== null) return []
  const { attempt, decidedBy: id, role } = erasure
  return [eraseSubject(subjectId, attempt, { kind: 'staff', id, ...(role !== null && { role }) }, others)]
}
