import { expect, test } from 'vitest'
import { identityTextOf, parseIdentityDocument, parseIdentityNumber } from './identity-document.ts'

test('a passport needs the country that issued it', () => {
  expect(parseIdentityDocument({ kind: 'PASSPORT', number: 'K1234567' })).toMatchObject({
    defects: [{ path: 'issuingCountry', code: 'MISSING' }],
  })
  expect(parseIdentityDocument({ kind: 'PASSPORT', number: 'k 1234567', issuingCountry: 'gb' })).toEqual({
    ok: true,
    value: { kind: 'PASSPORT', number: 'K1234567', issuingCountry: 'GB' },
  })
  expect(parseIdentityDocument({ kind: 'PASSPORT', number: 'K1234567', issuingCountry: 'XX' })).toMatchObject({
    defects: [{ path: 'issuingCountry', code: 'COUNTRY_UNKNOWN' }],
  })
})

test('an identity card has no issuing country', () => {
  expect(parseIdentityDocument({ kind: 'HKID', number: 'A123456(3)', issuingCountry: '' })).toEqual({
    ok: true,
    value: { kind: 'HKID', number: 'A123456(3)', issuingCountry: null },
  })
  expect(parseIdentityDocument({ kind: 'HKID', number: 'A123456(3)', issuingCountry: 'GB' })).toMatchObject({
    defects: [{ path: 'issuingCountry', code: 'NOT_WANTED' }],
  })
})

test('every mistake is named at once', () => {
  expect(parseIdentityDocument({ kind: 'LIBRARY_CARD', number: ' ', photo: 'x' })).toMatchObject({
    defects: [
      { path: 'photo', code: 'NOT_WANTED' },
      { path: 'kind', code: 'NOT_ONE_OF' },
      { path: 'number', code: 'MISSING' },
    ],
  })
})

test.each([
  ['PRC_ID', '11010519491231002x', '11010519491231002X'],
  ['PRC_ID', '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
  ['MACAU_ID', '1234567 8', '1234567(8)'],
  ['MACAU_ID', '5123456（7）', '5123456(7)'],
  ['OTHER_TRAVEL_DOC', 'd-123 456', 'D123456'],
] as const)('%s number %s is %s in canonical form', (kind, raw, canonical) => {
  expect(parseIdentityNumber(kind, raw)).toEqual({ ok: true, value: canonical })
})

test.each([
  ['PRC_ID', '110105194912310021', 'PRC_ID_CHECK_DIGIT'],
  ['PRC_ID', '110105194913310028', 'PRC_ID_FORM'],
  ['MACAU_ID', '2234567(8)', 'MACAU_ID_FORM'],
  ['PASSPORT', 'K12', 'PASSPORT_FORM'],
  ['OTHER_TRAVEL_DOC', 'ı2345', 'TRAVEL_DOCUMENT_FORM'],
] as const)('%s number %s is refused as %s', (kind, raw, code) => {
  expect(parseIdentityNumber(kind, raw)).toEqual({ ok: false, code })
})

test('one document gives one text, so that one person has one live application (A31)', () => {
  const text = (number: string) => {
    const parsed = parseIdentityDocument({ kind: 'HKID', number })
    return parsed.ok ? identityTextOf(parsed.value) : undefined
  }
  expect(text('Ａ１２３４５６（３）')).toBe('HKID::A1234563')
  expect(text('a1234563')).toBe('HKID::A1234563')
})
