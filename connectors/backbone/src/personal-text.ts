import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import type { Entropy } from './entropy.ts'

/** A key that protects what concerns one subject. */
export type DataKey = { readonly id: string; readonly key: KeyObject }

/** What stands for a text whose key was erased. */
export const erasedText = '[erased]'

const mark = 'enc:1:'
const cipher = 'aes-256-gcm'
const nonceBytes = 12
const noncesDrawn = 256
const tagBytes = 16

/** Nonces, drawn many at a time: one by one they take as long as the encryption. */
export function createNonces(entropy: Entropy): () => Uint8Array {
  let drawn = new Uint8Array()
  let used = 0
  return () => {
    if (used === drawn.length) {
      drawn = new Uint8Array(entropy.bytes(noncesDrawn * nonceBytes))
      used = 0
    }
    used += nonceBytes
    return drawn.subarray(used - nonceBytes, used)
  }
}

/** Places are names of records and a few others: their bytes are made once. */
const placeBytes = new Map<string, Buffer>()

function bytesOf(place: string): Buffer {
  const known = placeBytes.get(place) ?? Buffer.from(place)
  placeBytes.set(place, known)
  return known
}

/** A text as it is written: a mark, the id of its key, and nonce, text and tag in base64. `place` is bound into the tag. */
export function encryptText(text: string, { id, key }: DataKey, place: string, nonce: Uint8Array): string {
  const sealing = createCipheriv(cipher, key, nonce)
  sealing.setAAD(bytesOf(place))
  const body = sealing.update(text, 'utf8')
  // This cipher gives all with `update`, and nothing with `final`.
  sealing.final()
  const sealed = Buffer.concat([nonce, body, sealing.getAuthTag()])
  return `${mark}${id}:${sealed.toString('base64url')}`
}

/** Id of the key that a text was encrypted with; nothing for text in clear, which is what others wrote. */
export function keyIdOf(text: string): string | undefined {
  if (!text.startsWith(mark)) return undefined
  const end = text.indexOf(':', mark.length)
  return end < 0 ? undefined : text.slice(mark.length, end)
}

/** Throws where the text was changed, or was written for another place. */
export function decryptText(text: string, keyId: string, key: KeyObject, place: string): string {
  const sealed = Buffer.from(text.slice(mark.length + keyId.length + 1), 'base64url')
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes))
  opening.setAAD(bytesOf(place))
  opening.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const opened = opening.update(sealed.subarray(nonceBytes, sealed.length - tagBytes))
  // Only now it is known that nothing was changed.
  opening.final()
  return opened.toString()
}
