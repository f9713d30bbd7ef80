import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import {
  type AccountNoticesInput,
  type AccountNoticesOutput,
  accountNotices,
  accountNoticesUnder,
} from './account-notices.ts'

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
const linked = {
  type: 'CaseLinked',
  data: { ...decision, requestId: null, filedAt: at, life: 0, disposedAt: null },
} as const
const refused = { type: 'LinkRefused', data: { ...decision, reason: 'NOT_AN_E_PROCEEDING' } } as const

/** The mails that a fact asks for. */
const mailsOf = (outputs: readonly AccountNoticesOutput[]) =>
  outputs.flatMap(output => (output.type === 'ContactChanged' ? [] : [output]))

test('login name and activation code are told in two mails (N6, N7, R7, R36a)', () => {
  const story = newStory()
  const [n6] = mailsOf(story.input(created, at))
  const [n7] = mailsOf(story.input(issued('activation-1'), at + 1))
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
  const mails = ['activation-1', 'activation-2'].flatMap((id, n) => mailsOf(story.input(issued(id), at + n)))
  expect(new Set(mails.map(m => m.data.emailId)).size).toBe(2)
})

test('a case linked or refused is told without saying anything of the case (N15)', () => {
  const story = newStory()
  story.input(created, at)
  const mails = [linked, refused].flatMap(input => mailsOf(story.input(input, at + 1)))
  expect(mails.map(m => m.data.parameters)).toEqual([{ outcome: 'linked' }, { outcome: 'refused' }])
  expect(mails[0]!.data).toMatchObject({ notice: 'N15', caseId, subjectId: accountId })
  expect(JSON.stringify(mails)).not.toContain('DCPI')
})

test('a link that is told before the account is waits for it', () => {
  const story = newStory()
  expect(story.input(linked, at)).toMatchObject([{ type: 'NoticeHeld', data: { notice: 'N15', caseId } }])
  expect(mailsOf(story.input(created, at + 1)).map(o => o.data.notice)).toEqual(['N6', 'N15'])
})

test('a fact that is told again asks for no second mail', () => {
  const story = newStory()
  story.input(created, at)
  expect(story.input(created, at + 1)).toEqual([])
  story.input(linked, at + 2, undefined, 'fact-1')
  expect(story.input(linked, at + 3, undefined, 'fact-1')).toEqual([])
})

const person = { registrantId: accountId, personId: 'person-1' }
const reason = { code: 'MISUSE', textEn: 'Passed on.', textZh: '曾轉交他人。' }
const ofAccount = { accountId, at }
const about = { reasonCode: 'MISUSE', reasonEn: 'Passed on.', reasonZh: '曾轉交他人。' }
const ended = { ...ofAccount, ...person, reason }
const staffLinked = { ...decision, requestId: 'request-1', filedAt: null, life: 0, disposedAt: null }
const notAsked = { caseId, caseNumber: 'DCPI 1/2023', accountId, requestId: 'request-1', at, referenceVersion: 1 }
const facts: readonly [string, AccountNoticesInput, string, Record<string, string>][] = [
  [
    'the end of the prospective period (R15d)',
    { type: 'AccountTerminated', data: { ...ended, prospectiveUntil: 7 } },
    'N14',
    { outcome: 'ended', prospectiveUntil: '7' },
  ],
  [
    'termination (R12)',
    { type: 'AccountTerminated', data: { ...ended, prospectiveUntil: null } },
    'N19',
    { outcome: 'terminated', ...about },
  ],
  [
    'a de-activation to come (R16b)',
    { type: 'DeactivationNoticeDue', data: { ...ofAccount, dueAt: 9, noticeNumber: 1 } },
    'N12',
    { outcome: 'due', dueAt: '9' },
  ],
  [
    'one that was announced and will not be (R16c)',
    { type: 'DeactivationCancelled', data: { ...ofAccount, wasAnnounced: true } },
    'N12',
    { outcome: 'cancelled' },
  ],
  ['de-activation (R16)', { type: 'AccountDeactivated', data: ended }, 'N13', about],
  [
    'suspension (R12)',
    { type: 'AccountSuspended', data: { ...ofAccount, reason } },
    'N19',
    { outcome: 'suspended', ...about },
  ],
  [
    'reinstatement (R12)',
    { type: 'AccountReinstated', data: { ...ofAccount, reason } },
    'N19',
    { outcome: 'reinstated', ...about },
  ],
  [
    'restoration (A7)',
    { type: 'AccountRestored', data: { ...ended, applicationId: 'application-1', life: 1 } },
    'N14',
    { outcome: 'restored' },
  ],
  [
    'new terms (R29, A27)',
    { type: 'TermsChanged', data: { ...ofAccount, termsVersion: '2026-05', url: 'https://example.org/terms' } },
    'N20',
    { termsVersion: '2026-05', url: 'https://example.org/terms' },
  ],
  ['a link by staff (R40c)', { type: 'CaseLinked', data: staffLinked }, 'N15', { outcome: 'request-linked' }],
  [
    'a refused request (R40c)',
    { type: 'LinkRequestRefused', data: { ...notAsked, reasons: [{ ...reason, code: 'NOT_A_PARTY' }] } },
    'N15',
    { outcome: 'request-refused' },
  ],
]

