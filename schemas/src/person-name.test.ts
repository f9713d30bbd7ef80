import { expect, test } from 'vitest'
import { parseChineseName, parseLatinName, parsePersonName } from './person-name.ts'

test.each([
  ['CHAN', 'CHAN'],
  ['  Tai   Man ', 'Tai Man'],
  ["O'Brien-Smith Jr.", "O'Brien-Smith Jr."],
  ['O’Brien', "O'Brien"],
  ['ＣＨＡＮ', 'CHAN'],
  ['Nuñez', 'Nuñez'],
  ['Nun\u0303ez', 'Nuñez'],
])('%s is the Latin name %s', (raw, canonical) => {
  expect(parseLatinName(raw)).toEqual({ ok: true, value: canonical })
})

test.each([
  ['陳', 'LATIN_LETTERS_ONLY'],
  ['Chan2', 'LATIN_LETTERS_ONLY'],
  ["-'.", 'LATIN_LETTERS_ONLY'],
  ['Чан', 'LATIN_LETTERS_ONLY'],
  ['Chan\r\nBcc: x@y.z', 'NOT_TEXT'],
  ['A'.repeat(81), 'TOO_LONG'],
])('%j is refused as %s', (raw, code) => {
  expect(parseLatinName(raw)).toEqual({ ok: false, code })
})

test.each([
  ['陳大文', '陳大文'],
  ['陳　大文', '陳大文'],
  ['𠮷田𨋢', '𠮷田𨋢'],
  ['買買提·艾力', '買買提·艾力'],
  ['買買提・艾力', '買買提·艾力'],
  ['\u{2f80f}', '\u{2f80f}'.normalize('NFC')],
])('%s is the Chinese name %s', (raw, canonical) => {
  expect(parseChineseName(raw)).toEqual({ ok: true, value: canonical })
})

test.each([
  ['Chan', 'CHINESE_CHARACTERS_ONLY'],
  ['陳·', 'CHINESE_CHARACTERS_ONLY'],
  ['陳\ue000', 'CHINESE_CHARACTERS_ONLY'],
  ['𠮷'.repeat(21), 'TOO_LONG'],
])('%s is refused as %s', (raw, code) => {
  expect(parseChineseName(raw)).toEqual({ ok: false, code })
})

test('length counts code points, also in the supplementary planes', () => {
  expect(parseChineseName('𠮷'.repeat(20)).ok).toBe(true)
})

test('a person may have a single name', () => {
  expect(parsePersonName({ surnameEn: 'Suharto', givenNameEn: ' ' })).toEqual({
    ok: true,
    value: { surnameEn: 'Suharto', givenNameEn: null, nameZh: null },
  })
})

test('a surname is needed, and every mistake is named', () => {
  expect(parsePersonName({ nameZh: 'x', givenNameEn: 5 })).toMatchObject({
    defects: [
      { path: 'surnameEn', code: 'MISSING' },
      { path: 'givenNameEn', code: 'WRONG_SHAPE' },
      { path: 'nameZh', code: 'CHINESE_CHARACTERS_ONLY' },
    ],
  })
})
