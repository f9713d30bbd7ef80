import { asBuffer } from './framing.ts'

/** Bytes by key, as a `Map` has them. */
export interface BytesByKey extends Iterable<[string, Uint8Array]> {
  readonly size: number
  get(key: string): Uint8Array | undefined
  set(key: string, bytes: Uint8Array): unknown
  delete(key: string): boolean
  keys(): Iterable<string>
  values(): Iterable<Uint8Array>
}

/**
 * Bytes that are kept for long, as texts of one byte a character. A small buffer is a slice of a pool, of which it keeps all
 * 64 KiB alive, and one of its own costs some 200 bytes beside what is in it. Texts lie side by side in the engine's memory,
 * which moves them together as others go. What is read is a copy.
 */
export function createKeptBytes(entries: Iterable<[string, Uint8Array]> = []): BytesByKey {
  const texts = new Map<string, string>()
  const kept: BytesByKey = {
    get size() {
      return texts.size
    },
    get(key) {
      const text = texts.get(key)
      return text === undefined ? undefined : Buffer.from(text, 'latin1')
    },
    set: (key, bytes) => texts.set(key, asBuffer(bytes).toString('latin1')),
    delete: key => texts.delete(key),
    keys: () => texts.keys(),
    *values() {
      for (const text of texts.values()) yield Buffer.from(text, 'latin1')
    },
    *[Symbol.iterator]() {
      for (const [key, text] of texts) yield [key, Buffer.from(text, 'latin1')]
    },
  }
  for (const [key, bytes] of entries) kept.set(key, bytes)
  return kept
}
