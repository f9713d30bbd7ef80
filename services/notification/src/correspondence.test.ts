import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import type { AnnexB } from '@icms/schemas/generated/common'
import type { RejectionStage } from '@icms/schemas/generated/vetting-events-v1'
import { expect, test } from 'vitest'
import { type CorrespondenceOutput, correspondence } from './correspondence.ts'

const at = Date.parse('2023-02-01T10:00+08:00')
const applicationId = 'application-1'
const newStory = () => storyOf(correspondence, { key: applicationId, contracts })

const form: AnnexB = {
  channel: 'ONLINE',
  salutation: null,
  name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
  identityDocument: { kind: 'HKID', number: 'A123456(3)', issuingCountry: null },
  dateOfBirth: null,
  address: {
    lines: ['1 Queensway'],
    country: 'HK',
    district: 'CENTRAL_AND_WESTERN',
    region: 'HONG_KONG_ISLAND',
    postalCode: null,
  },
  phone: '+85221234567',
  fax: null,
  email: 'taiman@example.com',
  preferredLanguage: 'ZH_HANT',
  eligibility: 'ONGOING',
  cases: [{ caseNumber: 'DCPI 1234/2023', role: 'PLAINTIFF' }],
  actingInPerson: true,
  reasons: null,
  rightOfAudience: null,
  optedCases: [],
  emailPerMessage: false,
  personalRepresentative: null,
  declarationMade: true,
  termsVersion: '2022-05',
  personalDataConsent: true,
  signature: null,
  signedOn: null,
}
const submitted = {
  type: 'ApplicationSubmitted',
  data: { applicationId, personId: 'person-1', channel: 'ONLINE', submittedAt: at, form, documents: [] },
} as const
const invited = {
  type: 'AuthenticationInvited',
  data: {
    applicationId,
    at: at + 1,
    deadline: at + 2,
    representativeAppointed: true,
    referenceVersion: 1,
    bring: [],
    representativeBrings: [],
  },
} as const
const rejected = (stage: RejectionStage) =>
  ({
    type: 'ApplicationRejected',
    data: {
      applicationId,
      at: at + 3,
      personId: 'person-1',
      stage,
      reasons: [
        { code: 'NOT_A_PARTY', textEn: 'You are no party to the case.', textZh: null },
        { code: 'DOCUMENTS_NOT_IN_ORDER', textEn: 'The writ is not sealed.', textZh: '令狀沒有蓋印。' },
      ],
      referenceVersion: 1,
    },
  }) as const

const noticesOf = (outputs: readonly CorrespondenceOutput[]) =>
  outputs.map(({ type, data }) => `${type} ${'notice' in data ? data.notice : ''}`.trim())

test('an applicant is told that the application was received (N1)', () => {
  const [mail] = newStory().input(submitted, at)
  expect(mail).toMatchObject({
    type: 'EmailRequested',
    data: {
      notice: 'N1',
      subjectId: applicationId,
      applicationId,
      accountId: null,
      caseId: null,
      to: 'taiman@example.com',
      name: form.name,
      language: 'ZH_HANT',
      parameters: { eligibility: 'ONGOING' },
    },
  })
})

test('no mail intent carries case numbers, identity numbers or an address (chapter 9)', () => {
  const story = newStory()
  const outputs = [submitted, invited, rejected('VETTING')].flatMap(input => story.input(input, at + 5))
  expect(outputs).toHaveLength(3)
  expect(JSON.stringify(outputs)).not.toMatch(/DCPI|A123456|Queensway|2123/)
})

test('the invitation to the Help Centre carries the deadline and whether a representative comes (N3, R34b, R34c)', () => {
  const story = newStory()
  story.input(submitted, at)
  const [mail] = story.input(invited, at + 1)
  const parameters = { deadline: String(at + 2), representative: 'yes', eligibility: 'ONGOING' }
  expect(mail).toMatchObject({ data: { notice: 'N3', parameters } })
})

test('a rejection is told with its reasons in both languages (N4, R39)', () => {
  const story = newStory()
  story.input(submitted, at)
  const [mail] = story.input(rejected('FINAL_DECISION'), at + 3)
  expect(mail).toMatchObject({
    data: {
      notice: 'N4',
      parameters: {
        stage: 'FINAL_DECISION',
        reasonCodes: 'NOT_A_PARTY\nDOCUMENTS_NOT_IN_ORDER',
        reasonsEn: 'You are no party to the case.\nThe writ is not sealed.',
        reasonsZh: '令狀沒有蓋印。',
      },
    },
  })
})

