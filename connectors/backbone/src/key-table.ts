import { createSecretKey, type KeyObject } from 'node:crypto'
import type { MasterKeys, WrappedKey } from './master-keys.ts'
import type { DataKey } from './personal-text.ts'

/** Unwrapped keys that a process holds at a time; the others are unwrapped when they are needed. */
const unwrappedMax = 10_000

/**
 * The keys that a process knows. All are kept wrapped, as text in base64: some 250 bytes a key. A subject's current key
 * is the one learnt first; once that is gone, the next.
 */
export function createKeyTable(masters: MasterKeys) {
  const kept = new Map<string, { readonly subjectId: string; readonly masterKeyId: string; readonly wrapped: string }>()
  const bySubject = new Map<string, string | readonly string[]>()
  const unwrapped = new Map<string, KeyObject>()

  const idsOf = (subjectId: string): readonly string[] => {
    const ids = bySubject.get(subjectId) ?? []
    return typeof ids === 'string' ? [ids] : ids
  }

  function entryOf(keyId: string): WrappedKey | undefined {
    const entry = kept.get(keyId)
    return entry && { ...entry, keyId, wrapped: Buffer.from(entry.wrapped, 'base64') }
  }

  function find(keyId: string): KeyObject | undefined {
    const known = unwrapped.get(keyId)
    if (known) return known
    const entry = entryOf(keyId)
    if (!entry) return undefined
    const key = createSecretKey(masters.unwrap(entry))
    if (unwrapped.size >= unwrappedMax) unwrapped.delete(unwrapped.keys().next().value!)
    unwrapped.set(keyId, key)
    return key
  }

  return {
    idsOf,
    find,
    keyFor(subjectId: string): DataKey | undefined {
      const [id] = idsOf(subjectId)
      const key = id === undefined ? undefined : find(id)
      return id !== undefined && key ? { id, key } : undefined
    },
    learn({ keyId, subjectId, masterKeyId, wrapped }: WrappedKey) {
      const isNew = !kept.has(keyId)
      kept.set(keyId, { subjectId, masterKeyId, wrapped: Buffer.from(wrapped).toString('base64') })
      if (!isNew) return
      const before = idsOf(subjectId)
      bySubject.set(subjectId, before.length === 0 ? keyId : [...before, keyId])
    },
    forget(keyId: string) {
      const entry = kept.get(keyId)
      if (!entry) return
      kept.delete(keyId)
      unwrapped.delete(keyId)
      const left = idsOf(entry.subjectId).filter(id => id !== keyId)
      if (left.length === 0) bySubject.delete(entry.subjectId)
      else bySubject.set(entry.subjectId, left)
    },
    entries: (): WrappedKey[] => [...kept.keys()].map(id => entryOf(id)!),
  }
}
