import { expect, test } from 'vitest'
import { authenticationReasons, reasonMessages, vettingReasons, wordsOfReason } from './reason-words.ts'
import { parseNote, parseStatedReasons } from './stated-reasons.ts'

const codes = Object.keys(vettingReasons)
const defectsOf = (received: Readonly<Record<string, unknown>>) => {
  const result = parseStatedReasons(received, codes)
  return result.ok ? [] : result.defects.map(({ path, code }) => `${path} ${code}`)
}

test('reasons are codes of a closed list, in its order, the text with the last one', () => {
  const received = {
    reasonCodes: ['DETAILS_NOT_IN_ORDER', 'NOT_ELIGIBLE'],
    textEn: 'The year is wrong.',
    textZh: '年份有誤。',
  }
  expect(parseStatedReasons(received, codes)).toMatchObject({
    value: {
      reasons: [
        { code: 'NOT_ELIGIBLE', textEn: null, textZh: null },
        { code: 'DETAILS_NOT_IN_ORDER', textEn: 'The year is wrong.', textZh: '年份有誤。' },
      ],
      note: null,
    },
  })
})

test('a rejection without a reason is none', () => {
  expect(defectsOf({})).toEqual(['reasonCodes MISSING'])
  expect(defectsOf({ reasonCodes: ['BECAUSE'] })).toEqual(['reasonCodes.0 NOT_ONE_OF'])
})

test('a text needs its twin in the other language, and another reason a text', () => {
  expect(defectsOf({ reasonCodes: ['NOT_ELIGIBLE'], textEn: 'Why' })).toEqual(['textZh MISSING'])
  expect(defectsOf({ reasonCodes: ['OTHER'] })).toEqual(['textEn MISSING', 'textZh MISSING'])
})

test('every mistake is named at once', () => {
  const long = 'a'.repeat(2_001)
  expect(defectsOf({ textEn: long, textZh: '\u0007', note: long, more: 'x' })).toEqual([
    'more NOT_WANTED',
    'reasonCodes MISSING',
    'textEn TOO_LONG',
    'textZh NOT_TEXT',
    'note TOO_LONG',
  ])
  expect(parseNote({ note: long })).toMatchObject({ defects: [{ path: 'note', code: 'TOO_LONG' }] })
})

test('whoever typed in somebody else’s number learns neither of an application nor of an account (A31)', () => {
  expect(wordsOfReason('ALREADY_REGISTERED')).toEqual(wordsOfReason('DUPLICATE_APPLICATION'))
})

test('a code of a newer build has words that are true', () => {
  expect(wordsOfReason('toString')).toEqual(wordsOfReason('OTHER'))
  for (const code of [...codes, ...Object.keys(authenticationReasons)])
    expect(reasonMessages[`reason.${code}`]).toBeDefined()
})
