import { randomBytes } from 'node:crypto'
import { base32 } from './base32.ts'

/** Randomness as a port: edges make ids and nonces from it, cores never see it. */
export interface Entropy {
  bytes(length: number): Uint8Array
}

export const systemEntropy: Entropy = { bytes: length => randomBytes(length) }

/** 128 random bits as 26 characters of Crockford's base32: opaque, case-insensitive, without look-alikes. */
export function randomId(entropy: Entropy): string {
  return base32(entropy.bytes(16))
}
