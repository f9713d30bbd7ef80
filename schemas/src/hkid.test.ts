import { expect, test } from 'vitest'
import { maskHkid, parseHkid } from './hkid.ts'

const valid = [
  'A123456(3)',
  'G123456(A)',
  'AB987654(3)',
  'AB123456(9)',
  'CA182361(1)',
  'WX123456(9)',
  'C123456(9)',
  'A100004(A)',
  'A100009(0)',
]

test.each(valid)('%s has the right check digit', hkid => {
  expect(parseHkid(hkid)).toEqual({ ok: true, value: hkid })
})

test.each([
  ['A123456(4)', 'HKID_CHECK_DIGIT'],
  ['A12345(6)', 'HKID_FORM'],
  ['ABC12345(6)', 'HKID_FORM'],
  ['ſ123456(3)', 'HKID_CHECK_DIGIT'],
  ['ß123456(3)', 'HKID_FORM'],
  ['', 'MISSING'],
  ['A123456(3)\r\nBcc: x', 'NOT_TEXT'],
])('%j is refused as %s', (raw, code) => {
  expect(parseHkid(raw)).toEqual({ ok: false, code })
})

test.each(['Ａ１２３４５６（３）', 'a1234563', ' A123456 (3) ', 'A 123456 3', '\u200bA123456\ufeff(3)'])(
  '%s is A123456(3)',
  raw => {
    expect(parseHkid(raw)).toEqual({ ok: true, value: 'A123456(3)' })
  },
)

test.each(valid)('one wrong digit in %s is noticed', hkid => {
  for (let digit = 0; digit <= 9; digit += 1) {
    const place = hkid.search(/\d/) + 2
    const changed = hkid.slice(0, place) + digit + hkid.slice(place + 1)
    expect(parseHkid(changed).ok).toBe(changed === hkid)
  }
})

test('a number shown beside other data keeps only what people recognise it by', () => {
  expect(maskHkid('A123456(3)')).toBe('A123***(*)')
  expect(maskHkid('AB987654(3)')).toBe('AB987***(*)')
  expect(maskHkid('nonsense')).toBe('***')
})
