import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnnexBContext, findDefects, parseAnnexB } from './annex-b.ts'

const context: AnnexBContext = {
  receivedAt: Date.parse('2026-03-02T10:15:00+08:00'),
  calendar: { holidays: new Set(), closures: [] },
  notices: [
    { court: 'DC', caseType: 'DCPI', venue: '*', effectiveFrom: '2022-05-06' },
    { court: 'DC', caseType: 'DCCJ', venue: '*', effectiveFrom: '2026-03-03' },
  ],
  termsVersion: '2023-01',
}

const filledIn = {
  channel: 'ONLINE',
  salutation: '',
  name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
  identityDocument: { kind: 'HKID', number: 'Ａ１２３４５６（３）' },
  dateOfBirth: '1980-05-17',
  address: { lines: ['Flat A, 12/F', '123 Nathan Road'], country: 'HK', district: 'YAU_TSIM_MONG' },
  phone: '9123 4567',
  email: 'tai.man.chan@example.com',
  preferredLanguage: 'ZH_HANT',
  eligibility: 'ONGOING',
  cases: [{ caseNumber: 'dcpi 01234/2026', role: 'PLAINTIFF' }],
  actingInPerson: true,
  optedCases: ['DCPI 1234/2026'],
  declarationMade: true,
  termsVersion: '2023-01',
  personalDataConsent: true,
}

const defectsOf = (changes: Record<string, unknown>, at: Partial<AnnexBContext> = {}): readonly string[] =>
  findDefects({ ...filledIn, ...changes }, { ...context, ...at }).map(({ path, code }) => `${path} ${code}`)

test('a form in order is normalised, and what was left out is null (R32a)', () => {
  expect(parseAnnexB(filledIn, context)).toEqual({
    ok: true,
    value: {
      channel: 'ONLINE',
      salutation: null,
      name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
      identityDocument: { kind: 'HKID', number: 'A123456(3)', issuingCountry: null },
      dateOfBirth: '1980-05-17',
      address: {
        lines: ['Flat A, 12/F', '123 Nathan Road'],
        country: 'HK',
        district: 'YAU_TSIM_MONG',
        region: 'KOWLOON',
        postalCode: null,
      },
      phone: '+85291234567',
      fax: null,
      email: 'tai.man.chan@example.com',
      preferredLanguage: 'ZH_HANT',
      eligibility: 'ONGOING',
      cases: [{ caseNumber: 'DCPI 1234/2026', role: 'PLAINTIFF' }],
      actingInPerson: true,
      reasons: null,
      rightOfAudience: null,
      optedCases: ['DCPI 1234/2026'],
      emailPerMessage: false,
      personalRepresentative: null,
      declarationMade: true,
      termsVersion: '2023-01',
      personalDataConsent: true,
      signature: null,
      signedOn: null,
    },
  })
})

test('a form in canonical form is in order and stays as it is', () => {
  const first = parseAnnexB(filledIn, context)
  expect(first.ok && parseAnnexB(first.value, context)).toEqual(first)
})

test('an empty form names everything that is missing, at once', () => {
  expect(findDefects({}, context).map(({ path, code }) => `${path} ${code}`)).toEqual([
    'channel MISSING',
    'name.surnameEn MISSING',
    'identityDocument.kind MISSING',
    'identityDocument.number MISSING',
    'address.lines MISSING',
    'address.country MISSING',
    'phone MISSING',
    'email MISSING',
    'preferredLanguage MISSING',
    'eligibility MISSING',
    'actingInPerson MISSING',
    'declarationMade MISSING',
    'termsVersion MISSING',
    'personalDataConsent MISSING',
  ])
})

test('mistakes in different places are all named, each in its place', () => {
  expect(
    defectsOf({
      name: { surnameEn: 'CHAN\r\nBcc: x@example.com' },
      identityDocument: { kind: 'HKID', number: 'A123456(4)' },
      phone: '123',
      email: 'a@example.com, b@example.com',
      hobby: 'chess',
    }),
  ).toEqual([
    'hobby NOT_WANTED',
    'name.surnameEn NOT_TEXT',
    'identityDocument.number HKID_CHECK_DIGIT',
    'phone PHONE_FORM',
    'email EMAIL_SEVERAL',
  ])
})

