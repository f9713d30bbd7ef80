import { storyOf } from '@icms/backbone/story'
import { seededReference, withRecorded } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import type { AnnexB } from '@icms/schemas/generated/common'
import { expect, test } from 'vitest'
import { enquiryEveryMs, submission } from './submission.ts'

const at = Date.parse('2023-01-20T21:15:00+08:00')

const form: AnnexB = {
  channel: 'ONLINE',
  salutation: 'Ms',
  name: { surnameEn: 'Chan', givenNameEn: 'Siu Ming', nameZh: '陳小明' },
  identityDocument: { kind: 'HKID', number: 'A123456(3)', issuingCountry: null },
  dateOfBirth: '1985-06-30',
  address: {
    lines: ['Flat A, 5/F', '1 Example Street'],
    country: 'HK',
    district: 'WAN_CHAI',
    region: 'HONG_KONG_ISLAND',
    postalCode: null,
  },
  phone: '+85291234567',
  fax: null,
  email: 'siu.ming@example.com',
  preferredLanguage: 'ZH_HANT',
  eligibility: 'ONGOING',
  cases: [{ caseNumber: 'DCPI 1234/2022', role: 'PLAINTIFF' }],
  actingInPerson: true,
  reasons: null,
  rightOfAudience: null,
  optedCases: ['DCPI 1234/2022'],
  emailPerMessage: false,
  personalRepresentative: null,
  declarationMade: true,
  termsVersion: '2023-01',
  personalDataConsent: true,
  signature: null,
  signedOn: null,
}

const submit = (changes: Partial<AnnexB> = {}) =>
  ({
    type: 'SubmitApplication',
    data: {
      applicationId: 'app-1',
      personId: 'person-1',
      form: { ...form, ...changes },
      emailProvenAt: at - 1,
      documents: [],
    },
  }) as const
const story = () => storyOf(submission, { key: 'app-1', contracts, reference: seededReference })
const defectsOf = (changes: Partial<AnnexB>) => story().input(submit(changes), at)

test('a form in order is taken at any hour, with the time of its receipt (R32a)', () => {
  expect(story().input(submit(), at)).toEqual([
    {
      type: 'ApplicationSubmitted',
      data: { applicationId: 'app-1', personId: 'person-1', channel: 'ONLINE', submittedAt: at, form, documents: [] },
    },
  ])
})

test('the status page is found by the reference and the email of the form', () => {
  const told = story()
  told.input(submit(), at)
  expect(told.rows).toEqual([
    {
      table: 'submissions',
      id: 'app-1',
      data: expect.objectContaining({
        applicationId: 'app-1',
        submittedAt: at,
        email: 'siu.ming@example.com',
        language: 'ZH_HANT',
      }),
    },
  ])
})

test('a form whose address was not proven by a code is not taken (R34b)', () => {
  const { type, data } = submit()
  expect(story().input({ type, data: { ...data, emailProvenAt: null } }, at)).toMatchObject([
    { type: 'SubmissionRefused', data: { defects: [{ path: 'email', code: 'EMAIL_NOT_PROVEN' }] } },
  ])
})

test('a form that was taken is not taken twice, whatever the second one says', () => {
  const told = story()
  told.input(submit(), at)
  expect(told.input(submit(), at + 1)).toEqual([])
  expect(told.input(submit({ email: 'other@example.com' }), at + 2)).toEqual([])
})

test('every mistake is named at once', () => {
  const identityDocument = { kind: 'HKID', number: 'A123456(4)', issuingCountry: null } as const
  expect(defectsOf({ identityDocument, email: 'a@example.com\nBcc: b@example.com', declarationMade: false })).toEqual([
    {
      type: 'SubmissionRefused',
      data: {
        applicationId: 'app-1',
        at,
        defects: [
          { path: 'identityDocument.number', code: 'HKID_CHECK_DIGIT' },
          { path: 'email', code: expect.any(String) },
          { path: 'declarationMade', code: 'MUST_BE_TRUE' },
        ],
      },
    },
  ])
})

test('a form that was refused may be sent again under the same reference', () => {
  const told = story()
  told.input(submit({ actingInPerson: false }), at)
  expect(told.rows).toEqual([])
  expect(told.input(submit(), at + 1)).toMatchObject([{ type: 'ApplicationSubmitted' }])
})

test('a case must be an e-proceeding on the day of receipt (R2, R10a)', () => {
  const cases = [{ caseNumber: 'DCEC 5/2022', role: 'APPLICANT' }] as const
  const refusal = [{ data: { defects: [{ path: 'cases.0.caseNumber', code: 'NOT_AN_E_PROCEEDING' }] } }]
  expect(defectsOf({ cases, optedCases: [] })).toMatchObject(refusal)
  const later = Date.parse('2024-10-31T00:00:00+08:00')
  expect(story().input(submit({ cases, optedCases: [] }), later)).toMatchObject([{ type: 'ApplicationSubmitted' }])
})

test('a litigant must act in person (R15a)', () => {
  expect(defectsOf({ actingInPerson: false })).toMatchObject([{ data: { defects: [{ path: 'actingInPerson' }] } }])
})

test('a prospective litigant needs no case (R15b)', () => {
  const changes = { eligibility: 'PROSPECTIVE', cases: [], optedCases: [] } as const
  expect(defectsOf(changes)).toMatchObject([{ type: 'ApplicationSubmitted' }])
})

