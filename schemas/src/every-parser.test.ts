import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { parseCalendarDay } from './calendar-day.ts'
import { parseCaseNumber } from './case-number.ts'
import { parseCountry } from './country.ts'
import { parseEmailAddress } from './email-address.ts'
import { parseHkid } from './hkid.ts'
import { identityDocumentKinds, parseIdentityDocument, parseIdentityNumber } from './identity-document.ts'
import { anyCharacter } from './message-arbitrary.ts'
import { identifierText, parseProse, properText } from './normalised-text.ts'
import { parseChineseName, parseLatinName, parsePersonName } from './person-name.ts'
import { parsePhone } from './phone.ts'
import { type Result, refusalCodes } from './refusal.ts'
import { parseLoginName, printLoginName } from './registrant-id.ts'

const caseNumber = (raw: string): Result<string> => {
  const parsed = parseCaseNumber(raw, 2026)
  return parsed.ok ? { ok: true, value: parsed.value.canonical } : parsed
}
const loginName = (raw: string): Result<string> => {
  const parsed = parseLoginName(raw)
  return parsed.ok ? { ok: true, value: printLoginName(parsed.value) } : parsed
}

const parsers: Readonly<Record<string, (raw: string) => Result<string>>> = {
  parseHkid,
  parseCountry,
  parseCalendarDay,
  caseNumber,
  loginName,
  parseEmailAddress,
  parsePhone,
  parseLatinName,
  parseChineseName,
  identifierText,
  properText: raw => properText(raw),
  prose: parseProse(1, 2000),
  ...Object.fromEntries(identityDocumentKinds.map(kind => [kind, (raw: string) => parseIdentityNumber(kind, raw)])),
}

// Near misses as well as noise: what people and attackers type is mostly almost right.
const pieces = fc.constantFrom(
  ...'0129AZaz０９Ａｚ（）()/／-－@＠.。·陳𠮷é '.split(''),
  '𠮷',
  '\r\n',
  '\0',
  '\ud800',
  '\u202e',
  '\u200b',
  'İ',
  'ß',
  'ſ',
  'DCPI',
  '2023',
  '123456',
  '+852',
  'example.com',
  '%0d%0a',
  '<',
  ',',
  ';',
  '"',
)
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.array(pieces, { maxLength: 14 }).map(parts => parts.join('')),
)

test.each(Object.entries(parsers))(
  '%s answers any text, with a code of the closed list or a lasting form',
  (_, parse) => {
    fc.assert(
      fc.property(anyText, raw => {
        const result = parse(raw)
        if (result.ok) {
          expect(parse(result.value)).toEqual(result)
          expect(result.value).not.toMatch(/[\p{Cc}--[\n]]/v)
        } else expect(refusalCodes).toContain(result.code)
      }),
      { numRuns: 500 },
    )
  },
)

test.each(Object.entries(parsers))('%s refuses text without end rather than reading it', (_, parse) => {
  expect(parse('1'.repeat(100_000))).toMatchObject({ ok: false, code: 'TOO_LONG' })
})

test('parts of a form answer any JSON with defects, never by throwing', () => {
  const fields = fc.constantFrom(
    'surnameEn',
    'nameZh',
    'kind',
    'number',
    'issuingCountry',
    'lines',
    'country',
    'district',
  )
  const received = fc.dictionary(fc.oneof(fields, fc.string()), fc.oneof(fc.jsonValue(), anyText))
  fc.assert(
    fc.property(received, part => {
      for (const parse of [parsePersonName, parseIdentityDocument, parseAddress]) {
        const result = parse(part)
        if (!result.ok) expect(result.defects.length).toBeGreaterThan(0)
      }
    }),
  )
})
