import { expect, test } from 'vitest'
import { personIdOf } from './person-id.ts'

const secret = new Uint8Array(32).fill(7)
const hkid = { kind: 'HKID', number: 'A123456(3)', issuingCountry: null } as const

test('a person has one id, which tells nothing of the document (A31)', () => {
  expect(personIdOf(hkid, secret)).toBe(personIdOf({ ...hkid }, secret))
  expect(personIdOf(hkid, secret)).not.toBe(personIdOf(hkid, new Uint8Array(32)))
  expect(personIdOf(hkid, secret)).not.toContain('123456')
})

test('the same number of two states is of two persons (A31)', () => {
  const passport = (issuingCountry: string) => ({ kind: 'PASSPORT', number: 'X1234567', issuingCountry }) as const
  expect(personIdOf(passport('GB'), secret)).not.toBe(personIdOf(passport('PH'), secret))
})
