import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import {
  accountId,
  activeStory,
  administrator,
  applicationId,
  filed,
  hk,
  newStory,
  restoreAccount,
  terminateAccount,
  trySignIn,
} from './account-story.ts'

const closedAt = hk('2023-03-01T10:00')
const until = hk('2030-03-01T23:59:59.999')
const erase: MessageOf<'EraseAccount'> = {
  type: 'EraseAccount',
  data: { accountId, reason: 'NO_LONGER_NEEDED', retentionDays: 2_557 },
}
function closed() {
  const story = activeStory()
  story.input(terminateAccount, closedAt, administrator)
  return story
}
function erased() {
  const story = closed()
  story.input(erase, until + 1, administrator)
  return story
}

test('an account that ended is erased once it was kept long enough, and names the application that goes with it', () => {
  const story = closed()
  expect(story.rows[0]!.indexes).toMatchObject({ ended: { value: 'ENDED', order: closedAt } })
  expect(story.input(erase, until + 1, administrator)).toEqual([
    {
      type: 'AccountErasureDecided',
      data: {
        accountId,
        at: until + 1,
        applicationId,
        decidedBy: 'staff-9',
        role: 'judiciary-administrator',
        reason: 'NO_LONGER_NEEDED',
        endedAt: closedAt,
        retentionDays: 2_557,
        instructionsVersion: '2023-01',
        referenceVersion: expect.any(Number),
      },
    },
  ])
  expect(story.rows).toMatchObject([{ table: 'accounts', indexes: {} }])
  const actor = { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' }
  expect(story.effects).toEqual([{ id: 'erase-1', kind: 'erase-subject', request: { subjectId: accountId, actor } }])
})

test.each([['failed'], ['in-doubt']] as const)('an erasure that is %s is made again until it succeeds', outcome => {
  const story = erased()
  expect(story.settle('erase-1', outcome, until + 2)).toMatchObject([{ data: { attempt: 1, isErased: false } }])
  expect(story.settle('erase-2', 'succeeded', until + 3)).toMatchObject([{ data: { attempt: 2, isErased: true } }])
  expect(story.state!.account!.erasure).toMatchObject({ erasedAt: until + 3 })
  expect(story.effects).toEqual([])
})

test.each([
  ['there is none', newStory, until + 1, 'NO_SUCH_ACCOUNT', null],
  ['it is open', activeStory, until + 1, 'NOT_CLOSED', null],
  ['it still has to be kept, and until when', closed, until, 'RETENTION_RUNS', until],
  ['it is erased already', erased, until + 2, 'ERASED', null],
] as const)('an erasure is refused where %s', (_, tell, at, reason, keptUntil) => {
  const story = tell()
  expect(story.input(erase, at, administrator)).toMatchObject([
    { type: 'AccountCommandRefused', data: { command: 'EraseAccount', reason, until: keptUntil } },
  ])
})

test('nobody signs in to what was erased, nothing is filed in its name, and it is not restored', () => {
  const story = erased()
  story.settle('erase-1', 'succeeded', until + 2)
  const answers = [trySignIn, filed(until + 3), restoreAccount].flatMap(input => story.input(input, until + 3))
  expect(answers).toMatchObject([
    { type: 'SignInRefused' },
    { type: 'FilingRefused', data: { reason: 'ACCOUNT_CLOSED' } },
    { type: 'AccountCommandRefused', data: { reason: 'NOT_RESTORABLE' } },
  ])
  expect(story.rows).toHaveLength(1)
})
