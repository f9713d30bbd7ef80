import { type Actor, system } from './actor.ts'
import type { Effect } from './aggregate.ts'

/** Calendar days that is kept what has ended, by how it ended, before a person may have it erased. */
export type Retention = {
  readonly rejected: number
  readonly lapsed: number
  readonly withdrawn: number
  readonly account: number
}

/** Kinds of the effects; `erasure-effects.ts` carries them out. */
export const erasureKinds = { erase: 'erase-subject', purge: 'purge-documents' } as const

/** Wants a subject erased, on behalf of whoever decided it. Each attempt has a number; any may be made twice. */
export const eraseSubject = (subjectId: string, attempt: number, actor: Actor = system): Effect => ({
  id: `erase-${attempt}`,
  kind: erasureKinds.erase,
  request: { subjectId, actor },
})

/** Wants the files of documents deleted that are kept no longer than necessary; it answers with `isDeleted`. */
export const purgeDocuments = (subjectId: string, documentIds: readonly string[], attempt: number): Effect => ({
  id: `purge-${attempt}`,
  kind: erasureKinds.purge,
  request: { subjectId, documentIds },
})