test.each(facts)('the holder is told of %s', (_, fact, notice, parameters) => {
  const story = newStory()
  story.input(created, at)
  expect(story.input(fact, at + 1)).toMatchObject([
    { type: 'EmailRequested', data: { notice, parameters, to: 'taiman@example.com' } },
  ])
})

test('a de-activation that was never announced is not called off by mail (R16c)', () => {
  const story = newStory()
  story.input(created, at)
  const cancelled = { type: 'DeactivationCancelled', data: { ...ofAccount, wasAnnounced: false } } as const
  expect(story.input(cancelled, at + 1)).toEqual([])
})

test('a request that is over because the account was closed is not told of', () => {
  const story = newStory()
  story.input(created, at)
  const reasons = [{ code: 'ACCOUNT_CLOSED', textEn: null, textZh: null }]
  expect(story.input({ type: 'LinkRequestRefused', data: { ...notAsked, reasons } }, at + 1)).toEqual([])
})

test('the approval of a prospective litigant says the instant at which the period ends (N6, R15c, A6)', () => {
  const prospective = { ...created, data: { ...created.data, prospectiveUntil: 7 } }
  expect(newStory().input(prospective, at)).toMatchObject([{ data: { parameters: { prospectiveUntil: '7' } } }])
})

test('a new address gets its code, the old one is told, and notices go to the new one from then on (N25, N26)', () => {
  const story = newStory()
  story.input(created, at)
  const change = { ...ofAccount, changeId: 'change-1', email: 'new@example.com' }
  const code = story.input({ type: 'EmailChangeProposed', data: { ...change, expiresAt: at + 9 } }, at + 1)
  expect(code).toMatchObject([{ data: { notice: 'N25', to: 'new@example.com', parameters: { changeId: 'change-1' } } }])
  expect(JSON.stringify(code)).not.toContain(loginName)
  const before = story.input(linked, at + 2)
  expect(before).toMatchObject([{ data: { to: 'taiman@example.com' } }])
  const changed = { type: 'EmailChanged', data: { ...change, previousEmail: 'taiman@example.com' } } as const
  expect(story.input(changed, at + 3)).toMatchObject([
    { type: 'EmailRequested', data: { notice: 'N26', to: 'taiman@example.com', parameters: {} } },
    { type: 'ContactChanged', data: { to: 'new@example.com' } },
  ])
  expect(story.input(refused, at + 4)).toMatchObject([{ data: { to: 'new@example.com' } }])
})

test('notices come first in the language that the holder chose last', () => {
  const story = newStory()
  story.input(created, at)
  story.input({ type: 'LanguageChanged', data: { ...ofAccount, language: 'ZH_HANT' } }, at + 1)
  expect(story.input(linked, at + 2)).toMatchObject([{ data: { language: 'ZH_HANT' } }])
})

test('a deployment may leave the mail after the period out; that of any other end goes out (R15d, N14)', () => {
  const story = newStory()
  story.input(created, at)
  story.aggregate = accountNoticesUnder({ ...defaultPolicy, mailsAfterPeriod: false })
  const over = { ...ended, prospectiveUntil: at }
  expect(story.input({ type: 'AccountTerminated', data: over }, at + 1)).toEqual([])
  const terminated = { ...ended, prospectiveUntil: null }
  expect(story.input({ type: 'AccountTerminated', data: terminated }, at + 2)).toMatchObject([
    { data: { notice: 'N19' } },
  ])
})
