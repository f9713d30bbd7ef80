import { expect, test } from 'vitest'
import { parseEmailAddress } from './email-address.ts'

test.each([
  ['Chan.Tai-Man@Example.COM', 'Chan.Tai-Man@example.com'],
  ["o'brien+icms@mail.example.com.hk", "o'brien+icms@mail.example.com.hk"],
  ['ｃｈａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'chan@example.com'],
  ['chan@例子。香港', 'chan@xn--fsqu00a.xn--j6w193g'],
  [' chan@example.com ', 'chan@example.com'],
])('%s is %s', (raw, canonical) => {
  expect(parseEmailAddress(raw)).toEqual({ ok: true, value: canonical })
})

test.each([
  ['a@x.com, b@evil.com', 'EMAIL_SEVERAL'],
  ['a@x.com;b@evil.com', 'EMAIL_SEVERAL'],
  ['a@x.com， b@evil.com', 'EMAIL_SEVERAL'],
  ['a@b@evil.com', 'EMAIL_SEVERAL'],
  ['a@x.com\r\nBcc: b@evil.com', 'NOT_TEXT'],
  ['Chan <a@x.com>', 'EMAIL_FORM'],
  ['"a b"@x.com', 'EMAIL_FORM'],
  ['a(comment)@x.com', 'EMAIL_FORM'],
  ['a..b@x.com', 'EMAIL_FORM'],
  ['.a@x.com', 'EMAIL_FORM'],
  ['a%evil.com@x.com', 'EMAIL_FORM'],
  ['evil!a@x.com', 'EMAIL_FORM'],
  ['陳@x.com', 'EMAIL_FORM'],
  ['a', 'EMAIL_FORM'],
  ['a@', 'EMAIL_DOMAIN'],
  ['a@localhost', 'EMAIL_DOMAIN'],
  ['a@127.0.0.1', 'EMAIL_DOMAIN'],
  ['a@0x7f.1', 'EMAIL_DOMAIN'],
  ['a@[127.0.0.1]', 'EMAIL_DOMAIN'],
  ['a@ex%61mple.com', 'EMAIL_DOMAIN'],
  ['a@-x.com', 'EMAIL_DOMAIN'],
  ['a@x_y.com', 'EMAIL_DOMAIN'],
  ['a@x..com', 'EMAIL_DOMAIN'],
  ['a@x.com.', 'EMAIL_DOMAIN'],
  [`${'a'.repeat(65)}@x.com`, 'TOO_LONG'],
  [`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.com`, 'EMAIL_DOMAIN'],
])('%j is refused as %s', (raw, code) => {
  expect(parseEmailAddress(raw)).toEqual({ ok: false, code })
})

test('an address of 254 characters is the longest (RFC 5321)', () => {
  const address = `${'a'.repeat(64)}@${'b'.repeat(62)}.${'c'.repeat(62)}.${'d'.repeat(59)}.com`
  expect(address).toHaveLength(254)
  expect(parseEmailAddress(address)).toEqual({ ok: true, value: address })
  expect(parseEmailAddress(`${address}m`)).toEqual({ ok: false, code: 'TOO_LONG' })
})
