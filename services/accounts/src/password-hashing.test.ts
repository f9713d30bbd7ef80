import { describe, expect, test } from 'vitest'
import { createArgon2PasswordHashing } from './argon2-password-hashing.ts'
import { predictablePasswordHashing } from './predictable-password-hashing.ts'

const kinds = { argon2: createArgon2PasswordHashing(), predictable: predictablePasswordHashing }

describe.each(Object.entries(kinds))('%s password hashing', (_, hashing) => {
  test('knows the password again, in either way of writing it, and no other', async () => {
    const hash = await hashing.hash('Caf\u00e9-harbour-9')
    expect(hash).not.toContain('harbour')
    expect(await hashing.verify(hash, 'Cafe\u0301-harbour-9')).toBe(true)
    expect(await hashing.verify(hash, 'Caf\u00e9-harbour-8')).toBe(false)
  })

  test('answers no for an account without a password, and for what is no hash', async () => {
    expect(await hashing.verify(undefined, 'no account has this password')).toBe(false)
    expect(await hashing.verify('not a hash', 'Harbour-view-9')).toBe(false)
  })
})

test('argon2 gives the same password another hash each time', async () => {
  const [one, two] = await Promise.all([kinds.argon2.hash('Harbour-view-9'), kinds.argon2.hash('Harbour-view-9')])
  expect(one).not.toBe(two)
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})
