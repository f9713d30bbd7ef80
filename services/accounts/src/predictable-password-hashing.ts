import { createHash } from 'node:crypto'
import { canonicalPassword } from './password.ts'
import type { PasswordHashing } from './password-hashing.ts'

const prefix = 'predictable$'

/** Stand-in for tests and simulation: the same password always has the same hash, at once. It protects nothing. */
export const predictablePasswordHashing: PasswordHashing = {
  hash: async password => hashOf(password),
  verify: async (kept, password) => kept === hashOf(password),
}

const hashOf = (password: string): string =>
  prefix + createHash('sha256').update(canonicalPassword(password)).digest('base64url')