test('a party names cases that are e-proceedings on the day, and its role in each (R2, R10a)', () => {
  expect(
    defectsOf({
      optedCases: [],
      cases: [
        { caseNumber: 'DCPI 1/2026', role: 'PLAINTIFF' },
        { caseNumber: 'DCCJ 1/2026', role: 'PLAINTIFF' },
        { caseNumber: 'DCPI 1/2027', role: 'PLAINTIFF' },
        { caseNumber: 'XXXX 1/2026' },
      ],
    }),
  ).toEqual([
    'cases.1.caseNumber NOT_AN_E_PROCEEDING',
    'cases.2.caseNumber CASE_YEAR_IN_FUTURE',
    'cases.3.caseNumber CASE_PREFIX_UNKNOWN',
    'cases.3.role MISSING',
  ])
  expect(defectsOf({ optedCases: [], cases: [] })).toEqual(['cases MISSING'])
  const party = { caseNumber: 'DCPI 1/2026', role: 'PLAINTIFF' }
  expect(defectsOf({ optedCases: [], cases: Array(21).fill(party) })).toEqual(['cases TOO_MANY'])
  expect(defectsOf({ optedCases: [], cases: [party, { ...party, caseNumber: 'dcpi 01/2026' }] })).toEqual([
    'cases.1.caseNumber REPEATED',
  ])
})

test('a notice whose day comes makes a case an e-proceeding (R2)', () => {
  const change = { optedCases: [], cases: [{ caseNumber: 'DCCJ 1/2026', role: 'DEFENDANT' }] }
  expect(defectsOf(change, { receivedAt: Date.parse('2026-03-03T00:00:00+08:00') })).toEqual([])
})

test('a prospective litigant has no case yet (R15b)', () => {
  expect(defectsOf({ eligibility: 'PROSPECTIVE', cases: [], optedCases: [] })).toEqual([])
  expect(defectsOf({ eligibility: 'PROSPECTIVE', optedCases: [] })).toEqual(['cases NOT_WANTED'])
})

test('a litigant acts in person (R15a)', () => {
  expect(defectsOf({ actingInPerson: false })).toEqual(['actingInPerson MUST_BE_TRUE'])
  expect(defectsOf({ eligibility: 'PROSPECTIVE', cases: [], optedCases: [], actingInPerson: undefined })).toEqual([
    'actingInPerson MISSING',
  ])
})

test('another person gives reasons of 20 to 2,000 characters and the right of audience (R10c)', () => {
  const other = { eligibility: 'OTHER_10C', actingInPerson: null, rightOfAudience: 'Leave of 1 March 2026' }
  expect(defectsOf(other)).toEqual(['reasons MISSING'])
  expect(defectsOf({ ...other, reasons: 'Too short' })).toEqual(['reasons TOO_SHORT'])
  expect(defectsOf({ ...other, reasons: '理'.repeat(2001) })).toEqual(['reasons TOO_LONG'])
  expect(defectsOf({ ...other, reasons: 'I appear for my mother\nby leave of the court.' })).toEqual([])
  expect(defectsOf({ ...other, rightOfAudience: '', reasons: '理'.repeat(20) })).toEqual(['rightOfAudience MISSING'])
  expect(defectsOf({ reasons: 'Because I would like to, very much.' })).toEqual(['reasons NOT_WANTED'])
})

test('only cases of the application can be opted for, each once (R40d)', () => {
  expect(defectsOf({ optedCases: ['DCPI 1234/2026', 'dcpi 1234/2026', 'DCPI 5/2026', 'x'] })).toEqual([
    'optedCases.3 CASE_NUMBER_FORM',
    'optedCases.2 OPTED_CASE_NOT_LISTED',
    'optedCases.1 REPEATED',
  ])
})

