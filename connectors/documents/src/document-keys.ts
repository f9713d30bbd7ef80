import { BackboneError } from '@icms/backbone/errors'
import type { Keyring } from '@icms/backbone/keyring'
import type { DataKey } from '@icms/backbone/personal-text'

export type DocumentKeys = Pick<Keyring, 'ensure' | 'keyFor' | 'find' | 'isErased' | 'caughtUp'>

/** The key to store a document of a subject with, durable. Throws where the subject was erased, and `NotNow`. */
export async function keyToStore(keys: DocumentKeys, subject: string): Promise<DataKey> {
  await keys.ensure(subject)
  const key = keys.keyFor(subject)
  if (!key) throw new Error(`${subject} was erased: nothing more is stored of it`)
  return key
}

/**
 * The key that a stored document names, made perhaps by another process a moment ago; undefined where its subject was
 * erased. A key that is gone without that is a loss, and never taken for an erasure. Throws `NotNow`.
 */
export async function keyToRead(keys: DocumentKeys, subject: string, keyId: string): Promise<DataKey | undefined> {
  const known = () => (keys.isErased(subject) ? undefined : keys.find(keyId))
  if (!known()) await keys.caughtUp()
  const key = known()
  if (key) return { id: keyId, key }
  if (keys.isErased(subject)) return undefined
  throw new BackboneError(
    'Unreadable',
    `a document of ${subject} needs the data key ${keyId}, which the keyring does not have; ${subject} was not erased`,
  )
}
