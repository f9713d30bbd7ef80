import { expect, test } from 'vitest'
import { activationCodeOf, isActivationCode } from './activation-code.ts'

const key = new Uint8Array(32).fill(7)
const code = activationCodeOf(key, 'K7MP4TXQ', 'activation-1')

test('an activation code is ten characters that follow from the key and the ids alone (R7)', () => {
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(activationCodeOf(key, 'K7MP4TXQ', 'activation-1')).toBe(code)
})

test('another account, another issue or another key has another code (R7)', () => {
  const others = [
    activationCodeOf(key, 'K7MP4TXR', 'activation-1'),
    activationCodeOf(key, 'K7MP4TXQ', 'activation-2'),
    activationCodeOf(key, 'K7MP4TXQactivation', '-1'),
    activationCodeOf(new Uint8Array(32).fill(8), 'K7MP4TXQ', 'activation-1'),
  ]
  expect(new Set([code, ...others]).size).toBe(5)
})

test('a code is taken however it is spaced, capitalised or typed in full width', () => {
  const fullWidth = [...code].map(c => (c === '-' ? c : String.fromCodePoint(c.codePointAt(0)! + 0xfee0))).join('')
  for (const typed of [code.toLowerCase(), ` ${code.replace('-', ' ')} `, fullWidth])
    expect(isActivationCode(typed, code)).toBe(true)
  expect(isActivationCode('o1l-i0', '0111-0')).toBe(true)
})

test('a wrong, a short, an empty and an endless code are not taken', () => {
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
  for (const typed of [wrong, code.slice(0, -1), '', code.repeat(100)])
    expect(isActivationCode(typed, code)).toBe(false)
})