test('a representative has a name, an identity document and a telephone number (R34c)', () => {
  const representative = { name: { surnameEn: 'LEE' }, identityDocument: { kind: 'HKID', number: 'G123456(A)' } }
  expect(defectsOf({ personalRepresentative: { ...representative, phone: '2123 4567' } })).toEqual([])
  expect(defectsOf({ personalRepresentative: representative })).toEqual(['personalRepresentative.phone MISSING'])
})

test('the terms in force are accepted, and the declaration and the consent are given (R29)', () => {
  expect(defectsOf({ declarationMade: false, termsVersion: '2022-05', personalDataConsent: 'yes' })).toEqual([
    'declarationMade MUST_BE_TRUE',
    'termsVersion TERMS_NOT_CURRENT',
    'personalDataConsent MUST_BE_TRUE',
  ])
})

test('a date of birth lies in the past', () => {
  expect(defectsOf({ dateOfBirth: '2026-03-02' })).toEqual(['dateOfBirth DATE_NOT_PAST'])
  expect(defectsOf({ dateOfBirth: '2026-03-01' })).toEqual([])
  expect(defectsOf({ dateOfBirth: '1980-02-30' })).toEqual(['dateOfBirth DATE_FORM'])
})

test('a paper form is signed, not after its receipt; one online is not (R32b)', () => {
  expect(defectsOf({ channel: 'POST' })).toEqual(['signature MISSING', 'signedOn MISSING'])
  expect(defectsOf({ channel: 'FAX', signature: '陳大文', signedOn: '2026-03-03' })).toEqual([
    'signedOn DATE_AFTER_RECEIPT',
  ])
  expect(defectsOf({ channel: 'FAX', signature: '陳大文', signedOn: '2026-03-02' })).toEqual([])
  expect(defectsOf({ signature: '陳大文', signedOn: '2026-03-02' })).toEqual([
    'signature NOT_WANTED',
    'signedOn NOT_WANTED',
  ])
})

test.each(['FAX', 'POST', 'HAND'])('a form by %s may lack the email, one online may not (R32b, R34)', channel => {
  const onPaper = { ...filledIn, channel, signature: '陳大文', signedOn: '2026-03-02' }
  for (const email of [undefined, null, '', '  ']) {
    expect(parseAnnexB({ ...onPaper, email }, context)).toMatchObject({ ok: true, value: { email: '' } })
    expect(defectsOf({ email })).toEqual(['email MISSING'])
  }
  expect(parseAnnexB(onPaper, context)).toMatchObject({ ok: true, value: { email: 'tai.man.chan@example.com' } })
  expect(defectsOf({ ...onPaper, email: 'a@example.com, b@example.com' })).toEqual(['email EMAIL_SEVERAL'])
  const first = parseAnnexB({ ...onPaper, email: '' }, context)
  expect(first.ok && parseAnnexB(first.value, context)).toEqual(first)
})

test('a form by hand comes in office hours (R32b)', () => {
  const byHand = { channel: 'HAND', signature: '陳大文', signedOn: '2026-03-02' }
  expect(defectsOf(byHand)).toEqual([])
  expect(defectsOf(byHand, { receivedAt: Date.parse('2026-03-02T18:00:00+08:00') })).toEqual([
    'channel OUTSIDE_OFFICE_HOURS',
  ])
})

test.each([null, undefined, [], 'form', 5])('%j is no form', received => {
  expect(findDefects(received, context)).toEqual([{ path: '', code: 'WRONG_SHAPE' }])
})

test('any JSON in any field is answered with defects, never by throwing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(filledIn)), fc.jsonValue(), (field, value) => {
      const result = parseAnnexB({ ...filledIn, [field]: value }, context)
      if (!result.ok) expect(result.defects.length).toBeGreaterThan(0)
    }),
    { numRuns: 1000 },
  )
})
