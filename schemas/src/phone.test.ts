import { expect, test } from 'vitest'
import { parsePhone } from './phone.ts'

test.each([
  ['2123 4567', '+85221234567'],
  ['852-9123-4567', '+85291234567'],
  ['+852 91234567', '+85291234567'],
  ['８５２　９１２３４５６７', '+85291234567'],
  ['8521 2345', '+85285212345'],
  ['+44 (20) 7946 0000', '+442079460000'],
  ['+86 10–1234–5678', '+861012345678'],
])('%s is %s', (raw, canonical) => {
  expect(parsePhone(raw)).toEqual({ ok: true, value: canonical })
})

test.each(['1234 5678', '0123 4567', '+852 1234 5678', '+852 2123 456', '44 20 7946 0000', '+0123456789', 'call me'])(
  '%s is refused',
  raw => {
    expect(parsePhone(raw)).toEqual({ ok: false, code: 'PHONE_FORM' })
  },
)
