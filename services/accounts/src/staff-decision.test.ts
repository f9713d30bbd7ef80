import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import {
  accountId,
  activeStory,
  administrator,
  createdStory,
  filed,
  hk,
  newStory,
  terminateAccount,
  trySignIn,
} from './account-story.ts'
import type { StaffCommand } from './staff-decision.ts'

const at = hk('2023-03-01T10:00')
const reason = { code: 'MISUSE', textEn: 'Shared the password.', textZh: '曾分享密碼。' }
const data = { accountId, reason, note: 'Phone call.' }
const suspend: MessageOf<'SuspendAccount'> = { type: 'SuspendAccount', data }
const reinstate: MessageOf<'ReinstateAccount'> = { type: 'ReinstateAccount', data }
const deactivate: MessageOf<'DeactivateAccount'> = { type: 'DeactivateAccount', data }

test('a suspended account may not sign in, and its sessions end; reinstated, it signs in afresh (R12)', () => {
  const story = activeStory()
  expect(story.input(suspend, at, administrator)).toMatchObject([
    {
      type: 'AccountDecisionRecorded',
      data: { decidedBy: 'staff-9', role: 'judiciary-administrator', reason, instructionsVersion: '2023-01' },
    },
    { type: 'AccountSuspended', data: { reason } },
  ])
  expect(story.rows[0]!.data).toMatchObject({ status: 'SUSPENDED', sessionEpoch: null })
  expect(story.input(trySignIn, at + 1)).toMatchObject([{ data: { reason: 'ACCOUNT_SUSPENDED' } }])
  story.input(reinstate, at + 2, administrator)
  expect(story.rows[0]!.data).toMatchObject({ status: 'ACTIVE', sessionEpoch: at + 2 })
  expect(story.input(trySignIn, at + 3)).toMatchObject([{ type: 'SignInTried' }])
})

test('what is filed in a suspension links nothing; what was filed before it does (R12)', () => {
  const story = activeStory()
  story.input(suspend, at, administrator)
  expect(story.input(filed(at, 'during'), at + 1)).toMatchObject([
    { type: 'FilingRefused', data: { reason: 'ACCOUNT_SUSPENDED' } },
  ])
  expect(story.input(filed(at - 1, 'before'), at + 2)).toMatchObject([{ type: 'FilingConfirmed' }])
})

test.each<[string, StaffCommand, string]>([
  ['termination (R12)', terminateAccount, 'TERMINATED'],
  ['de-activation (R16)', deactivate, 'DEACTIVATED'],
])('%s tells every case that the account recorded, and nothing is confirmed afterwards (I5)', (_, command, status) => {
  const story = activeStory(undefined, { optedCases: ['DCPI 9/2023'] })
  story.input(filed(at - 2, 'filing-1', 'DCPI 1/2023'), at - 1)
  const outputs = story.input(command, at, administrator)
  expect(outputs.slice(2)).toMatchObject([
    { type: 'CaseAccessEnded', data: { caseNumber: 'DCPI 9/2023', life: 0 } },
    { type: 'CaseAccessEnded', data: { caseNumber: 'DCPI 1/2023', life: 0 } },
  ])
  expect(story.state!.account).toMatchObject({ status, passwordHash: null })
  expect(story.rows[0]!.data.sessionEpoch).toBeNull()
  expect(story.input(filed(at - 3, 'filing-2'), at + 1)).toMatchObject([
    { type: 'FilingRefused', data: { reason: 'ACCOUNT_CLOSED' } },
  ])
  expect(story.rows.find(({ table }) => table === 'refused-filings')).toMatchObject({
    data: { accountId, reason: 'ACCOUNT_CLOSED' },
  })
})

test('a decision that does not fit changes nothing and says why', () => {
  const refusals = (story: ReturnType<typeof newStory>, command: StaffCommand) =>
    story.input(command, at, administrator).map(o => (o.type === 'AccountCommandRefused' ? o.data.reason : o.type))
  expect(refusals(newStory(), suspend)).toEqual(['NO_SUCH_ACCOUNT'])
  expect(refusals(createdStory().story, suspend)).toEqual(['NOT_ACTIVE'])
  expect(refusals(activeStory(), reinstate)).toEqual(['NOT_SUSPENDED'])
  const closed = activeStory()
  closed.input(terminateAccount, at - 1, administrator)
  expect(refusals(closed, deactivate)).toEqual(['ACCOUNT_CLOSED'])
})

test('the desk reads what became of an account, and who decided what under which instructions (R3-5)', () => {
  const story = activeStory()
  story.input(suspend, at, administrator)
  expect(story.state!.account!.history.map(({ event }) => event)).toEqual([
    'AccountCreated',
    'ActivationIssued',
    'AccountActivated',
    'SuspendAccount',
    'AccountSuspended',
  ])
  expect(story.state!.account!.history[3]).toMatchObject({
    decidedBy: 'staff-9',
    reason,
    note: 'Phone call.',
    instructionsVersion: '2023-01',
  })
})
