import { createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemEntropy } from './entropy.ts'
import { createNonces, decryptText, encryptText, keyIdOf } from './personal-text.ts'

const dataKey = { id: 'k1', key: createSecretKey(randomBytes(32)) }
const nonce = createNonces(systemEntropy)
const encrypt = (text: string, place = 'icms.Noted') => encryptText(text, dataKey, place, nonce())
const decrypt = (sealed: string, place = 'icms.Noted') => decryptText(sealed, 'k1', dataKey.key, place)

test('any text comes back, names its key, and is another each time it is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
      const sealed = encrypt(text)
      expect(keyIdOf(sealed)).toBe('k1')
      expect(decrypt(sealed)).toBe(text)
      expect(encrypt(text)).not.toBe(sealed)
    }),
  )
})

test('a text that was changed, cut or moved to another record opens nowhere', () => {
  const sealed = encrypt('Chan Tai Man')
  const other = sealed[20] === 'A' ? 'B' : 'A'
  for (const broken of [
    sealed.slice(0, 20) + other + sealed.slice(21),
    sealed.slice(0, 30),
    'enc:1:k1:',
    `${sealed}AAAA`,
  ])
    expect(() => decrypt(broken)).toThrow()
  expect(() => decrypt(sealed, 'icms.Other')).toThrow()
  expect(() => decryptText(sealed, 'k1', createSecretKey(randomBytes(32)), 'icms.Noted')).toThrow()
})

test('text in clear names no key, even where it looks like a beginning of one', () => {
  expect(['', 'Chan', 'enc:', 'enc:1:', 'enc:1:k1'].map(keyIdOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('no nonce comes twice', () => {
  const drawn = Array.from({ length: 2_000 }, () => Buffer.from(nonce()).toString('hex'))
  expect(new Set(drawn).size).toBe(2_000)
  expect(drawn.every(text => text.length === 24)).toBe(true)
})
