import { hash, verify } from '@node-rs/argon2'
import { canonicalPassword } from './password.ts'
import type { PasswordHashing } from './password-hashing.ts'

// OWASP's first choice for argon2id, the library's default algorithm: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Argon2id, on the threads of libuv's pool. `verify` is false for a hash that is not argon2's. */
export function createArgon2PasswordHashing(): PasswordHashing {
  let decoy: Promise<string> | undefined
  return {
    hash: password => hash(canonicalPassword(password), cost),
    async verify(kept, password) {
      decoy ??= hash('no account has this password', cost)
      const against = kept ?? (await decoy)
      const matches = await verify(against, canonicalPassword(password)).catch(() => false)
      return matches && kept !== undefined
    },
  }
}
