import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { accountNotices } from './account-notices.ts'

const at = Date.parse('2023-02-01T10:00+08:00')
const accountId = 'K7MP4TXQ'
const loginName = 'K7MP-4TXQ-9'
const caseId = 'case-1'
const newStory = () => storyOf(accountNotices, { key: accountId, contracts })

const created = {
  type: 'AccountCreated',
  data: {
    accountId,
    at,
    registrantId: accountId,
    loginName,
    applicationId: 'application-1',
    personId: 'person-1',
    kind: 'INDIVIDUAL',
    prospectiveUntil: null,
    name: { surnameEn: 'CHAN', givenNameEn: null, nameZh: null },
    email: 'taiman@example.com',
    language: 'EN',
    emailPerMessage: false,
    optedCases: [],
    referenceVersion: 1,
  },
} as const
const issued = (activationId: string) =>
  ({ type: 'ActivationIssued', data: { accountId, at, activationId, expiresAt: at + 9, loginName } }) as const
const decision = {
  caseId,
  caseNumber: 'DCPI 1234/2023',
  accountId,
  registrantId: accountId,
  party: 'CHAN',
  role: 'PLAINTIFF',
  filingId: 'filing-1',
  at,
  referenceVersion: 1,
} as const
const linked = { type: 'CaseLinked', data: decision } as const
const refused = { type: 'LinkRefused', data: { ...decision, reason: 'NOT_AN_E_PROCEEDING' } } as const

test('login name and activation code are told in two mails (N6, N7, R7, R36a)', () => {
  const story = newStory()
  const [n6] = story.input(created, at)
  const [n7] = story.input(issued('activation-1'), at + 1)
  expect(n6).toMatchObject({
    type: 'EmailRequested',
    data: { notice: 'N6', accountId, to: 'taiman@example.com', parameters: { loginName } },
  })
  expect(n7).toMatchObject({
    data: { notice: 'N7', parameters: { activationId: 'activation-1', expiresAt: String(at + 9) } },
  })
  expect(n6!.data.emailId).not.toBe(n7!.data.emailId)
  expect(JSON.stringify(n7)).not.toContain(loginName)
  expect(JSON.stringify(n6)).not.toContain('activation-1')
})

test('each new code has a mail of its own (A8)', () => {
  const story = newStory()
  story.input(created, at)
  const mails = ['activation-1', 'activation-2'].flatMap((id, n) => story.input(issued(id), at + n))
  expect(new Set(mails.map(m => m.data.emailId)).size).toBe(2)
})

test('a case linked or refused is told without saying anything of the case (N15)', () => {
  const story = newStory()
  story.input(created, at)
  const mails = [linked, refused].flatMap(input => story.input(input, at + 1))
  expect(mails.map(m => m.data.parameters)).toEqual([{ outcome: 'linked' }, { outcome: 'refused' }])
  expect(mails[0]!.data).toMatchObject({ notice: 'N15', caseId, subjectId: accountId })
  expect(JSON.stringify(mails)).not.toContain('DCPI')
})

test('a link that is told before the account is waits for it', () => {
  const story = newStory()
  expect(story.input(linked, at)).toMatchObject([{ type: 'NoticeHeld', data: { notice: 'N15', caseId } }])
  expect(story.input(created, at + 1).map(o => o.data.notice)).toEqual(['N6', 'N15'])
})

test('a fact that is told again asks for no second mail', () => {
  const story = newStory()
  story.input(created, at)
  expect(story.input(created, at + 1)).toEqual([])
  story.input(linked, at + 2, undefined, 'fact-1')
  expect(story.input(linked, at + 3, undefined, 'fact-1')).toEqual([])
})
