import { parseEmailAddress } from '@icms/schemas/email-address'
import { deriveId } from '@icms/backbone/record'
import { expect, test } from 'vitest'
import { createReturnAddresses } from './return-address.ts'

const key = Buffer.alloc(32, 1)
const addresses = createReturnAddresses('bounces.court.example', key)
const attempt = { emailId: deriveId('email', 'N3'), attempt: 10 }

test('an address names its mail and attempt, fits into an envelope, and survives small letters', () => {
  const address = addresses.of(attempt)
  expect(parseEmailAddress(address)).toMatchObject({ ok: true })
  expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64)
  expect(addresses.read(address)).toEqual(attempt)
  expect(addresses.read(address.toUpperCase())).toEqual(attempt)
})

test('nobody makes one up: another mail, attempt, hash, domain or key is no address of ours', () => {
  const address = addresses.of(attempt)
  const other = createReturnAddresses('bounces.court.example', Buffer.alloc(32, 2))
  for (const forged of [
    address.replace(attempt.emailId, deriveId('email', 'N4')),
    address.replace('-10-', '-1-'),
    address.replace(/.@/, letter => (letter === '0@' ? '1@' : '0@')),
    address.replace('bounces.', ''),
    `${address}@bounces.court.example`,
    other.of(attempt),
    'postmaster@bounces.court.example',
    '',
  ])
    expect(addresses.read(forged)).toBeUndefined()
})

test('an id that cannot stand in an address is refused before it is sent', () => {
  for (const emailId of ['a@b', 'x'.repeat(41), 'ÄÖ', ''])
    expect(() => addresses.of({ emailId, attempt: 1 })).toThrow('at most 40 small letters')
})
