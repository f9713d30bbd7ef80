import { createSecretKey, type KeyObject } from 'node:crypto'
import type { MasterKeys, WrappedKey } from './master-keys.ts'
import type { DataKey } from './personal-text.ts'

/** Unwrapped keys that a process holds at a time; all are dropped when there are more, and unwrapped again when they are needed. */
const unwrappedMax = 10_000

/**
 * The keys that a process knows. All are kept wrapped. A subject's current key is the one learnt first. What is learnt
 * may come in any order, since the topic's partitions have none between them: an erased subject has no key, whichever
 * came first.
 */
export function createKeyTable(masters: Pick<MasterKeys, 'knows' | 'unwrap'>) {
  const kept = new Map<string, { readonly subjectId: string; readonly masterKeyId: string; readonly wrapped: string }>()
  const bySubject = new Map<string, string | readonly string[]>()
  const unwrapped = new Map<string, KeyObject>()
  const erased = new Set<string>()
  const leftOver = new Set<string>()
  /** One text for each id, however many keys name it. */
  const masterKeyIds = new Map<string, string>()

  const idsOf = (subjectId: string): readonly string[] => {
    const ids = bySubject.get(subjectId) ?? []
    return typeof ids === 'string' ? [ids] : ids
  }

  function entryOf(keyId: string): WrappedKey | undefined {
    const entry = kept.get(keyId)
    return entry && { ...entry, keyId, wrapped: Buffer.from(entry.wrapped, 'latin1') }
  }

  function find(keyId: string): KeyObject | undefined {
    const known = unwrapped.get(keyId)
    if (known) return known
    const entry = entryOf(keyId)
    if (!entry) return undefined
    const key = createSecretKey(masters.unwrap(entry))
    remember(keyId, key)
    return key
  }

  function remember(keyId: string, key: KeyObject) {
    if (unwrapped.size >= unwrappedMax) unwrapped.clear()
    unwrapped.set(keyId, key)
  }

  function erase(subjectId: string) {
    for (const id of idsOf(subjectId)) {
      kept.delete(id)
      unwrapped.delete(id)
      leftOver.add(id)
    }
    bySubject.delete(subjectId)
    erased.add(subjectId)
  }

  return {
    find,
    knows: (keyId: string) => kept.has(keyId),
    keyFor(subjectId: string): DataKey | undefined {
      const [id] = idsOf(subjectId)
      const key = id === undefined ? undefined : find(id)
      return id !== undefined && key ? { id, key } : undefined
    },
    isErased: (subjectId: string) => erased.has(subjectId),
    erasedCount: () => erased.size,
    /** Keys that are still on the topic though their subject was erased. */
    leftOver: (): readonly string[] => [...leftOver],

    /** `key`: of whoever made it, for whom it need not be unwrapped. */
    learn({ keyId, subjectId, masterKeyId, wrapped }: WrappedKey, key?: KeyObject) {
      if (erased.has(subjectId)) return void leftOver.add(keyId)
      const isNew = !kept.has(keyId)
      // Wrapped again by a master key that was not given here: the key is the same, and what is kept can be read.
      if (!isNew && !masters.knows(masterKeyId)) return
      if (!masterKeyIds.has(masterKeyId)) masterKeyIds.set(masterKeyId, masterKeyId)
      const text = Buffer.from(wrapped).toString('latin1')
      kept.set(keyId, { subjectId, masterKeyId: masterKeyIds.get(masterKeyId)!, wrapped: text })
      if (key) remember(keyId, key)
      if (!isNew) return
      const before = idsOf(subjectId)
      bySubject.set(subjectId, before.length === 0 ? keyId : [...before, keyId])
    },

    countOf: (subjectId: string): number => idsOf(subjectId).length,

    erase,

    /**
     * The key was taken away from the topic. That is done for nobody but who was erased, and may be read before the word of it, which
     * lies in another partition: in between its texts would be taken for unreadable.
     */
    forget(keyId: string) {
      const entry = kept.get(keyId)
      if (entry) erase(entry.subjectId)
      leftOver.delete(keyId)
    },

    entryOf,
    /** Ids of the keys that another master key wraps. */
    notWrappedBy: (masterKeyId: string): string[] =>
      [...kept].filter(([, entry]) => entry.masterKeyId !== masterKeyId).map(([id]) => id),
    /** How many keys each master key wraps, by its id. */
    countByMasterKey(): ReadonlyMap<string, number> {
      const counts = new Map<string, number>()
      for (const { masterKeyId } of kept.values()) counts.set(masterKeyId, (counts.get(masterKeyId) ?? 0) + 1)
      return counts
    },
  }
}
