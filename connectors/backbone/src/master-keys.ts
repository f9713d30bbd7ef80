import { createCipheriv, createDecipheriv, createHash, createSecretKey } from 'node:crypto'
import { base32 } from './base32.ts'
import type { Entropy } from './entropy.ts'
import { BackboneError } from './errors.ts'

/** A data key as the keyring keeps it: readable only with the master key that it names. */
export type WrappedKey = {
  readonly keyId: string
  readonly subjectId: string
  readonly masterKeyId: string
  readonly wrapped: Uint8Array
}

const cipher = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Wraps data keys with the newest master key, and unwraps with any. The id of a master key follows from its bytes. */
export function createMasterKeys(keys: readonly Uint8Array[], entropy: Entropy) {
  if (keys.length === 0) throw new Error('a keyring needs a master key')
  for (const key of keys)
    if (key.length !== keyBytes) throw new Error(`a master key has ${key.length} bytes; it must have ${keyBytes}`)
  const masters = keys.map(bytes => ({
    id: base32(createHash('sha256').update('icms-master-key').update(bytes).digest().subarray(0, 5)),
    key: createSecretKey(bytes),
  }))
  const newest = masters[0]!
  // A wrapped key put under another subject or id would not open.
  const placeOf = (subjectId: string, keyId: string) => Buffer.from(`${keyId}/${subjectId}`)

  function wrap({ subjectId, id, bytes }: { subjectId: string; id: string; bytes: Uint8Array }): WrappedKey {
    const nonce = entropy.bytes(nonceBytes)
    const sealing = createCipheriv(cipher, newest.key, nonce)
    sealing.setAAD(placeOf(subjectId, id))
    const wrapped = Buffer.concat([nonce, sealing.update(bytes), sealing.final(), sealing.getAuthTag()])
    return { keyId: id, subjectId, masterKeyId: newest.id, wrapped }
  }

  /** Throws `Incompatible` where the master key is not among those given. */
  function unwrap({ keyId, subjectId, masterKeyId, wrapped }: WrappedKey): Buffer {
    const master = masters.find(one => one.id === masterKeyId)
    if (!master)
      throw new BackboneError(
        'Incompatible',
        `a data key is wrapped by the master key ${masterKeyId}, which is not among those given (${masters.map(m => m.id).join(', ')}): give it too`,
      )
    const opening = createDecipheriv(cipher, master.key, wrapped.subarray(0, nonceBytes))
    opening.setAAD(placeOf(subjectId, keyId))
    opening.setAuthTag(wrapped.subarray(wrapped.length - tagBytes))
    const opened = opening.update(wrapped.subarray(nonceBytes, wrapped.length - tagBytes))
    opening.final()
    return opened
  }

  return {
    newestId: newest.id,
    ids: masters.map(one => one.id),
    knows: (id: string) => masters.some(one => one.id === id),
    wrap,
    unwrap,
    rewrap: (entry: WrappedKey) => wrap({ subjectId: entry.subjectId, id: entry.keyId, bytes: unwrap(entry) }),
  }
}

export type MasterKeys = ReturnType<typeof createMasterKeys>
