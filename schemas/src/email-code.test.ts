import { expect, test } from 'vitest'
import { isActivationCode } from './activation-code.ts'
import { emailCodeOf } from './email-code.ts'

const key = new Uint8Array(32).fill(3)

test('a code that proves an address has 8 characters without look-alikes, and follows from ids and key', () => {
  const code = emailCodeOf(key, 'email-1', 'code-1')
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(emailCodeOf(key, 'email-1', 'code-1')).toBe(code)
  const others = [
    emailCodeOf(key, 'email-1', 'code-2'),
    emailCodeOf(key, 'email-2', 'code-1'),
    emailCodeOf(new Uint8Array(32), 'email-1', 'code-1'),
  ]
  for (const other of others) expect(isActivationCode(other, code)).toBe(false)
})

test('a code is taken as people type it', () => {
  const code = emailCodeOf(key, 'email-1', 'code-1')
  for (const typed of [code.toLowerCase(), code.replace('-', ' '), ` ${code.replace('-', '')} `])
    expect(isActivationCode(typed, code)).toBe(true)
})
