import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { DataKey } from '@icms/backbone/personal-text'

/** What a sealed document begins with: names the form, so that another can follow it. */
const mark = Buffer.from('ICMSDOC2')
const prefixBytes = 7
const tagBytes = 16
export const chunkBytes = 64 * 1024

export type Sealing = {
  readonly key: DataKey
  /** What the document is: it opens as nothing else. */
  readonly about: string
}

/**
 * A mark, the id of the data key with its length before it, and the content: AES-256-GCM in chunks of 64 kB. The nonce of
 * a chunk is a random prefix, its place and whether it is the last, so that chunks can be neither exchanged, left out nor
 * cut off; `prefix` is 7 random bytes, never used twice with a key.
 */
export function seal(content: Uint8Array, { key, about }: Sealing, prefix: Uint8Array): Buffer {
  if (prefix.length !== prefixBytes) throw new Error(`the prefix of a nonce has ${prefixBytes} bytes`)
  const keyId = Buffer.from(key.id)
  const parts: Buffer[] = [mark, Buffer.from([keyId.length]), keyId, Buffer.from(prefix)]
  const count = Math.max(1, Math.ceil(content.length / chunkBytes))
  for (let n = 0; n < count; n += 1) {
    const cipher = createCipheriv('aes-256-gcm', key.key, nonceOf(prefix, n, n === count - 1))
    cipher.setAAD(Buffer.from(about))
    const chunk = content.subarray(n * chunkBytes, (n + 1) * chunkBytes)
    parts.push(cipher.update(chunk), cipher.final(), cipher.getAuthTag())
  }
  return Buffer.concat(parts)
}

/** Id of the data key that it takes to open it. Throws where it is no sealed document. */
export function keyIdOfSealed(sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (!bytes.subarray(0, mark.length).equals(mark)) throw new Error('this is no sealed document')
  return bytes.subarray(mark.length + 1, mark.length + 1 + bytes[mark.length]!).toString('latin1')
}

/** Throws where a byte was changed, anything is missing, or it is another document. */
export function unseal(sealed: Uint8Array, { key, about }: Sealing): Buffer {
  const begin = mark.length + 1 + keyIdOfSealed(sealed).length
  const bytes = Buffer.from(sealed)
  const prefix = bytes.subarray(begin, begin + prefixBytes)
  const body = bytes.subarray(begin + prefixBytes)
  const size = chunkBytes + tagBytes
  const count = Math.max(1, Math.ceil(body.length / size))
  const parts: Buffer[] = []
  for (let n = 0; n < count; n += 1) {
    const chunk = body.subarray(n * size, (n + 1) * size)
    if (chunk.length < tagBytes) throw new Error('a sealed document is cut off')
    const decipher = createDecipheriv('aes-256-gcm', key.key, nonceOf(prefix, n, n === count - 1), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(chunk.subarray(chunk.length - tagBytes))
    parts.push(decipher.update(chunk.subarray(0, chunk.length - tagBytes)), decipher.final())
  }
  return Buffer.concat(parts)
}

function nonceOf(prefix: Uint8Array, place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.set(prefix)
  nonce.writeUInt32BE(place, prefixBytes)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