test('terms that changed while the form was filled in must be accepted anew (R29)', () => {
  const terms = { 'icms.reference.TermsVersion': { version: '2023-02', url: 'https://a.example/terms' } }
  const entry = { entryId: 'terms.2023-02', effectiveFrom: '2023-02-01', content: terms }
  const told = story()
  told.reference = withRecorded(seededReference, entry, at)
  const refusal = [{ data: { defects: [{ path: 'termsVersion', code: 'TERMS_NOT_CURRENT' }] } }]
  expect(told.input(submit(), Date.parse('2023-02-01T00:00:00+08:00'))).toMatchObject(refusal)
})

test('a form that says it came on paper is not taken online', () => {
  const paper = { channel: 'FAX', signature: 'Chan Siu Ming', signedOn: '2023-01-19' } as const
  expect(defectsOf(paper)).toMatchObject([{ data: { defects: [{ path: 'channel', code: 'NOT_ONE_OF' }] } }])
})

test('the form that is told on is in canonical form', () => {
  const outputs = story().input(submit({ phone: '9123 4567', email: ' Siu.Ming@EXAMPLE.com ' }), at)
  expect(outputs).toMatchObject([{ data: { form: { phone: '+85291234567', email: 'Siu.Ming@example.com' } } }])
})

const answer = (requestId: string) =>
  ({
    type: 'SupplySupplement',
    data: { applicationId: 'app-1', requestId, text: 'Here it is.', documents: [] },
  }) as const

test('each request for supplementary information is answered once (R34d)', () => {
  const told = story()
  expect(told.input(answer('request-1'), at)).toEqual([])
  told.input(submit(), at)
  expect(told.input(answer('request-1'), at + 1)).toMatchObject([
    { type: 'SupplementSupplied', data: { requestId: 'request-1', at: at + 1, text: 'Here it is.' } },
  ])
  expect(told.input(answer('request-1'), at + 2)).toEqual([])
  expect(told.input(answer('request-2'), at + 3)).toMatchObject([{ type: 'SupplementSupplied' }])
})

test('the applicant asks for the withdrawal once', () => {
  const told = story()
  const withdraw = { type: 'RequestWithdrawal', data: { applicationId: 'app-1', reason: null } } as const
  expect(told.input(withdraw, at)).toEqual([])
  told.input(submit(), at)
  expect(told.input(withdraw, at + 1)).toMatchObject([{ type: 'WithdrawalRequested', data: { at: at + 1 } }])
  expect(told.input(withdraw, at + 2)).toEqual([])
})

test('an applicant enquires once a day, and vetting is told what is asked (R37)', () => {
  const told = story()
  const enquire = { type: 'MakeEnquiry', data: { applicationId: 'app-1', text: 'Any news?' } } as const
  expect(told.input(enquire, at)).toEqual([])
  told.input(submit(), at)
  expect(told.input(enquire, at + 1)).toMatchObject([
    {
      type: 'EnquiryMade',
      data: { applicationId: 'app-1', at: at + 1, text: 'Any news?', enquiryId: expect.any(String) },
    },
  ])
  expect(told.input(enquire, at + enquiryEveryMs)).toEqual([])
  expect(told.input(enquire, at + 1 + enquiryEveryMs)).toMatchObject([{ type: 'EnquiryMade' }])
})

test('once staff corrected the address it is the one that counts, and what the old one opened is void (R34b)', () => {
  const told = story()
  const correct = { type: 'EmailCorrected', data: { applicationId: 'app-1', at, email: 'right@example.com' } } as const
  expect(told.input(correct, at)).toEqual([])
  told.input(submit(), at)
  expect(told.input(correct, at + 1)).toEqual([
    { type: 'ApplicantEmailCorrected', data: { applicationId: 'app-1', at: at + 1, email: 'right@example.com' } },
  ])
  expect(told.rows).toMatchObject([{ data: { email: 'right@example.com', sessionEpoch: 1 } }])
  expect(told.input(correct, at + 2)).toEqual([])
})

const transcribed = (email: string) => {
  const paper = { ...form, channel: 'FAX', email, signature: 'Chan Siu Ming', signedOn: '2023-01-19' } as const
  const about = { applicationId: 'app-1', personId: 'person-1', channel: 'FAX', paperId: 'paper-1' } as const
  return { type: 'ApplicationTranscribed', data: { ...about, at, submittedAt: at - 9, form: paper } } as const
}

test('an application on paper is followed here like any other, and answered, once there is an address (R32b, R34d)', () => {
  const told = story()
  expect(told.input(transcribed(''), at)).toEqual([
    {
      type: 'PaperApplicationNoted',
      data: { applicationId: 'app-1', at, submittedAt: at - 9, email: '', language: 'ZH_HANT' },
    },
  ])
  expect(told.rows).toMatchObject([{ data: { email: '', submittedAt: at - 9, documents: [] } }])
  const correct = { type: 'EmailCorrected', data: { applicationId: 'app-1', at, email: 'right@example.com' } } as const
  told.input(correct, at + 1)
  expect(told.rows).toMatchObject([{ data: { email: 'right@example.com' } }])
  const answer = { applicationId: 'app-1', requestId: 'request-1', text: 'Here.', documents: [] }
  expect(told.input({ type: 'SupplySupplement', data: answer }, at + 2)).toMatchObject([{ type: 'SupplementSupplied' }])
})

test('an application that came online is not taken over by one typed in under its reference', () => {
  const told = story()
  told.input(submit(), at)
  expect(told.input(transcribed('other@example.com'), at + 1)).toEqual([])
  const typed = story()
  typed.input(transcribed('siu.ming@example.com'), at)
  expect(typed.input(submit(), at + 1)).toEqual([])
})