test('who did not attend in 30 days is told so, and not as a rejection by staff (N5, R35b)', () => {
  const story = newStory()
  story.input(submitted, at)
  expect(noticesOf(story.input(rejected('NO_SHOW'), at + 3))).toEqual(['EmailRequested N5'])
})

test('a notice that comes before its application waits, and goes out after the receipt', () => {
  const story = newStory()
  expect(noticesOf(story.input(rejected('DUPLICATE'), at))).toEqual(['NoticeHeld N4'])
  expect(noticesOf(story.input(submitted, at + 1))).toEqual(['EmailRequested N1', 'EmailRequested N4'])
  expect(story.state!.held).toEqual([])
})

test('a fact that is told again asks for no second mail', () => {
  const story = newStory()
  story.input(invited, at, undefined, 'fact-1')
  expect(story.input(invited, at + 1, undefined, 'fact-1')).toEqual([])
  story.input(submitted, at + 2)
  expect(story.input(submitted, at + 3)).toEqual([])
  expect(story.input(invited, at + 4, undefined, 'fact-1')).toEqual([])
})

const asked = (attendBy: number | null) =>
  ({
    type: 'SupplementRequested',
    data: {
      applicationId,
      at: at + 1,
      requestId: 'request-1',
      reasons: [
        { code: 'DETAILS_MISSING', textEn: null, textZh: null },
        { code: 'OTHER', textEn: 'State the flat.', textZh: '請填寫單位。' },
      ],
      attendBy,
      referenceVersion: 1,
    },
  }) as const
const corrected = { type: 'EmailCorrected', data: { applicationId, at: at + 1, email: 'right@example.com' } } as const

test('what is wanted is told with every reason in both languages (N2, R34d)', () => {
  const story = newStory()
  story.input(submitted, at)
  expect(story.input(asked(null), at + 1)).toMatchObject([
    {
      data: {
        notice: 'N2',
        parameters: {
          reasonCodes: 'DETAILS_MISSING\nOTHER',
          reasonsEn: 'State the flat.',
          reasonsZh: '請填寫單位。',
        },
      },
    },
  ])
})

test('what is wanted after an attendance is told with the deadline that stands (N2, R35b)', () => {
  const story = newStory()
  story.input(submitted, at)
  const [mail] = story.input(asked(at + 9), at + 1)
  expect(mail).toMatchObject({ data: { parameters: { attendBy: String(at + 9) } } })
})

test('each invitation is a mail of its own: one that is sent again says the new date (N3, R35b)', () => {
  const story = newStory()
  story.input(submitted, at)
  const [first] = story.input(invited, at + 1)
  const again = { ...invited, data: { ...invited.data, deadline: at + 99 } }
  const [second] = story.input(again, at + 2)
  expect(second).toMatchObject({ data: { notice: 'N3', parameters: { deadline: String(at + 99) } } })
  expect(second?.data).not.toMatchObject({ emailId: first && 'emailId' in first.data && first.data.emailId })
})

test('a withdrawal is acknowledged (N23)', () => {
  const story = newStory()
  story.input(submitted, at)
  const data = { applicationId, at: at + 1, personId: 'person-1', referenceVersion: 1, reason: null }
  expect(noticesOf(story.input({ type: 'ApplicationWithdrawn', data }, at + 1))).toEqual(['EmailRequested N23'])
})

test('notices after a correction go to the right address (R34b)', () => {
  const story = newStory()
  story.input(submitted, at)
  expect(story.input(corrected, at + 1)).toEqual([
    { type: 'ContactCorrected', data: { subjectId: applicationId, at: at + 1, to: 'right@example.com' } },
  ])
  expect(story.input(invited, at + 2)).toMatchObject([{ data: { to: 'right@example.com' } }])
  expect(story.input(corrected, at + 3)).toEqual([])
  expect(newStory().input(corrected, at)).toEqual([])
})

test('an enquiry is acknowledged, and its answer is told of without its words (R37, N27, N28)', () => {
  const story = newStory()
  story.input(submitted, at)
  const about = { applicationId, at: at + 1, enquiryId: 'enquiry-1' }
  const asked = { type: 'EnquiryReceived', data: { ...about, text: 'Any news?' } } as const
  const answered = { type: 'EnquiryAnswered', data: { ...about, answer: 'By Friday.' } } as const
  expect(noticesOf(story.input(asked, at + 1))).toEqual(['EmailRequested N27'])
  const outputs = story.input(answered, at + 2)
  expect(noticesOf(outputs)).toEqual(['EmailRequested N28'])
  expect(JSON.stringify(outputs)).not.toContain('Friday')
})
